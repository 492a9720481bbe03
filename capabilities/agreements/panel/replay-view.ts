/**
 * A replay in words and numbers for its screen: what each total is called, and one line for what an event's answer
 * would have been. Pure.
 */
import type { Names } from '@tandem/platform/ui/names.ts';
import { durationWords, minuteMs } from '@tandem/platform/ui/time-words.ts';
import type { agreementsApi } from './draft-store.ts';

export type Replayed = Awaited<ReturnType<typeof agreementsApi.replay.happened.call>>;
export type ReplayedChange = Replayed['changes'][number];
type Totals = Replayed['totals']['before'];

export interface Figure {
  id: string;
  label: string;
  before: string;
  after: string;
  changed: boolean;
}

/** The totals side by side, everybody who is woken at all among them. */
export function figuresOf({ totals }: Replayed, names: Names, parties: Record<'internal' | 'provider', string>): Figure[] {
  const { before, after } = totals;
  const figure = (id: string, label: string, say: (totals: Totals) => string): Figure => {
    const [first, second] = [say(before), say(after)];
    return { id, label, before: first, after: second, changed: first !== second };
  };
  const custody = (side: 'internal' | 'provider') =>
    figure(`custody-${side}`, `Time ${parties[side]} answers for it`, (each) =>
      durationWords(each.custodyMinutes[side] * minuteMs),
    );
  const woken = [...new Set([...Object.keys(before.woken), ...Object.keys(after.woken)])].sort();
  return [
    figure('nights', 'Events that wake somebody', (each) => String(each.nights)),
    ...woken.map((id) => figure(`woken-${id}`, `Wakes ${names.of(id)}`, (each) => String(each.woken[id] ?? 0))),
    custody('internal'),
    custody('provider'),
    figure('missed', 'First responses after their target', (each) => String(each.missed)),
    figure('overflow', 'Moved by overflow', (each) => String(each.overflow)),
    figure('gaps', 'Nobody owns it', (each) => String(each.gaps)),
  ];
}

const modeWords: Record<string, string> = {
  act: 'acts at once',
  queue: 'has it waiting for business hours',
  page: 'is woken',
  'approve-then-act': 'acts after a yes',
  'vendor-case': 'opens a case with the vendor',
  advise: 'advises',
  gap: 'holds it, and nobody owns it',
};

/** `Security operations acts at once (A-04)`. */
export function answerWords({ who, mode, row }: ReplayedChange['before'], names: Names): string {
  const named = who.length === 0 ? 'Nobody' : who.map((id) => names.of(id)).join(', ');
  return `${named} ${modeWords[mode] ?? mode}${row === null ? '' : ` (${row})`}`;
}

/** How far what was recorded comes out again; null when nothing was recorded. */
export function reproducedWords({ reproduced: { same, different } }: Replayed): string | null {
  if (same + different === 0) return null;
  if (different === 0) return `All ${same} recorded decisions come out again exactly.`;
  return `${same} of ${same + different} recorded decisions come out again; the others were made under an agreement that was replaced since.`;
}
