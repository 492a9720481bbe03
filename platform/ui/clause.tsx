/**
 * The clause that a decision rests on: the row as the signed document prints it, what its sections add, and who signed that
 * version and when. Where nothing was signed here it says so, and shows what the file says. `RowClause` reads it when it is
 * shown, `ClauseOnDemand` when somebody asks for it.
 */
import { Anchor, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNote } from './problem.tsx';
import { useSession } from './session.ts';
import { Moment } from './time.tsx';
import { dateWords, instantMs } from './time-words.ts';
import { Grounds } from './trace.tsx';

interface Numbered {
  number: string;
  title: string;
  text: string;
  /** Whose wording it is; empty for the standard one. */
  mark?: string;
}

interface Cited {
  version: string | null;
  /** First day, local date. */
  from: string | null;
  offer: { signatures: readonly { side: string; name: string; title: string; signedAt: string }[] } | null;
  clause: {
    citation: string;
    row: readonly { title: string; text: string }[];
    authority: Numbered | null;
    clauses: readonly Numbered[];
  } | null;
}

export interface RowClauseProps {
  /** Instant of the decision. */
  at: string;
  /** Null: no row covers the work. */
  row: string | null;
  /** Null: no version counted then. */
  version: string | null;
  /** `call` of the agreement's route that cites a row (versions.clauses). */
  read(asked: { engagementId: string; instant: string; row: string; version: string }): Promise<Cited>;
}

/** Nothing for whoever may not read the versions of the agreement. */
export function RowClause({ at, row, version, read }: RowClauseProps) {
  const { engagement, reasonAgainst } = useSession();
  const mayRead = reasonAgainst('agreements.versions.read') === null;
  const cited = useQuery({
    queryKey: ['clause', engagement.id, version, row],
    queryFn: () => read({ engagementId: engagement.id, instant: at, row: row ?? '', version: version ?? '' }),
    enabled: mayRead && row !== null && version !== null,
  });
  if (!mayRead) return null;
  if (version === null) return <Text c="dimmed">No version counted then, so there is no clause to cite.</Text>;
  if (row === null) return <Text c="dimmed">No row of version {version} covers the work, so there is no clause to cite.</Text>;
  if (cited.error)
    return <ProblemNote error={cited.error} what="The clause could not be read" onRetry={() => void cited.refetch()} />;
  if (!cited.data) return <Skeleton h={160} role="status" aria-label="Reading the clause" />;
  return <ClauseCited cited={cited.data} />;
}

/** On a page that shows reasons at once: the clause behind them is read when it is asked for. */
export function ClauseOnDemand(props: RowClauseProps) {
  const [opened, setOpened] = useState(false);
  const { reasonAgainst } = useSession();
  if (reasonAgainst('agreements.versions.read') !== null) return null;
  return (
    <Stack gap="xs" align="flex-start">
      <Anchor component="button" type="button" size="sm" td="underline" aria-expanded={opened} onClick={() => setOpened(!opened)}>
        {opened ? 'Hide the clause' : 'Show the clause it rests on'}
      </Anchor>
      {opened && <RowClause {...props} />}
    </Stack>
  );
}

function ClauseCited({ cited }: { cited: Cited }) {
  const { version, from, offer, clause } = cited;
  if (version === null) return <Text c="dimmed">No version counted then, so there is no clause to cite.</Text>;
  if (clause === null)
    return <Text c="dimmed">Version {version} has no clause for this decision: no row of it covers the work.</Text>;
  return (
    <Stack gap="xs" component="section" aria-label="Clause">
      <Title order={3} size="sm">
        {clause.citation}, version {version}
      </Title>
      <Text size="sm" c="dimmed" component="div">
        Counts from {from === null ? 'no known day' : dateWords(from)}.{' '}
        {offer === null
          ? 'It came with the first file and nobody signed it here: this is what that file says.'
          : 'This is the text as both sides signed it.'}
      </Text>
      {offer?.signatures.map(({ side, name, title, signedAt }) => (
        <Text size="sm" key={side} component="div">
          {name}
          {title === '' ? '' : `, ${title}`} ({side}) signed <Moment at={instantMs(signedAt)} />
        </Text>
      ))}
      <Grounds grounds={clause.row.map(({ title, text }) => [title, text] as const)} />
      {[...clause.clauses, ...(clause.authority === null ? [] : [clause.authority])].map((each) => (
        <Text size="sm" key={each.number} style={{ overflowWrap: 'anywhere' }}>
          <strong>
            {each.number} {each.title}.
          </strong>{' '}
          {each.text}
          {each.mark ? ` [${each.mark}]` : ''}
        </Text>
      ))}
    </Stack>
  );
}
