/**
 * A form on the pages before the product: it is sent once at a time, its failure is said above the button in words, and
 * a problem about a field stands at that field.
 */
import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { adviseProblem, type ProblemFacts, problemOf } from './problem-facts.ts';

interface DoorFormProps {
  submit: string;
  onSubmit(): Promise<void>;
  /** Fields of this form: a problem about one of them is left to it. */
  fields?: readonly string[];
  children(problem: ProblemFacts | null): ReactNode;
}

export function DoorForm({ submit, onSubmit, fields = [], children }: DoorFormProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemFacts | null>(null);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await onSubmit();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  const shown = problem !== null && !(problem.field !== null && fields.includes(problem.field)) ? problem : null;
  return (
    <form onSubmit={(event) => void send(event)} noValidate>
      <Stack gap="sm">
        {children(problem)}
        {shown && <DoorProblem problem={shown} />}
        <Button type="submit" loading={busy} fullWidth size="md">
          {submit}
        </Button>
      </Stack>
    </form>
  );
}

export function DoorProblem({ problem }: { problem: ProblemFacts }) {
  const advice = adviseProblem(problem);
  const more = problem.status === 0 || problem.status >= 500 ? ` ${advice.todo}` : '';
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      icon={<IconAlertTriangle />}
      styles={{ root: { background: 'var(--t-panel)' }, icon: { color: 'var(--t-gap)' } }}
    >
      <Text size="md">
        {problem.detail}
        {more}
      </Text>
    </Alert>
  );
}
