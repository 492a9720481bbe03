/**
 * What a clause would print: in a draft that is being written, or in an example company, and against the standard clause
 * that it replaces.
 */
import { Select, Stack, Text } from '@mantine/core';
import { libraryClause } from '@tandem/core/commercial/statement/clauses.ts';
import { printedClause } from '@tandem/core/commercial/statement.ts';
import { type Agreement, emptyTerms } from '@tandem/core/commercial/terms.ts';
import { diffWords } from '@tandem/core/commercial/words-diff.ts';
import { emptyDraft } from '@tandem/core/responsibility/draft.ts';
import { useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useDrafts } from '../draft-data.ts';
import { agreementsApi } from '../draft-store.ts';
import { Words } from '../words.tsx';
import classes from './clauses.module.css';

const example = 'example';

interface PreviewProps {
  replaces: string | null;
  title: string;
  text: string;
}

export function ClausePreview({ replaces, title, text }: PreviewProps) {
  const { agreement, choice } = usePreviewed();
  const printed = useMemo(() => printedClause(agreement, text), [agreement, text]);
  const standard = replaces === null ? undefined : libraryClause(replaces);
  const parts = useMemo(
    () => (standard === undefined ? null : diffWords(printedClause(agreement, standard.text), printed)),
    [agreement, standard, printed],
  );
  return (
    <Stack gap="xs" className={classes.preview}>
      {choice}
      <Text component="div" role="status" aria-label="Printed" className={classes.printed}>
        {printed === '' ? (
          <Text c="dimmed">Nothing yet.</Text>
        ) : (
          <>
            <strong>{title.trim() === '' ? 'Title' : title.trim()}.</strong> {printed}
          </>
        )}
      </Text>
      {parts !== null && printed !== '' && (
        <div>
          <Text size="sm" c="dimmed">
            Against the standard clause “{standard?.title}”:
          </Text>
          <Words parts={parts} size="sm" />
        </div>
      )}
    </Stack>
  );
}

/** The draft of the address, else the newest that is open, else an example; another can be chosen. */
function usePreviewed() {
  const { engagement, parties } = useSession();
  const [asked, setAsked] = useQueryState('draft');
  const drafts = useDrafts();
  const open = (drafts.data?.items ?? []).filter(({ state }) => state === 'open');
  const chosen = asked ?? open[0]?.id ?? example;
  const draft = useQuery({
    ...agreementsApi.drafts.see.queryOptions({ input: { engagementId: engagement.id, draftId: chosen } }),
    enabled: chosen !== example,
  });
  const agreement = useMemo(
    () =>
      draft.data === undefined
        ? exampleOf(engagement.name, parties)
        : ({ file: draft.data.file, terms: draft.data.terms } as unknown as Agreement),
    [draft.data, engagement.name, parties],
  );
  const choice = (
    <Select
      label="As it would print in"
      size="xs"
      maw="24rem"
      allowDeselect={false}
      data={[
        ...open.map(({ id, title }) => ({ value: id, label: `The draft “${title}”` })),
        { value: example, label: 'An example company of 75 people' },
      ]}
      value={chosen}
      onChange={(value) => value !== null && setAsked(value)}
    />
  );
  return { agreement, choice };
}

function exampleOf(name: string, parties: { internal: string; provider: string }): Agreement {
  const internal = { name: parties.internal, users: 75, workstations: 80, servers: 4 };
  const file = emptyDraft({ id: 'example', name }, { internal, provider: { name: parties.provider } }, '2027-01-01');
  return { file, terms: emptyTerms() };
}
