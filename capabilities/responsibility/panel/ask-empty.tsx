/**
 * Before the first question: what can be asked, as questions that can be pressed.
 */
import { Group, Stack, Text } from '@mantine/core';
import { PlaceLink } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import classes from './ask.module.css';

const examples = [
  'erp p1 saturday 2am',
  'backup monitoring p2 tonight 23:00',
  'contain server erp01 p1 sunday 02:10 without dana',
  'password p3 tomorrow 10:00',
  'firewall p2 monday 19:00',
];

export function AskEmpty() {
  return (
    <Panel title="For example">
      <Stack gap="sm">
        <Group gap="xs">
          {examples.map((words) => (
            <PlaceLink key={words} to="/ask" query={{ q: words }} className={classes.example}>
              {words}
            </PlaceLink>
          ))}
        </Group>
        <Text size="sm" c="dimmed" maw={620}>
          Say what kind of work it is, how urgent, and when. Name a system to ask about its own row, or “without” a person to see
          who covers. The answer names the row and the version it comes from, and every step that led there.
        </Text>
      </Stack>
    </Panel>
  );
}
