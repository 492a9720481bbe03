/**
 * One entry: who, what, about what, when; its content and its place in the chain one click further.
 */
import { Anchor, Code, Collapse, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { AudienceBadge } from '@tandem/platform/ui/audience.tsx';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import type { z } from 'zod';
import type { auditEntry } from '../contract.ts';
import { actionWords, actorOf } from './entry-words.ts';

type Entry = z.infer<typeof auditEntry>;

export function EntryRow({ entry, onFilter }: { entry: Entry; onFilter(action: string): void }) {
  const [opened, { toggle }] = useDisclosure(false);
  const actor = actorOf(entry.actor);
  const label = typeof entry.subject['label'] === 'string' ? entry.subject['label'] : null;
  return (
    <li style={{ borderTop: '1px solid var(--t-line)', padding: '0.5rem 0' }}>
      <Group justify="space-between" gap="xs" wrap="wrap">
        <Group gap="xs" style={{ minWidth: 0, flex: '1 1 18rem' }}>
          {actor.side ? (
            <SideBadge side={actor.side} label={actor.name} size="xs" />
          ) : (
            <Text span size="sm" c="dimmed">
              {actor.name}
            </Text>
          )}
          <Text span fw={600} style={{ overflowWrap: 'anywhere' }}>
            {actionWords(entry.action)}
          </Text>
          {label && (
            <Text span size="sm" style={{ overflowWrap: 'anywhere' }}>
              {label}
            </Text>
          )}
          {entry.chain !== 'shared' && <AudienceBadge audience={entry.chain} />}
        </Group>
        <Group gap="sm">
          <Text span size="sm" c="dimmed">
            <Moment at={instantMs(entry.at)} style="moment" />
          </Text>
          <Anchor component="button" type="button" size="sm" onClick={toggle} aria-expanded={opened}>
            {opened ? 'Less' : 'More'}
          </Anchor>
        </Group>
      </Group>
      <Collapse expanded={opened}>
        <Code block mt={6} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {JSON.stringify(entry.payload, null, 2)}
        </Code>
        <Group gap="sm" mt={4}>
          <Text size="sm" c="dimmed">
            Entry {entry.seq} of its chain, hash <Code>{entry.hash.slice(0, 16)}…</Code>
          </Text>
          <Anchor component="button" type="button" size="sm" onClick={() => onFilter(entry.action)}>
            Only entries like this
          </Anchor>
        </Group>
      </Collapse>
    </li>
  );
}
