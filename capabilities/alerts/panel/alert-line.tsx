/**
 * One alert in one line: what, whether it fires, who has it, and how often it was said.
 */
import type { Names } from '@tandem/platform/ui/names.ts';
import { PlaceLink, useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import classes from './alerts.module.css';
import type { AlertRow } from './alerts-data.ts';
import { timesWords } from './words.ts';

export function AlertLine({ row, names }: { row: AlertRow; names: Names }) {
  const { go } = useNavigation();
  const place = `/alerts/${row.id}`;
  return (
    // The link in the first cell is the keyboard's way; the row is a larger target for the mouse.
    <tr className={classes.row} onClick={() => go(place)}>
      <td className={classes.what}>
        <PlaceLink to={place} className={classes.title} onClick={(event) => event.stopPropagation()}>
          {row.title}
        </PlaceLink>
        <div className={classes.sub}>
          {row.priority && `${row.priority} · `}
          {row.function ? names.functionOf(row.function) : 'Nobody’s work'} · {row.sourceName}
        </div>
      </td>
      <td>
        <StateMark state={row.state} /> {row.flapping && <FlappingMark transitions={row.transitionsLastHour} />}
      </td>
      <td>
        <Owner row={row} names={names} />
      </td>
      <td className={`${classes.wide} ${classes.nowrap}`}>
        <Moment at={instantMs(row.lastSeenAt)} />
      </td>
      <td className={`${classes.nowrap} ${row.count === 1 ? classes.wide : ''}`}>{timesWords(row.count)}</td>
    </tr>
  );
}

export function StateMark({ state }: { state: AlertRow['state'] }) {
  return (
    <span className={classes.state} data-tone={state === 'firing' ? 'late' : undefined}>
      {state === 'firing' ? 'Firing' : 'Resolved'}
    </span>
  );
}

export function FlappingMark({ transitions }: { transitions: number }) {
  return (
    <span className={classes.mark} data-tone="vendor" title={`${transitions} changes within the last hour`}>
      flapping, {transitions} changes
    </span>
  );
}

export function Owner({ row, names }: { row: Pick<AlertRow, 'responsible' | 'who' | 'function'>; names: Names }) {
  if (row.function === null) return <span className={classes.sub}>none needed</span>;
  if (row.responsible === null) return <SideBadge side="gap" label="no row" />;
  return <SideBadge side={row.responsible} label={row.who.map((id) => names.short(id)).join(', ')} />;
}
