/**
 * The page before the product: one question at the right, and at the left, where there is room, what the product is
 * about: a day in which two teams take turns. The picture is decoration and says so to a screen reader.
 */
import { Anchor, Stack, Text, Title } from '@mantine/core';
import { Mark } from '@tandem/platform/ui/mark.tsx';
import { SchemeChoice } from '@tandem/platform/ui/scheme-choice.tsx';
import { type ReactNode, useEffect } from 'react';
import classes from './door.module.css';

interface DoorProps {
  title: string;
  sub?: ReactNode;
  /** Below the card: another way in. */
  below?: ReactNode;
  children: ReactNode;
}

export function Door({ title, sub, below, children }: DoorProps) {
  useEffect(() => {
    document.title = `${title} · Tandem`;
  }, [title]);
  return (
    <div className={classes.page}>
      <Picture />
      <main className={classes.main}>
        <div className={classes.brand}>
          <Mark /> Tandem
        </div>
        <section className={classes.card} aria-labelledby="door-title">
          <Stack gap="md">
            <div>
              <Title order={1} id="door-title" fz="1.375rem" style={{ letterSpacing: '-0.012em' }}>
                {title}
              </Title>
              {sub && (
                <Text c="dimmed" mt={4} component="div">
                  {sub}
                </Text>
              )}
            </div>
            {children}
          </Stack>
        </section>
        {below && <div className={classes.below}>{below}</div>}
        <div className={classes.scheme}>
          <SchemeChoice />
        </div>
      </main>
    </div>
  );
}

/** A plain link of a page outside an engagement. */
export function DoorLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Anchor href={to} fw={550} underline="always">
      {children}
    </Anchor>
  );
}

interface Segment {
  /** Hours of the day, from midnight. */
  from: number;
  to: number;
  side: 'internal' | 'provider';
}

const byDay = (from: number, to: number): Segment[] => [
  { from: 0, to: from, side: 'provider' },
  { from, to, side: 'internal' },
  { from: to, to: 24, side: 'provider' },
];

/** Who has which hours of a day, line by line. */
const lines: { name: string; segments: Segment[] }[] = [
  { name: 'desk', segments: byDay(8, 17) },
  { name: 'watch', segments: [{ from: 0, to: 24, side: 'provider' }] },
  { name: 'servers', segments: byDay(8, 17) },
  { name: 'network', segments: byDay(7, 18) },
  { name: 'people', segments: [{ from: 0, to: 24, side: 'internal' }] },
];

function Picture() {
  return (
    <div className={classes.picture} aria-hidden="true">
      <div className={classes.words}>
        <p>Who has it now,</p>
        <p>and why.</p>
      </div>
      <div className={classes.ribbons}>
        {lines.map(({ name, segments }) => (
          <div key={name} className={classes.ribbon}>
            {segments.map(({ from, to, side }) => (
              <span key={from} data-side={side} style={{ flexGrow: to - from }} />
            ))}
          </div>
        ))}
        <span className={classes.now} />
      </div>
      <p className={classes.legend}>
        <span data-side="internal">Your IT</span>
        <span data-side="provider">Your provider</span>
      </p>
    </div>
  );
}
