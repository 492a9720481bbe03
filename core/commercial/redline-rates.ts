/**
 * Two rate cards compared, figure by figure: the rates of each module's lines by name, and whatever else a card says by
 * its place. No change exactly when both cards say the same.
 */
import { canonicalJson, compareText } from '../responsibility/canonical.ts';
import type { RateCard } from './rate-card.ts';
import type { TermsChange } from './redline-change.ts';
import type { Terms } from './terms.ts';

export function redlineRates(before: Terms['card'], after: Terms['card']): TermsChange[] {
  if (before === null && after === null) return [];
  if (before === null) return [{ path: 'terms.card', sentence: `It is priced with the rate card “${after?.name}”.` }];
  if (after === null) return [{ path: 'terms.card', sentence: `It is priced with no rate card; it was “${before.name}”.` }];
  const renamed =
    before.name === after.name
      ? []
      : [{ path: 'terms.card.name', sentence: `It is priced with the rate card “${after.name}”, no longer “${before.name}”.` }];
  return [...renamed, ...figureChanges(before.rates, after.rates)];
}

function figureChanges(before: RateCard, after: RateCard): TermsChange[] {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  const places = [...new Set([...was.keys(), ...is.keys()])].sort(compareText);
  const changes = places.flatMap((place) => {
    const [old, now] = [was.get(place), is.get(place)];
    if (old === now) return [];
    const sentence =
      old === undefined
        ? `Rate card, ${place}: ${now} is new.`
        : now === undefined
          ? `Rate card, ${place}: ${old} is gone.`
          : `Rate card, ${place}: ${now} in place of ${old}.`;
    return [{ path: `terms.card.rates.${place}`, sentence }];
  });
  if (changes.length > 0 || canonicalJson(before) === canonicalJson(after)) return changes;
  return [{ path: 'terms.card.rates', sentence: 'The rate card has the same figures, written otherwise.' }];
}

/**
 * Every figure and text of a card by its place, as canonical JSON where it is empty or no plain value. Items with an id
 * are named by it; that their order is another is told as well.
 */
function leavesOf(card: object): Map<string, string> {
  const leaves = new Map<string, string>();
  const visit = (value: unknown, steps: readonly string[]): void => {
    if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
      leaves.set(steps.join(' › '), typeof value === 'string' && value !== '' ? value : canonicalJson(value));
      return;
    }
    const ids = Array.isArray(value) ? idsOf(value) : null;
    if (ids !== null && ids.length > 1) leaves.set([...steps, 'order'].join(' › '), ids.join(', '));
    for (const [key, member] of Object.entries(value))
      if (member !== undefined) visit(member, [...steps, ids === null ? key : (ids[Number(key)] ?? key)]);
  };
  visit(card, []);
  return leaves;
}

/** The ids of the items when each has one of its own; else null. */
function idsOf(items: readonly unknown[]): string[] | null {
  const ids = items.map((item) => (typeof item === 'object' && item !== null && 'id' in item ? String(item.id) : ''));
  return ids.includes('') || new Set(ids).size !== ids.length ? null : ids;
}
