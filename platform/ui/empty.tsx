/**
 * An empty place that teaches: what would be here, why it is empty now, and the one thing to do about it.
 */
import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyProps {
  icon?: ReactNode;
  /** What is so, as a sentence: "Nothing waits for you." */
  title: string;
  /** What would appear here, and when. */
  children?: ReactNode;
  /** A button or link. */
  action?: ReactNode;
}

export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" maw={460} mx="auto" ta="center">
      {icon && (
        <Text c="dimmed" lh={0} mb={4} aria-hidden>
          {icon}
        </Text>
      )}
      <Text fw={600}>{title}</Text>
      {children && (
        <Text size="sm" c="dimmed" component="div">
          {children}
        </Text>
      )}
      {action}
    </Stack>
  );
}
