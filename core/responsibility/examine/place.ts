/**
 * From the place of a problem (`matrix[0].rows[3].scope.asset`, parse/problems.ts) to the place of a difference
 * (`matrix.draft.rows.A-14.scope.asset`, diff.ts): items of sets are named by their ids, and a list that is one value
 * is where the place ends. An item without an id is named by the list that holds it.
 */
import { itemKey } from '../diff-change.ts';
import { isObject } from '../parse/shape.ts';

/** Keys and indices of a problem's path. */
export function problemSteps(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)].map(([, index, quoted, word]) =>
    index !== undefined ? Number(index) : (word ?? (JSON.parse(`"${quoted}"`) as string)),
  );
}

/** The steps of a difference that lead to the place, as far as differences go. */
export function placeOf(value: unknown, path: string): string[] {
  const steps: string[] = [];
  let at = value;
  for (const step of problemSteps(path)) {
    const name = typeof step === 'string' ? step : itemName(at, steps, step);
    if (name === null) break;
    at = Array.isArray(at) ? at[step as number] : isObject(at) ? at[name] : undefined;
    steps.push(name);
  }
  return steps;
}

function itemName(list: unknown, steps: readonly string[], index: number): string | null {
  const key = itemKey(steps);
  const item = Array.isArray(list) ? (list as unknown[])[index] : undefined;
  if (key === null || (typeof item !== 'string' && !isObject(item))) return null;
  const name: unknown = key(item);
  return typeof name === 'string' ? name : null;
}
