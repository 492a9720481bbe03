/**
 * The ribbon on Now: a day or a week, the legend, and holidays shaded behind the rows.
 */
import { Group, SegmentedControl, Skeleton, Stack } from '@mantine/core';
import { useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { Ribbon } from '@tandem/platform/ui/ribbon.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { dayMs, type EpochMs, hourMs } from '@tandem/platform/ui/time-words.ts';
import type { RibbonAnswer } from './now-data.ts';
import type { NowRow, NowSegment } from './now-lines.ts';

interface NowRibbonProps {
  rows: readonly NowRow[] | null;
  from: EpochMs;
  to: EpochMs;
  now: EpochMs;
  holidays: RibbonAnswer['holidays'];
  onOpen(row: NowRow, segment: NowSegment): void;
}

const skeletonRows = Array.from({ length: 10 }, (_, index) => `row-${index}`);

export function NowRibbon({ rows, from, to, now, holidays, onOpen }: NowRibbonProps) {
  const { zone } = useSession().engagement;
  const [span, setSpan] = useQueryState('span');
  const week = span !== 'day';
  // A day begins two hours back, at a whole hour, so that what was just handed over is still seen.
  const start = week ? from : Math.floor((now - 2 * hourMs) / hourMs) * hourMs;
  const end = week ? to : start + dayMs;
  const shades = holidays.map((holiday) => shadeOf(holiday, zone));
  return (
    <Panel title="Who has what" aside={<Legend week={week} onChange={(next) => setSpan(next ? undefined : 'day')} />}>
      {rows ? (
        <Ribbon
          label={`Who has what, the next ${week ? '7 days' : '24 hours'}`}
          from={start}
          to={end}
          now={now}
          zone={zone}
          rows={rows}
          shades={shades}
          onOpen={(row, segment) => onOpen(row as NowRow, segment as NowSegment)}
        />
      ) : (
        <Stack gap={6} pt={28} role="status" aria-busy="true" aria-label="Reading who has what">
          {skeletonRows.map((row) => (
            <Skeleton key={row} h={32} />
          ))}
        </Stack>
      )}
    </Panel>
  );
}

function shadeOf(holiday: { date: string; name: string }, zone: string) {
  const day = Temporal.PlainDate.from(holiday.date);
  return {
    from: day.toZonedDateTime(zone).epochMilliseconds,
    to: day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
    label: holiday.name,
  };
}

function Legend({ week, onChange }: { week: boolean; onChange(week: boolean): void }) {
  return (
    <Group gap="xs">
      <Group gap={6} visibleFrom="md">
        <SideBadge side="internal" label="internal" size="xs" />
        <SideBadge side="provider" label="provider" size="xs" />
        <SideBadge side="gap" label="gap" size="xs" />
      </Group>
      <SegmentedControl
        size="xs"
        aria-label="How far ahead"
        visibleFrom="xs"
        value={week ? 'week' : 'day'}
        onChange={(value) => onChange(value === 'week')}
        data={[
          { value: 'day', label: '24 h' },
          { value: 'week', label: '7 days' },
        ]}
      />
    </Group>
  );
}
