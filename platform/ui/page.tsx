/**
 * The frame of a screen: its heading in words, what qualifies it, its actions at the right, then the content. It also
 * names the browser tab, so that five open tabs can be told apart.
 */
import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

interface PageProps {
  /** For the tab; the heading too, unless `heading` draws its own. */
  title: string;
  heading?: ReactNode;
  /** One quiet line below the heading. */
  sub?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Page({ title, heading, sub, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Tandem`;
  }, [title]);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0, flex: '1 1 20rem' }}>
          {heading ?? (
            <Title order={1} fz={{ base: '1.25rem', sm: '1.5rem' }} style={{ letterSpacing: '-0.012em' }}>
              {title}
            </Title>
          )}
          {sub && (
            <Text c="dimmed" mt={4} component="div">
              {sub}
            </Text>
          )}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
