/**
 * The list behind `?`: every shortcut of what is on screen, in words.
 */
import { Group, Kbd, Modal, Table } from '@mantine/core';
import { useState } from 'react';
import { useShortcut, useShortcuts } from './shortcuts.ts';

export function Keys({ keys }: { keys: string }) {
  return (
    <Group gap={4} component="span" wrap="nowrap">
      {keys.split(' ').map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sequence may hold the same key twice
        <Kbd key={index} size="xs">
          {key}
        </Kbd>
      ))}
    </Group>
  );
}

export function ShortcutList() {
  const [opened, setOpened] = useState(false);
  const shortcuts = useShortcuts();
  useShortcut('?', 'List the shortcuts', () => setOpened(true));
  return (
    <Modal opened={opened} onClose={() => setOpened(false)} title="Shortcuts">
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {[{ keys: 'Ctrl K', words: 'Ask or go anywhere' }, ...shortcuts].map((shortcut) => (
            <Table.Tr key={`${shortcut.keys}${shortcut.words}`}>
              <Table.Td>{shortcut.words}</Table.Td>
              <Table.Td w={110}>
                <Keys keys={shortcut.keys} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
