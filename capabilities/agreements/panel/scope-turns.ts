/**
 * Layers of a rota as a form holds them, pure: a first one to begin with, why one cannot be kept, and whose turn comes
 * next as the proof will read it.
 */
import type { Rota, RotaLayer } from '@tandem/core/responsibility/model.ts';
import { anchorText, clockText, turnLengthText } from '@tandem/core/responsibility/parse/written.ts';
import { compileShifts } from '@tandem/core/responsibility/rota-shifts.ts';

/** Weekly turns that nobody takes yet, from this day on. */
export const freshLayer = (day: string): RotaLayer => ({
  length: '1w',
  anchor: day === '' ? '' : `${day}T08:00`,
  turns: [{ people: [] }],
});

export const turnUnits = [
  { value: 'h', label: 'hours' },
  { value: 'd', label: 'days' },
  { value: 'w', label: 'weeks' },
  { value: 'mo', label: 'months' },
] as const;

/** `2w` as 2 and `w`; a length that is not finished has no count. */
export function lengthParts(length: string): { count: number | ''; unit: string } {
  const [, count = '', unit = 'w'] = /^(\d*)([a-z]+)$/.exec(length) ?? [];
  return { count: count === '' ? '' : Number(count), unit };
}

/** The first thing that keeps the layers from being kept; null when nothing does. */
export function layersProblem(layers: readonly RotaLayer[]): string | null {
  if (layers.length === 0) return 'Add a layer, or write the shifts one by one.';
  return layers.map((layer, at) => layerProblem(layer, layers.length > 1 ? `Layer ${at + 1}: ` : '')).find(Boolean) ?? null;
}

function layerProblem({ turns, length, anchor, restrictions = [] }: RotaLayer, where: string): string | null {
  const empty = turns.findIndex(({ people }) => people.length === 0);
  if (turns.length === 0) return `${where}Say who takes turns.`;
  if (empty >= 0) return `${where}Say who takes turn ${empty + 1}.`;
  const backwards = turns.findIndex(({ from, to }) => from !== undefined && to !== undefined && to <= from);
  if (backwards >= 0) return `${where}Turn ${backwards + 1} ends before it begins.`;
  if (turnLengthText(length) !== null) return `${where}Say how long a turn is: from 1 to 999 hours, days, weeks or months.`;
  if (anchorText(anchor) !== null) return `${where}Say when the first turn begins, in 2000 or later.`;
  for (const { days, from, to } of restrictions) {
    if (days.length === 0) return `${where}Say on which days it is on duty.`;
    if (clockText(from) !== null || clockText(to) !== null) return `${where}Write hours as 20:00.`;
  }
  return null;
}

/** Whoever takes over from somebody else, and when. */
export interface NextTurn {
  /** Epoch milliseconds. */
  at: number;
  people: readonly string[];
}

const lookAheadMs = 400 * 86_400_000;

/** The next turns from the instant on, whoever holds it first; and whether nobody is on shift at some hours until then. */
export function nextTurns(rota: Rota, from: number, most: number): { turns: NextTurn[]; isOpen: boolean } {
  const shifts = compileShifts(rota, (id) => id);
  const changes = [from, ...shifts.changesUntil(from + lookAheadMs).filter((at) => at > from && at < from + lookAheadMs)];
  const turns: NextTurn[] = [];
  let isOpen = false;
  for (const at of changes) {
    const people = shifts.on(at);
    if (people.length === 0) isOpen ||= turns.length > 0;
    else if (people.join('\n') !== turns.at(-1)?.people.join('\n')) turns.push({ at, people });
    if (turns.length === most) break;
  }
  return { turns, isOpen };
}
