/**
 * What Ctrl-K finds: the question itself, an item by its number or its words, a device, a person, and the screens. What
 * the server knows is asked for only when there are words, and only what the reader may read is asked for.
 */

import { IconArrowRight, IconMessageQuestion, IconServer2, IconTicket, IconUser } from '@tabler/icons-react';
import { engagementsContract } from '@tandem/capabilities/engagements/contract.ts';
import { workContract } from '@tandem/capabilities/work/contract.ts';
import { createApi } from '@tandem/platform/ui/api.ts';
import { useNavigation } from '@tandem/platform/ui/navigation.tsx';
import type { PaletteEntry, PaletteSource } from '@tandem/platform/ui/palette.tsx';
import { type Session, useSession } from '@tandem/platform/ui/session.ts';
import { useMemo } from 'react';
import { mayOpen, screens } from './screens.ts';

const work = createApi(workContract);
const engagements = createApi(engagementsContract);

type Go = (place: string, query?: Record<string, string | undefined>) => void;

const entriesMax = 5;
/** Fewer letters would find everything. */
const lettersMin = 2;

export function usePaletteSources(): PaletteSource[] {
  const { go } = useNavigation();
  const session = useSession();
  return useMemo(
    () => [
      { heading: 'Ask the agreement', find: (words) => askEntries(words, go, session) },
      { heading: 'Items', find: (words, signal) => itemEntries(words, go, session, signal) },
      { heading: 'Devices', find: (words, signal) => assetEntries(words, go, session, signal) },
      { heading: 'People', find: (words, signal) => memberEntries(words, go, session, signal) },
      { heading: 'Go to', find: (words) => screenEntries(words, go, session) },
    ],
    [go, session],
  );
}

function askEntries(words: string, go: Go, session: Session): PaletteEntry[] {
  if (words === '' || session.reasonAgainst('responsibility.who.ask') !== null) return [];
  const question = words.replace(/^(who|who handles)\s+/i, '');
  const run = (): void => go('/ask', { q: question });
  const detail = 'Answered by the version in force at that time';
  return [{ id: 'ask', title: `Who handles “${question}”?`, detail, icon: <IconMessageQuestion size={18} />, run }];
}

/** `1042`, `har-1042` and `HAR 1042` are the same item. */
async function itemEntries(words: string, go: Go, { engagement }: Session, signal: AbortSignal): Promise<PaletteEntry[]> {
  if (words.length < lettersMin) return [];
  const number = words.match(new RegExp(`^(?:${engagement.prefix}[- ]?)?(\\d{1,9})$`, 'i'))?.[1];
  const q = number ? `${engagement.prefix}-${number}` : words;
  const { items } = await work.items.list.call({ engagementId: engagement.id, view: 'all', q, limit: entriesMax }, { signal });
  return items.map((item) => ({
    id: item.id,
    title: `${item.number}  ${item.title}`,
    detail: `${item.functionName}, ${item.state.replaceAll('-', ' ')}`,
    icon: <IconTicket size={18} />,
    run: () => go(`/work/${item.number}`),
  }));
}

async function assetEntries(words: string, go: Go, session: Session, signal: AbortSignal): Promise<PaletteEntry[]> {
  if (words.length < lettersMin || session.reasonAgainst('engagements.register-read') !== null) return [];
  const { items } = await engagements.assets.list.call(
    { engagementId: session.engagement.id, q: words, limit: entriesMax },
    { signal },
  );
  return items.map((asset) => ({
    id: asset.id,
    title: asset.name,
    detail: `${asset.class}${asset.detail ? `, ${asset.detail}` : ''}: its work`,
    icon: <IconServer2 size={18} />,
    run: () => go('/work', { view: 'all', q: asset.name }),
  }));
}

async function memberEntries(words: string, go: Go, session: Session, signal: AbortSignal): Promise<PaletteEntry[]> {
  if (words.length < lettersMin || session.reasonAgainst('engagements.members-read') !== null) return [];
  const { items } = await engagements.members.list.call({ engagementId: session.engagement.id, limit: 200 }, { signal });
  return items
    .filter((member) => member.name.toLowerCase().includes(words.toLowerCase()))
    .slice(0, entriesMax)
    .map((member) => ({
      id: member.id,
      title: member.name,
      detail: `${member.role} at ${session.parties[member.side]}`,
      icon: <IconUser size={18} />,
      run: () => go('/people'),
    }));
}

function screenEntries(words: string, go: Go, session: Session): PaletteEntry[] {
  const wanted = words.toLowerCase();
  return screens
    .filter((screen) => screen.group !== null && mayOpen(screen, session) && screen.label.toLowerCase().includes(wanted))
    .map((screen) => ({ id: screen.path, title: screen.label, icon: <IconArrowRight size={18} />, run: () => go(screen.path) }));
}
