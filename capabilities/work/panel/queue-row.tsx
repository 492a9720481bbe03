/**
 * One item in one line: number, what, who holds it, since when, and its response clock.
 */
import { useNow } from '@tandem/platform/ui/clock.ts';
import { PlaceLink, useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import classes from './queue.module.css';
import { responseWords, stateWords } from './words.ts';
import type { Row } from './work-data.ts';

export function QueueRow({ row, current }: { row: Row; current: boolean }) {
  const { go } = useNavigation();
  const now = useNow();
  const holder = row.custody.memberName ?? row.custody.teamName ?? (row.custody.side === 'internal' ? 'internal' : 'provider');
  const done = row.state === 'resolved' || row.state === 'closed';
  const response = responseWords(row.response, row.openedAt, now);
  return (
    // The link in the first cell is the keyboard's way; the row is a larger target for the mouse.
    <tr
      id={`work-${row.number}`}
      className={classes.row}
      data-current={current || undefined}
      onClick={() => go(`/work/${row.number}`)}
    >
      <td>
        <PlaceLink to={`/work/${row.number}`} className={classes.number} onClick={(event) => event.stopPropagation()}>
          {row.number}
        </PlaceLink>{' '}
        <span className={classes.priority} data-priority={row.priority}>
          {row.priority}
        </span>
      </td>
      <td className={classes.what}>
        <div className={classes.title}>{row.title}</div>
        <div className={classes.sub}>
          {row.functionName}
          {row.asset && ` · ${row.asset}`}
          {row.state !== 'open' && ` · ${stateWords[row.state]}`}
        </div>
      </td>
      <td>
        <SideBadge side={row.gap ? 'gap' : row.custody.side} label={row.gap ? `${holder}, no row` : holder} />
      </td>
      <td className={classes.wide}>
        <Moment at={instantMs(row.custody.since)} />
      </td>
      <td className={classes.due} data-tone={done ? undefined : response.tone}>
        {done ? stateWords[row.state] : response.text}
      </td>
    </tr>
  );
}
