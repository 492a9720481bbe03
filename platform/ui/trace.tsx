/**
 * Why: the drawer behind every owner, deadline and refusal. It shows the answer in one line, then the steps by which it
 * was found, in order, as the decision core wrote them, then what it rests on (row, version, receipt). Nothing in it is
 * composed here: a sentence that the core did not say is not shown.
 */
import { Drawer, Skeleton, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemNote } from './problem.tsx';
import classes from './trace.module.css';

export interface TraceContent {
  /** The answer: badges, names. */
  lead: ReactNode;
  steps: readonly string[];
  /** What it rests on: `['Row', 'A-07']`, `['Version', '3, signed 21 Sep 2026']`. */
  grounds: readonly (readonly [string, ReactNode])[];
}

interface TraceDrawerProps {
  opened: boolean;
  onClose(): void;
  /** The question: "Why Northline SOC?" */
  title: string;
  content: TraceContent | undefined;
  error?: unknown;
  /** At the end: links ("Ask about another time"), the clause that the answer rests on. */
  foot?: ReactNode;
}

export function TraceDrawer({ opened, onClose, title, content, error, foot }: TraceDrawerProps) {
  return (
    <Drawer opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      {content ? (
        <TraceBody content={content} />
      ) : error ? (
        <ProblemNote error={error} what="The reasons could not be read" />
      ) : (
        <TraceSkeleton />
      )}
      {content && foot}
    </Drawer>
  );
}

export function TraceBody({ content }: { content: TraceContent }) {
  return (
    <Stack gap="md" pb="md">
      {content.lead && <div>{content.lead}</div>}
      <section>
        <Title order={3} size="sm" mb={6}>
          Step by step
        </Title>
        <ol className={classes.steps}>
          {content.steps.map((step) => (
            <li key={step} className={classes.step}>
              {step}
            </li>
          ))}
        </ol>
      </section>
      <Grounds grounds={content.grounds} />
    </Stack>
  );
}

/** Label and value, one line each. */
export function Grounds({ grounds }: { grounds: TraceContent['grounds'] }) {
  if (grounds.length === 0) return null;
  return (
    <dl className={classes.grounds}>
      {grounds.map(([label, value]) => (
        <div key={label} className={classes.ground}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const skeletonSteps = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

function TraceSkeleton() {
  return (
    <Stack gap="sm" aria-busy="true" role="status" aria-label="Reading the reasons">
      <Skeleton h={28} w="60%" />
      {skeletonSteps.map((step) => (
        <Skeleton key={step} h={18} />
      ))}
    </Stack>
  );
}
