/**
 * A bounded piece of a screen with its own heading: one-pixel line, no shadow. `flush` lets a table reach the edges.
 */
import { Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './panel.module.css';

interface PanelProps {
  title: ReactNode;
  /** Controls and legends at the right of the heading. */
  aside?: ReactNode;
  flush?: boolean;
  children: ReactNode;
}

export function Panel({ title, aside, flush, children }: PanelProps) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={id} data-flush={flush || undefined}>
      <div className={classes.head}>
        <Title order={2} id={id} fz="md" fw={640}>
          {title}
        </Title>
        {aside}
      </div>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
