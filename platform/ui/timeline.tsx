/**
 * What happened, in order: events as one line, notes as a box whose edge and badge say who can see it. Text of people
 * is shown as text, with its line breaks, never as markup.
 */
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { ReactNode } from 'react';
import { type Audience, AudienceBadge } from './audience.tsx';
import { Moment } from './time.tsx';
import type { EpochMs } from './time-words.ts';
import classes from './timeline.module.css';

export interface TimelineEntry {
  id: string;
  at: EpochMs;
  /** Whose doing it was; null for the system. */
  side: Side | null;
  /** What happened, or who wrote. */
  title: ReactNode;
  /** After the time, quiet. */
  aside?: ReactNode;
  detail?: ReactNode;
  /** A note's audience; an event has none. */
  note?: { audience: Audience; text: string };
}

export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  return (
    <ol className={classes.timeline} aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.id} className={classes.entry} data-side={entry.side ?? undefined}>
          {entry.note ? <Note entry={entry} note={entry.note} /> : <Event entry={entry} />}
        </li>
      ))}
    </ol>
  );
}

function Event({ entry }: { entry: TimelineEntry }) {
  return (
    <div>
      <strong>{entry.title}</strong>{' '}
      <span className={classes.when}>
        <Moment at={entry.at} style="moment" />
        {entry.aside && <> · {entry.aside}</>}
      </span>
      {entry.detail && <div className={classes.when}>{entry.detail}</div>}
    </div>
  );
}

function Note({ entry, note }: { entry: TimelineEntry; note: { audience: Audience; text: string } }) {
  return (
    <div className={classes.note} data-audience={note.audience}>
      <div className={classes.notehead}>
        <span>
          <strong>{entry.title}</strong>{' '}
          <span className={classes.when}>
            <Moment at={entry.at} style="moment" />
            {entry.aside && <> · {entry.aside}</>}
          </span>
        </span>
        <AudienceBadge audience={note.audience} />
      </div>
      <div className={classes.text}>{note.text}</div>
      {entry.detail}
    </div>
  );
}
