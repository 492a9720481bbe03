/**
 * A list that shows its first few lines until the rest is asked for. Unfolded by keyboard, the reader goes on where the new
 * lines begin.
 */
import { Button, Text } from '@mantine/core';
import { type ReactNode, useId, useRef, useState } from 'react';
import classes from './folded-list.module.css';

interface FoldedListProps<T> {
  items: readonly T[];
  keyOf(item: T): string;
  /** As many stand there before more is asked for; folding one line away would save nothing, and is not done. */
  firstFew: number;
  children(item: T): ReactNode;
}

/** More of one kind are not read by anybody. */
const shownMost = 100;

export function FoldedList<T>({ items, keyOf, firstFew, children }: FoldedListProps<T>) {
  const [unfolded, setUnfolded] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const folds = items.length > firstFew + 1;
  const shown = items.slice(0, folds && !unfolded ? firstFew : shownMost);
  const toggle = (): void => {
    setUnfolded(!unfolded);
    if (!unfolded) requestAnimationFrame(() => (list.current?.children[firstFew] as HTMLElement | undefined)?.focus());
  };
  return (
    <>
      <ul className={classes.list} id={id} ref={list}>
        {shown.map((item) => (
          <li key={keyOf(item)} tabIndex={-1}>
            {children(item)}
          </li>
        ))}
      </ul>
      {unfolded && items.length > shownMost && (
        <Text size="sm" c="dimmed">
          and {items.length - shownMost} more
        </Text>
      )}
      {folds && (
        <Button size="compact-xs" variant="subtle" ml={-8} aria-expanded={unfolded} aria-controls={id} onClick={toggle}>
          {unfolded ? `Show the first ${firstFew} only` : `Show ${Math.min(items.length, shownMost) - firstFew} more`}
        </Button>
      )}
    </>
  );
}
