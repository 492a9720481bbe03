/**
 * Ctrl-K: asks and goes. Whatever is typed can be put as a question to the agreement (the first entry), and the same
 * words search the places and things that the sources know: screens, items by number, people, assets. Sources answer
 * at once or later; an answer for older words is dropped. The list is built by whoever composes the application.
 */
import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

export interface PaletteEntry {
  id: string;
  title: string;
  detail?: string | undefined;
  icon?: ReactNode;
  run(): void;
}

export interface PaletteSource {
  /** Heading of its entries: "Go to", "Items". */
  heading: string;
  find(words: string, signal: AbortSignal): PaletteEntry[] | Promise<PaletteEntry[]>;
}

export const openPalette = (): void => spotlight.open();

const settleMs = 120;
const entriesPerSource = 7;

export function Palette({ sources, placeholder }: { sources: readonly PaletteSource[]; placeholder: string }) {
  const [words, setWords] = useState('');
  const [settled] = useDebouncedValue(words.trim(), settleMs);
  return (
    <Spotlight.Root query={words} onQueryChange={setWords} shortcut={['mod + K']} scrollable maxHeight="70vh" clearQueryOnClose>
      <Spotlight.Search placeholder={placeholder} leftSection={<IconSearch size={18} />} aria-label="Ask or go" />
      <Spotlight.ActionsList>
        {sources.map((source) => (
          <SourceEntries key={source.heading} source={source} words={settled} />
        ))}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function SourceEntries({ source, words }: { source: PaletteSource; words: string }) {
  const { data = [] } = useQuery({
    queryKey: ['palette', source.heading, words],
    queryFn: ({ signal }) => source.find(words, signal),
    staleTime: 10_000,
    placeholderData: (before) => before,
    meta: { quiet: true },
  });
  if (data.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={source.heading}>
      {data.slice(0, entriesPerSource).map((entry) => (
        <Spotlight.Action key={entry.id} onClick={entry.run} leftSection={entry.icon}>
          <Text fw={550} truncate>
            {entry.title}
          </Text>
          {entry.detail && (
            <Text size="sm" c="dimmed" truncate>
              {entry.detail}
            </Text>
          )}
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsGroup>
  );
}
