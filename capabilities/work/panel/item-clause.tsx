/**
 * The clause of the signed document that a receipt's decision rests on, in the version which the receipt names: what was
 * agreed then, whatever is agreed since.
 */
import { Skeleton } from '@mantine/core';
import { createApi } from '@tandem/platform/ui/api.ts';
import { ClauseCited } from '@tandem/platform/ui/clause.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useQuery } from '@tanstack/react-query';
import { versionsContract } from '../../agreements/versions/contract.ts';

const agreementApi = createApi({ versions: versionsContract });

interface ReceiptClauseProps {
  /** Instant of the receipt. */
  at: string;
  row: string;
  version: string;
}

/** Nothing for whoever may not read the versions of the agreement. */
export function ReceiptClause({ at, row, version }: ReceiptClauseProps) {
  const { engagement, reasonAgainst } = useSession();
  const cited = useQuery({
    ...agreementApi.versions.clauses.queryOptions({ input: { engagementId: engagement.id, instant: at, row, version } }),
    enabled: reasonAgainst('agreements.versions.read') === null,
  });
  if (reasonAgainst('agreements.versions.read') !== null) return null;
  if (cited.error)
    return <ProblemNote error={cited.error} what="The clause could not be read" onRetry={() => void cited.refetch()} />;
  if (!cited.data) return <Skeleton h={160} role="status" aria-label="Reading the clause" />;
  return <ClauseCited cited={cited.data} />;
}
