/**
 * How many threads are open at a place, as a small button that opens them. On a cell it takes no stop of the Tab key: the
 * grid has the focus there, and its key is `c`.
 */
import { IconMessage } from '@tabler/icons-react';
import classes from './comments.module.css';

interface CommentMarkProps {
  count: number;
  /** What it stands on: `row A-03, after hours`. */
  where: string;
  /** Reached by Tab. */
  tabbed?: boolean;
  onOpen(): void;
}

export function CommentMark({ count, where, tabbed = false, onOpen }: CommentMarkProps) {
  const label = count === 0 ? `Comment on ${where}` : `${count} open ${count === 1 ? 'comment' : 'comments'} on ${where}`;
  return (
    <button
      type="button"
      className={classes.mark}
      data-empty={count === 0 || undefined}
      aria-label={label}
      title={label}
      tabIndex={tabbed ? undefined : -1}
      onClick={(event) => {
        event.stopPropagation();
        onOpen();
      }}
    >
      <IconMessage size={14} aria-hidden />
      {count > 0 && <span aria-hidden>{count}</span>}
    </button>
  );
}
