/**
 * The statement that the screen shows. Of an open draft it is worked out here, so an edit shows at once; what it changes
 * against what counts before it (Schedule G) is the server's, asked again with each revision, so the screen says what the
 * files say. Of an offered draft everything is the server's: the document as it was frozen.
 */
import type { Statement } from '@tandem/core/commercial/statement/model.ts';
import { statementOf } from '@tandem/core/commercial/statement.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Draft } from './draft-data.ts';
import { agreementsApi } from './draft-store.ts';

export function useStatement(draft: Draft): { statement: Statement; error: unknown; retry(): void } {
  const { engagement } = useSession();
  const { id, file, terms, revision, state } = draft;
  const options = agreementsApi.statement.see.queryOptions({ input: { engagementId: engagement.id, draftId: id } });
  const kept = useQuery({ ...options, queryKey: [...options.queryKey, revision, state], placeholderData: keepPreviousData });
  const own = useMemo(() => statementOf({ file, terms }), [file, terms]);
  const statement = useMemo(() => shown(own, kept.data, state === 'offered' || state === 'signed'), [own, kept.data, state]);
  return { statement, error: kept.error, retry: () => void kept.refetch() };
}

function shown(own: Statement, kept: Statement | undefined, isFrozen: boolean): Statement {
  if (kept === undefined) return own;
  if (isFrozen) return kept;
  return { ...own, schedules: [...own.schedules, ...kept.schedules.filter(({ letter }) => letter === 'G')] };
}
