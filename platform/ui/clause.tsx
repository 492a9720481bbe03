/**
 * The clause that a decision rests on: the row as the signed document prints it, what its sections add, and who signed that
 * version and when. Where nothing was signed here it says so, and shows what the file says.
 */
import { Stack, Text, Title } from '@mantine/core';
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

export interface Cited {
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

export function ClauseCited({ cited }: { cited: Cited }) {
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
