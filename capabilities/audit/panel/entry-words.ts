/**
 * Words for an entry of the record. The name of an action is its own sentence: `work.item-taken` reads "item taken".
 */
import type { Side } from '@tandem/core/responsibility/model.ts';

/** `work.item-taken` → `Item taken`. */
export function actionWords(action: string): string {
  const words = action.slice(action.indexOf('.') + 1).replaceAll(/[-.]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A part of the product in words: `notifications.tell`, which answers what happened elsewhere, is `notifications`. */
const partWords = (name: string): string => name.replace(/\..*$/, '').replaceAll('-', ' ');

/** Who did it: a person with a side, or a part of the product without one. */
export function actorOf(actor: Record<string, unknown>): { name: string; side: Side | null } {
  const name = typeof actor['name'] === 'string' ? actor['name'] : null;
  const side = actor['side'];
  if (side === 'internal' || side === 'provider') return { name: name ?? 'Somebody', side };
  return { name: name === null ? 'Tandem' : `Tandem: ${partWords(name)}`, side: null };
}
