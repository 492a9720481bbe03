/**
 * The hours of a year by who answers in them, as one bar and as a list: internal, provider, nobody. The year is the
 * draft's first, with its holidays.
 */
import { Text } from '@mantine/core';
import { type CoveredYear, coveredYear, permilleOf } from '@tandem/core/commercial/coverage.ts';
import type { EngagementFile, WindowName } from '@tandem/core/responsibility/model.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { type Party, SideBadge } from '@tandem/platform/ui/side.tsx';
import { dateWords } from '@tandem/platform/ui/time-words.ts';
import { useMemo } from 'react';
import classes from './price.module.css';

const windowWords: Record<WindowName, string> = {
  'business-hours': 'business hours',
  'after-hours': 'nights',
  weekend: 'weekends',
  holiday: 'holidays',
};

const parts = [
  { by: 'internal', party: 'internal', label: 'The internal team' },
  { by: 'provider', party: 'provider', label: 'The provider' },
  { by: null, party: 'gap', label: 'Nobody' },
] as const satisfies { by: 'internal' | 'provider' | null; party: Party; label: string }[];

export function HoursPanel({ file }: { file: EngagementFile }) {
  const from = file.matrix[0]?.from ?? '';
  const year = useMemo(() => coveredYear(file, from), [file, from]);
  return (
    <Panel title="Hours of the year that are answered">
      {year === null ? (
        <Text c="dimmed">The hours cannot be computed until the draft has a place with a time zone and a first day.</Text>
      ) : (
        <Hours year={year} />
      )}
    </Panel>
  );
}

export function Hours({ year }: { year: CoveredYear }) {
  const shares = parts.map((part) => ({ ...part, permille: permilleOf(year, part.by) }));
  let x = 0;
  const drawn = shares.map((share) => {
    const begin = x;
    x += share.permille;
    return { ...share, x: begin };
  });
  return (
    <>
      <svg className={classes.hours} viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">
        {drawn.map(({ party, permille, x: begin }) => (
          <rect key={party} x={begin} width={permille} height="24" fill={`var(--t-${party})`} />
        ))}
      </svg>
      <ul className={classes.legend}>
        {shares.map(({ by, party, label, permille }) => (
          <li key={party}>
            <SideBadge side={party} label={label} />
            <Text span fw={650}>
              {(permille / 10).toFixed(1)} %
            </Text>
            <Text span size="sm" c="dimmed">
              {windowsOf(year, by)}
            </Text>
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt="xs">
        The year from {dateWords(year.from)}, holidays included.
      </Text>
    </>
  );
}

function windowsOf(year: CoveredYear, by: 'internal' | 'provider' | null): string {
  return year.windows
    .filter((window) => window.by === by && window.minutes > 0)
    .map(({ window, minutes }) => `${windowWords[window]} ${Math.round(minutes / 60).toLocaleString('en')} h`)
    .join(', ');
}
