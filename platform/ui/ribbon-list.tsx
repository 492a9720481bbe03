/**
 * The ribbon where there is no width for it: for each group who has it now, until when, and who comes then.
 */
import classes from './ribbon.module.css';
import { indexAt } from './ribbon-layout.ts';
import type { RibbonProps } from './ribbon-props.ts';
import { SideBadge } from './side.tsx';
import { dayMs, formatWall } from './time-words.ts';

export function RibbonList({ rows, now, zone, label, onOpen }: RibbonProps) {
  return (
    <ul className={classes.list} aria-label={label}>
      {rows.map((row) => {
        const at = indexAt(row.segments, now);
        const present = row.segments[at];
        const next = row.segments[at + 1];
        if (!present) return null;
        const soon = present.to - now < dayMs;
        return (
          <li key={row.id}>
            <button type="button" className={classes.entry} onClick={() => onOpen(row, present)}>
              <span className={classes.entryname}>{row.name}</span>
              <span className={classes.entryline}>
                <SideBadge side={present.party} label={present.labels[1] ?? present.labels[0]} />
                {next ? (
                  <>
                    until {formatWall(present.to, zone, soon ? 'time' : 'near')}, then
                    <SideBadge side={next.party} label={next.labels.at(-1)} size="xs" />
                  </>
                ) : (
                  <span>through {formatWall(present.to, zone, 'day')}</span>
                )}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
