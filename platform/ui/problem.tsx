/**
 * A failure on screen: what happened, what is safe, what to do. The request id can be copied, since it is the one thing
 * that finds the failure in the server's log. `ProblemNote` stands where the content would be; `announceProblem` shows
 * the failure of an action in a corner, and is read aloud.
 */
import { Alert, Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react';
import { adviseProblem, type ProblemFacts, problemOf } from './problem-facts.ts';

function RequestId({ id }: { id: string }) {
  return (
    <CopyButton value={id}>
      {({ copied, copy }) => (
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={copy}
          leftSection={copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
        >
          {copied ? 'Copied' : `Request ${id}`}
        </Button>
      )}
    </CopyButton>
  );
}

interface ProblemNoteProps {
  error: unknown;
  /** What could not be done, as a heading: "The matrix could not be read". */
  what: string;
  onRetry?: () => void;
}

export function ProblemNote({ error, what, onRetry }: ProblemNoteProps) {
  const facts = problemOf(error);
  const advice = adviseProblem(facts);
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      icon={<IconAlertTriangle />}
      title={what}
      styles={{ root: { background: 'var(--t-panel)' }, title: { color: 'var(--t-gap-ink)' }, icon: { color: 'var(--t-gap)' } }}
    >
      <Stack gap={4}>
        <Text size="md">{facts.detail}</Text>
        <Text size="sm" c="dimmed">
          {advice.safe} {advice.todo}
        </Text>
        <Group gap="xs" mt={6}>
          {onRetry && advice.again && (
            <Button size="compact-sm" variant="default" onClick={onRetry}>
              Try again
            </Button>
          )}
          {facts.requestId && <RequestId id={facts.requestId} />}
        </Group>
      </Stack>
    </Alert>
  );
}

/** Shows the failure of an action; the page itself stays as it was. */
export function announceProblem(error: unknown, what: string): void {
  const facts = problemOf(error);
  const advice = adviseProblem(facts);
  notifications.show({
    color: 'red',
    title: what,
    autoClose: 12_000,
    message: (
      <Stack gap={4} align="flex-start">
        <Text size="sm">
          {facts.detail} {advice.safe}
        </Text>
        {facts.requestId && <RequestId id={facts.requestId} />}
      </Stack>
    ),
  });
}

/** The sentence for a form field when the problem is about it; undefined otherwise. */
export function fieldProblem(facts: ProblemFacts | null, field: string): string | undefined {
  return facts?.field === field ? facts.detail : undefined;
}
