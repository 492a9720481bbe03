/** What Ctrl-K finds: the question itself, an item by its number, and the screens. */

import { IconArrowRight, IconMessageQuestion, IconTicket } from '@tabler/icons-react';
import { useNavigation } from '@tandem/platform/ui/navigation.tsx';
import type { PaletteEntry, PaletteSource } from '@tandem/platform/ui/palette.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMemo } from 'react';
import { screens } from './screens.ts';

export function usePaletteSources(): PaletteSource[] {
  const { go } = useNavigation();
  const { engagement } = useSession();
  return useMemo(
    () => [
      { heading: 'Ask the agreement', find: (words) => askEntries(words, go) },
      { heading: 'Items', find: (words) => itemEntries(words, engagement.prefix, go) },
      { heading: 'Go to', find: (words) => screenEntries(words, go) },
    ],
    [go, engagement.prefix],
  );
}

type Go = (place: string, query?: Record<string, string | undefined>) => void;

function askEntries(words: string, go: Go): PaletteEntry[] {
  if (words === '') return [];
  const question = words.replace(/^(who|who handles)\s+/i, '');
  return [
    {
      id: 'ask',
      title: `Who handles “${question}”?`,
      detail: 'Answered by the version in force at that time',
      icon: <IconMessageQuestion size={18} />,
      run: () => go('/ask', { q: question }),
    },
  ];
}

/** `1042`, `har-1042` and `HAR 1042` are the same item. */
function itemEntries(words: string, prefix: string, go: Go): PaletteEntry[] {
  const number = words.match(new RegExp(`^(?:${prefix}[- ]?)?(\\d{1,9})$`, 'i'))?.[1];
  if (!number) return [];
  const name = `${prefix}-${number}`;
  return [{ id: name, title: name, detail: 'Open the item', icon: <IconTicket size={18} />, run: () => go(`/work/${name}`) }];
}

function screenEntries(words: string, go: Go): PaletteEntry[] {
  const wanted = words.toLowerCase();
  return screens
    .filter((screen) => screen.group !== null && screen.label.toLowerCase().includes(wanted))
    .map((screen) => ({ id: screen.path, title: screen.label, icon: <IconArrowRight size={18} />, run: () => go(screen.path) }));
}
