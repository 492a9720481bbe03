/**
 * Ctrl-K: asks and goes. Whatever is typed can be put as a question to the agreement (the first entry), and the same
 * words search the places and things that the sources know: screens, items by number, people, assets. Sources answer
 * at once or later; an answer for older words is dropped. The list is built by whoever composes the application.
 */
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import classes from './palette.module.css';

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
    <Spotlight.Root
      query={words}
      onQueryChange={setWords}
      shortcut={['mod + K']}
      scrollable
      maxHeight="60vh"
      clearQueryOnClose
      centered={false}
      overlayProps={{ backgroundOpacity: 0.28, blur: 0 }}
      yOffset="12vh"
      radius="lg"
      size={640}
    >
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
        <Spotlight.Action key={entry.id} onClick={entry.run} className={classes.entry ?? ''}>
          <span className={classes.icon} aria-hidden>
            {entry.icon}
          </span>
          <span className={classes.words}>
            <span className={classes.title}>{entry.title}</span>
            {entry.detail && <span className={classes.detail}>{entry.detail}</span>}
          </span>
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsGroup>
  );
}
