/**
 * Why a segment of the ribbon is whose it is: the agreement is asked at an instant inside it, and answers with its steps and
 * the clause they rest on.
 */
import { Button, Stack } from '@mantine/core';
import { RowClause } from '@tandem/platform/ui/clause.tsx';
import { useNow } from '@tandem/platform/ui/clock.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import { useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { hourMs } from '@tandem/platform/ui/time-words.ts';
import { type TraceContent, TraceDrawer } from '@tandem/platform/ui/trace.tsx';
import { useQuery } from '@tanstack/react-query';
import { readClause } from '../work-data.ts';
import { agreementApi } from './now-data.ts';
import type { NowRow, NowSegment } from './now-lines.ts';

interface SegmentWhyProps {
  open: { row: NowRow; segment: NowSegment } | null;
  names: Names;
  onClose(): void;
}

export function SegmentWhy({ open, names, onClose }: SegmentWhyProps) {
  const { engagement } = useSession();
  const { go } = useNavigation();
  const now = useNow(hourMs);
  const facts = open ? factsOf(open.segment, now, engagement.zone) : { at: '', function: '', priority: 'P2' as const };
  const why = useQuery({
    ...agreementApi.who.queryOptions({ input: { engagementId: engagement.id, facts } }),
    enabled: open !== null,
  });
  const ask = (): void => go('/ask', { f: facts.function, p: facts.priority, at: facts.at, ...open?.segment.source.scope });
  return (
    <TraceDrawer
      opened={open !== null}
      onClose={onClose}
      title={open ? `Why ${open.segment.labels[1] ?? open.segment.labels[0]}?` : ''}
      content={open && why.data ? contentOf(open, why.data, names) : undefined}
      error={why.error}
      foot={
        <Stack gap="md" align="flex-start">
          {why.data && (
            <RowClause at={instantOf(facts.at)} row={why.data.answer.row} version={why.data.answer.version} read={readClause} />
          )}
          <Button variant="default" onClick={ask}>
            Ask about another time
          </Button>
        </Stack>
      }
    />
  );
}

/** The hour that is now when the segment holds it, else the segment's beginning. */
function factsOf({ from, to, source }: NowSegment, now: number, zone: string) {
  const at = from <= now && now < to ? now : from;
  const text = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'minute' });
  return { ...source.scope, at: text, function: source.function, priority: 'P2' as const };
}

const instantOf = (text: string): string => Temporal.Instant.from(text).toString();

type Why = Awaited<ReturnType<typeof agreementApi.who.call>>;

function contentOf(
  { row, segment }: { row: NowRow; segment: NowSegment },
  { answer, contentHash }: Why,
  names: Names,
): TraceContent {
  return {
    lead: <SideBadge side={segment.party} label={segment.labels[0]} />,
    steps: answer.trace.map(names.read),
    grounds: [
      ['Shown for', `${names.functionOf(segment.source.function)}, P2`],
      ['Group', row.name],
      ['Row', answer.row ?? 'none'],
      ['Version', answer.version ?? 'none in force'],
      ['Answers for it', answer.accountable ? names.of(answer.accountable) : 'nobody'],
      ['Content', `${contentHash.slice(0, 8)}…${contentHash.slice(-4)}`],
    ],
  };
}
