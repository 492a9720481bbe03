/**
 * Drafts in words: kinds, states, and what a draft needs next.
 */
import type { DraftLine } from './draft-data.ts';

export const kindWords: Record<DraftLine['kind'], string> = {
  agreement: 'First agreement',
  amendment: 'Amendment',
  emergency: 'Emergency amendment',
};

export const stateWords: Record<DraftLine['state'], string> = {
  open: 'being written',
  offered: 'offered for signature',
  signed: 'signed',
  closed: 'closed',
};

/** What to do next. */
export const nextWords: Record<DraftLine['state'], string> = {
  open: 'Go on writing: rows, open decisions, proof, price.',
  offered: 'Review it and sign, or decline with a reason.',
  signed: 'Nothing. It counts from its first day.',
  closed: 'Nothing, unless somebody opens it again.',
};

/** A value of a draft as a person reads it: lists with commas, records as `key value`. */
export function valueWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'nobody' : value.map(valueWords).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, member]) => `${key} ${valueWords(member)}`)
    .join(', ');
}
