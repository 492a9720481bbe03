/**
 * What stands in for a page that is not there yet, failed, or does not exist.
 */
import { Anchor, Box, Skeleton, Stack } from '@mantine/core';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import type { ErrorComponentProps } from '@tanstack/react-router';

export function PagePending() {
  return (
    <Stack gap="md" aria-busy="true" role="status" aria-label="Loading">
      <Skeleton h={34} w="55%" />
      <Skeleton h={18} w="35%" />
      <Skeleton h={260} radius="lg" />
      <Skeleton h={200} radius="lg" />
    </Stack>
  );
}

/** Before the session is known: the page of the content, beside where the navigation will be. */
export function FramePending() {
  return (
    <Box pl={{ base: 'md', sm: '15rem' }} pr="md" pt={72}>
      <PagePending />
    </Box>
  );
}

export function PageFault({ error, reset }: ErrorComponentProps) {
  return (
    <Box p="md" maw={720}>
      <ProblemNote error={error} what="This page could not be shown" onRetry={reset} />
    </Box>
  );
}

export function PageMissing() {
  return (
    <Empty title="There is no page at this address." action={<Anchor href="/">Go to the start</Anchor>}>
      It may have moved, or belong to an engagement that is not yours.
    </Empty>
  );
}
