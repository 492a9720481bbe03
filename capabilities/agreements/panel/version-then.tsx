/**
 * What counted when: the versions along time, and for any instant and any row the version that counts, who signed it, and
 * what the row says in it. Instant and row stand in the address, so the answer can be sent to somebody.
 */
import { Select, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { Row } from '@tandem/core/responsibility/model.ts';
import { RowClause } from '@tandem/platform/ui/clause.tsx';
import { readNow } from '@tandem/platform/ui/clock.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import { useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { dateWords } from '@tandem/platform/ui/time-words.ts';
import { WallTimeField } from '@tandem/platform/ui/wall-time-field.tsx';
import { useQuery } from '@tanstack/react-query';
import { agreementsApi } from './draft-store.ts';
import classes from './versions.module.css';
import { rowsEver, type Span, spansOf, weightOf } from './versions-view.ts';

export type Timeline = Awaited<ReturnType<typeof agreementsApi.versions.timeline.call>>;

interface VersionThenProps {
  versions: Timeline['items'];
  /** The rows that count now; none before they are read. */
  rows: readonly Row[];
  names: Names;
}

export function VersionThen({ versions, rows, names }: VersionThenProps) {
  const { zone } = useSession().engagement;
  const [asked, setAsked] = useQueryState('at');
  const [row, setRow] = useQueryState('row');
  const known = rowsEver(
    versions,
    rows.map((each) => ({ id: each.id, name: names.functionOf(each.function) })),
  );
  const at = zonedOf(asked, zone);
  return (
    <Panel title="What counted when">
      <Stack gap="md">
        <Strip spans={spansOf(versions)} date={at.toPlainDate().toString()} onChoose={(day) => setAsked(beginOf(day, zone))} />
        <div className={classes.question}>
          <WallTimeField zone={zone} at={at.epochMilliseconds} onChange={setAsked} onNow={() => setAsked(undefined)} />
          <Select
            label="Row"
            placeholder="The whole version"
            data={[...known].map(([id, name]) => ({ value: id, label: name === '' ? id : `${id}, ${name}` }))}
            value={row ?? null}
            onChange={(id) => setRow(id ?? undefined)}
            searchable
            clearable
          />
        </div>
        <Answer instant={at.toInstant().toString()} row={row} />
      </Stack>
    </Panel>
  );
}

/** When a day begins on the wall clock, as the address says it. */
const beginOf = (day: string, zone: string): string =>
  Temporal.PlainDate.from(day).toZonedDateTime(zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' });

/** The instant of the address on the wall clock of the site; now when there is none, or none that can be read. */
function zonedOf(text: string | undefined, zone: string): Temporal.ZonedDateTime {
  try {
    if (text !== undefined) return Temporal.Instant.from(text).toZonedDateTimeISO(zone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  // By the minute, so that the question stays the same while it is looked at.
  const minute = Math.floor(readNow() / 60_000) * 60_000;
  return Temporal.Instant.fromEpochMilliseconds(minute).toZonedDateTimeISO(zone);
}

interface StripProps {
  spans: readonly Span[];
  /** The day that is asked about. */
  date: string;
  onChoose(day: string): void;
}

function Strip({ spans, date, onChoose }: StripProps) {
  return (
    <ol className={classes.strip} aria-label="Versions along time">
      {spans.map((span) => {
        const isAsked = span.from <= date && (span.to === null || date <= span.to);
        return (
          <li key={span.from} style={{ flexGrow: weightOf(span) }}>
            <button
              type="button"
              className={classes.span}
              data-nothing={span.version === null || undefined}
              aria-pressed={isAsked}
              onClick={() => onChoose(span.from)}
            >
              <span className={classes.name}>{span.version === null ? 'Nothing' : `Version ${span.version}`}</span>
              <span className={classes.from}>
                from {dateWords(span.from)}
                {span.to !== null && <VisuallyHidden> until {dateWords(span.to)}</VisuallyHidden>}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function Answer({ instant, row }: { instant: string; row: string | undefined }) {
  const { engagement } = useSession();
  const input = { engagementId: engagement.id, instant, ...(row === undefined ? {} : { row }) };
  const then = useQuery(agreementsApi.versions.at.queryOptions({ input }));
  if (then.error)
    return <ProblemNote error={then.error} what="What counted then could not be read" onRetry={() => void then.refetch()} />;
  if (!then.data) return <Skeleton h={48} role="status" aria-label="Reading what counted then" />;
  const { version, from, to, offer, changedIn } = then.data;
  if (version === null || from === null) return <Text role="status">Nothing was agreed for that instant.</Text>;
  const until = to === null ? 'until another version follows' : `until ${dateWords(to)}`;
  const signers = offer?.signatures.map(({ name }) => name).join(' and ');
  return (
    <Stack gap="sm" maw="52rem">
      <Text role="status">
        <strong>Version {version}</strong> counts, from {dateWords(from)} {until}.{' '}
        {signers === undefined ? 'It came with the first file and was signed outside this product.' : `${signers} signed it.`}
        {row !== undefined && changedIn === null && ` It has no row ${row}.`}
        {row !== undefined && changedIn !== null && ` Row ${row} was last changed in version ${changedIn}.`}
      </Text>
      {row !== undefined && changedIn !== null && (
        <RowClause at={instant} row={row} version={version} read={agreementsApi.versions.clauses.call} />
      )}
    </Stack>
  );
}
