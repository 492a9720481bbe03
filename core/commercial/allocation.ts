/**
 * The quote of an agreement, told by rows of its matrix: each cent of the fee stands with a row or with nobody, so the
 * shares add up to the fee exactly; and what happens to fee and cover when one row goes. A share is a way of
 * reading the fee; what is saved is computed by pricing the agreement again, because the rates of a module do not fall
 * by a row's share while another row still calls for the module.
 */
import { catalogueFunction } from '../responsibility/catalogue.ts';
import type { EngagementFile, Row, Scope, WindowName } from '../responsibility/model.ts';
import { windowNames } from '../responsibility/model.ts';
import { cellOf } from '../responsibility/row.ts';
import { price, type Quote } from './price.ts';
import { type ModuleId, moduleIds, modulesCalledFor, rowsMeant, windowsHeld } from './scope.ts';
import { type Agreement, quoteScopeOf } from './terms.ts';

/** What lifts a small quote to the card's minimum; stands beside the ids of modules. */
export const minimumPart = 'minimum';

export interface RowShare {
  /** Null: bought, and no row calls for it. */
  row: string | null;
  amountMinor: number;
  parts: { module: string; amountMinor: number }[];
}

/** The quote of what the terms buy; null without a rate card. RangeError for a module, framework or option that the card lacks. */
export function quoteOf(agreement: Agreement): Quote | null {
  const { card } = agreement.terms;
  return card === null ? null : price(quoteScopeOf(agreement), card.rates);
}

/** `totalMinor` split in proportion to the weights, to the last unit; ties go to whoever comes first. Without weights: empty. */
export function apportion(totalMinor: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? totalMinor : 0));
  const exact = weights.map((weight) => BigInt(totalMinor) * BigInt(weight));
  const shares = exact.map((part) => Number(part / sum));
  const left = totalMinor - shares.reduce((all, share) => all + share, 0);
  const byRemainder = exact
    .map((part, index) => ({ index, remainder: part % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  for (const { index } of byRemainder.slice(0, left)) shares[index]! += 1;
  return shares;
}

/** Windows that a row holds for the module: nights for after-hours, all for the others; at least one. */
function weightOf(file: EngagementFile, row: Row, module: string): number {
  const held = windowsHeld(file, row, 'provider');
  const counted = module === 'after-hours' ? held.filter((window) => window !== 'business-hours') : held;
  return Math.max(1, counted.length);
}

/**
 * Each row's share of the monthly fee, in the order of the matrix, rows without a share left out; what no row calls for
 * stands last under null. Each module is split over the rows that call for it by the windows in which the provider
 * holds them, the minimum over everything by what it costs without.
 */
export function allocate({ file }: Agreement, quote: Quote): RowShare[] {
  const called = modulesCalledFor(file);
  const rows = rowsMeant(file);
  const shares = new Map<string | null, RowShare>();
  const give = (row: string | null, module: string, amountMinor: number) => {
    if (amountMinor === 0) return;
    const share = shares.get(row) ?? { row, amountMinor: 0, parts: [] };
    share.amountMinor += amountMinor;
    share.parts.push({ module, amountMinor });
    shares.set(row, share);
  };
  for (const { id, amountMinor } of quote.modules) {
    const callers = new Set(called[id as ModuleId]?.rows);
    const own = rows.filter((row) => callers.has(row.id));
    if (own.length === 0) give(null, id, amountMinor);
    const parts = apportion(
      amountMinor,
      own.map((row) => weightOf(file, row, id)),
    );
    for (const [index, row] of own.entries()) give(row.id, id, parts[index]!);
  }
  const lift = quote.coManagedMonthlyMinor - quote.modules.reduce((sum, module) => sum + module.amountMinor, 0);
  const before = [...shares.values()];
  if (before.length === 0) give(null, minimumPart, lift);
  const lifts = apportion(
    lift,
    before.map((share) => share.amountMinor),
  );
  for (const [index, share] of before.entries()) give(share.row, minimumPart, lifts[index]!);
  const place = new Map(rows.map((row, index) => [row.id, index]));
  const at = ({ row }: RowShare) => (row === null ? rows.length : place.get(row)!);
  return [...shares.values()].sort((a, b) => at(a) - at(b));
}

export interface WithoutRow {
  /** A month. What the fee falls by when the row goes and with it every module that no other row calls for. */
  savesMinor: number;
  /** Bought modules that no other row calls for. */
  drops: string[];
  /** Bought modules that the row calls for too and that stay, with the rows that keep them. */
  keeps: { module: string; rows: string[] }[];
  /** What nobody would do any more. */
  uncovers: { function: string; name: string; windows: WindowName[] } | null;
}

/** What one row less means; null when there is no such row. Needs a card for a saving: without one it is 0. */
export function withoutRow(agreement: Agreement, rowId: string): WithoutRow | null {
  const { file, terms } = agreement;
  const rows = rowsMeant(file);
  const row = rows.find((one) => one.id === rowId);
  if (row === undefined) return null;
  const rest = rows.filter((one) => one !== row);
  const less = { ...file, matrix: [{ ...file.matrix.at(-1)!, rows: rest }] };
  delete less.matrix[0]!.amends;
  const [before, after] = [modulesCalledFor(file), modulesCalledFor(less)];
  const mine = moduleIds.filter((id) => terms.modules.includes(id) && before[id]?.rows.includes(rowId));
  const drops = mine.filter((id) => after[id] === undefined);
  const narrowed = before['after-hours']?.option === 'fullDesk' && after['after-hours']?.option === 'p1p2';
  const option = narrowed && terms.afterHoursOption === 'fullDesk' ? { afterHoursOption: 'p1p2' } : {};
  const modules = terms.modules.filter((id) => !drops.some((dropped) => dropped === id));
  const now = quoteOf(agreement)?.coManagedMonthlyMinor ?? 0;
  const then = quoteOf({ file: less, terms: { ...terms, ...option, modules } })?.coManagedMonthlyMinor ?? 0;
  return {
    savesMinor: now - then,
    drops,
    keeps: mine.flatMap((id) => (after[id] === undefined ? [] : [{ module: id, rows: after[id].rows }])),
    uncovers: uncovered(file, row, rest),
  };
}

/** The windows that no other row of the same function answers for everything that this row covers. */
function uncovered(file: EngagementFile, row: Row, rest: Row[]): WithoutRow['uncovers'] {
  const others = rest.filter((one) => one.function === row.function && covers(one.scope ?? {}, row.scope ?? {}));
  const windows = windowNames.filter(
    (window) => cellOf(row, window) !== undefined && !others.some((one) => cellOf(one, window) !== undefined),
  );
  if (windows.length === 0) return null;
  const own = file.functions?.find((one) => one.id === row.function);
  return { function: row.function, name: own?.name ?? catalogueFunction(row.function)?.name ?? row.function, windows };
}

const covers = (wide: Scope, narrow: Scope) => Object.entries(wide).every(([key, value]) => narrow[key as keyof Scope] === value);
