/**
 * The week in a few figures: whether every kind of work has an owner, now and until it ends, and what stands against signing.
 */
import { Skeleton } from '@mantine/core';
import { PlaceLink } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import type { EpochMs } from '@tandem/platform/ui/time-words.ts';
import type { ReactNode } from 'react';
import classes from './now.module.css';
import { useProofErrors } from './now-data.ts';
import { computeCoverage, type NowRow } from './now-lines.ts';

interface WeekAheadProps {
  rows: readonly NowRow[] | null;
  from: EpochMs;
  to: EpochMs;
  now: EpochMs;
}

export function WeekAhead({ rows, from, to, now }: WeekAheadProps) {
  const errors = useProofErrors();
  const coverage = rows ? computeCoverage(rows, from, to, now) : null;
  return (
    <Panel title="Covered">
      <dl className={classes.figures}>
        <Figure label="Kinds of work with an owner now" bad={coverage !== null && coverage.owned < coverage.groups}>
          {coverage ? `${coverage.owned} of ${coverage.groups}` : <Skeleton h={18} w={60} />}
        </Figure>
        <Figure label="Hours of these seven days" bad={coverage !== null && coverage.coveredHours < coverage.hours}>
          {coverage ? `${coverage.coveredHours} of ${coverage.hours}` : <Skeleton h={18} w={60} />}
        </Figure>
        <Figure label="Findings of the year that block signing" bad={errors !== undefined && errors > 0}>
          {errors === undefined ? <Skeleton h={18} w={30} /> : errors === 0 ? '0' : <PlaceLink to="/proof">{errors}</PlaceLink>}
        </Figure>
      </dl>
    </Panel>
  );
}

function Figure({ label, bad, children }: { label: string; bad: boolean; children: ReactNode }) {
  return (
    <div className={classes.figure}>
      <dt>{label}</dt>
      <dd className={bad ? classes.bad : undefined}>{children}</dd>
    </div>
  );
}
