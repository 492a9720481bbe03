/**
 * A form in a dialog: sent once at a time, its failure said in words above the button, fields marked by the caller.
 */
import { Button, Group, Stack } from '@mantine/core';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { type ProblemFacts, problemOf } from '@tandem/platform/ui/problem-facts.ts';
import { type ReactNode, useState } from 'react';

interface SendFormProps {
  submit: string;
  /** What could not be done, for the failure's heading. */
  what: string;
  /** Problems about these fields are left to the fields. */
  fields: readonly string[];
  onSubmit(): Promise<void>;
  /** Other buttons, at the left. */
  aside?: ReactNode;
  children(problem: ProblemFacts | null): ReactNode;
}

export function SendForm({ submit, what, fields, onSubmit, aside, children }: SendFormProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await onSubmit();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  const problem = error === null ? null : problemOf(error);
  const atField = problem?.field != null && fields.includes(problem.field);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="sm">
        {children(problem)}
        {problem && !atField && <ProblemNote error={error} what={what} />}
        <Group justify={aside ? 'space-between' : 'flex-end'} mt="xs">
          {aside}
          <Button type="submit" loading={busy}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
