/**
 * A field of the row in full with what is written about it: how many threads are open there, and the way to begin one. Where
 * a link or the list of comments leads to a field, it comes into view and is marked.
 */
import { type ReactNode, useEffect, useRef } from 'react';
import { placeKey, type RowField } from '../../comments/contract.ts';
import { fieldWords } from '../field-words.ts';
import { CommentMark } from './comment-mark.tsx';
import classes from './comments.module.css';
import { useCommentsHere } from './comments-here.ts';

interface CommentableProps {
  row: string;
  field: RowField;
  children: ReactNode;
}

export function Commentable({ row, field, children }: CommentableProps) {
  const { byRow, opened, open } = useCommentsHere();
  const place = { on: 'cell', row, field } as const;
  const isOpened = opened !== null && opened !== 'all' && placeKey(opened) === placeKey(place);
  const whole = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpened) whole.current?.scrollIntoView({ block: 'center' });
  }, [isOpened]);
  return (
    <div ref={whole} className={classes.commentable} data-opened={isOpened || undefined}>
      {children}
      <div className={classes.beside}>
        <CommentMark
          tabbed
          count={byRow.get(row)?.[field] ?? 0}
          where={`row ${row}, ${fieldWords[field].toLowerCase()}`}
          onOpen={() => open(place)}
        />
      </div>
    </div>
  );
}
