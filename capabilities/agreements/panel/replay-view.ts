/**
 * A replay in words and numbers for its screen: what each total is called, and one line for what an event's answer
 * would have been. Pure.
 */
import type { Names } from '@tandem/platform/ui/names.ts';
import { durationWords, minuteMs } from '@tandem/platform/ui/time-words.ts';
import type { agreementsApi } from './draft-store.ts';
import { money } from './price/price-view.ts';

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

/** The fee of a month as a line beside the totals. */
export function feeFigure({ price: { before, after, differenceMinor } }: Replayed): Figure {
  const words = (fee: typeof before): string => (fee.known ? money(fee.feeMinor, fee.currency) : 'Not known');
  return { id: 'fee', label: 'Fee a month', before: words(before), after: words(after), changed: (differenceMinor ?? 0) !== 0 };
}

/** What the draft adds to the month's fee or takes from it, or why that is not known. */
export function feeWords({ price: { before, after, differenceMinor } }: Replayed): string {
  if (!before.known || !after.known) return [before, after].flatMap((fee) => (fee.known ? [] : [fee.reason])).join(' ');
  if (differenceMinor === null) return `The fees are in ${before.currency} and ${after.currency}, so they are not compared.`;
  if (differenceMinor === 0) return 'The draft costs the same.';
  const amount = money(Math.abs(differenceMinor), after.currency);
  return `The draft costs ${amount} a month ${differenceMinor > 0 ? 'more' : 'less'}.`;
}

/** How far what was recorded comes out again; null when nothing was recorded. */
export function reproducedWords({ reproduced: { same, different } }: Replayed): string | null {
  if (same + different === 0) return null;
  if (different === 0) return `All ${same} recorded decisions come out again exactly.`;
  return `${same} of ${same + different} recorded decisions come out again; the others were made under an agreement that was replaced since.`;
}
