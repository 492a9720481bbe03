/**
 * What a case file and a judged case look like, whatever the kind, and how an expectation is compared: key by key,
 * only the keys that the case gives, and texts that are instants by the instant they mean.
 */

import { hasOffset, parseTime } from '@tandem/core/calendar/zone.ts';

/** The part of a case file that every kind shares. Each kind reads the rest. */
export interface CaseFile {
  kind: string;
  cases: { id: string }[];
}

/** `wrong` is null for a case that passed; otherwise only the parts that differ. */
export interface Outcome {
  id: string;
  wrong: { expected: unknown; got: unknown } | null;
}

/** Judges the cases of one file. `folder` is where the file lies, for paths inside it. */
export type Runner = (file: CaseFile, folder: string) => Outcome[];

/** Judges one case: what `answer` throws is that case's failure and nobody else's. */
export function judge(id: string, expected: unknown, answer: () => unknown): Outcome {
  try {
    return { id, wrong: difference(expected, answer()) };
  } catch (error) {
    return { id, wrong: { expected, got: error instanceof Error ? error.message : String(error) } };
  }
}

/** The keys of `expected` whose values differ from those of `got`; null when none does. */
export function difference(expected: unknown, got: unknown): { expected: unknown; got: unknown } | null {
  if (!isRecord(expected) || !isRecord(got)) return same(expected, got) ? null : { expected, got };
  const keys = Object.keys(expected).filter((key) => !same(expected[key], got[key]));
  if (keys.length === 0) return null;
  const pick = (from: Record<string, unknown>) => Object.fromEntries(keys.map((key) => [key, from[key] ?? null]));
  return { expected: pick(expected), got: pick(got) };
}

/** Deep equality. Two texts with an offset are equal when they name the same instant. */
export function same(expected: unknown, got: unknown): boolean {
  if (typeof expected === 'string' && typeof got === 'string') {
    return expected === got || (hasOffset(expected) && hasOffset(got) && parseTime('UTC', expected) === parseTime('UTC', got));
  }
  if (Array.isArray(expected) && Array.isArray(got)) {
    return expected.length === got.length && expected.every((item, i) => same(item, got[i]));
  }
  if (isRecord(expected) && isRecord(got)) {
    const keys = Object.keys(expected);
    return keys.length === Object.keys(got).length && keys.every((key) => key in got && same(expected[key], got[key]));
  }
  return expected === got;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
