/**
 * The audit record as a hash chain. Every entry carries the hash of the one before it, so that removing, changing or
 * reordering an entry breaks every hash after it, and anybody who holds an export and the last hash can check it
 * without our server. The platform calls `chainHash` when it writes; `tandem audit verify` calls `verifyChain`.
 *
 * A chain cut at its end is still a valid chain: pass the head that you noted elsewhere to detect that.
 */
import { canonicalJson, sha256Hex } from '../responsibility/canonical.ts';

/** One line of an audit export. `seq` counts from 1 inside its chain; hashes are 64 lower-case hex digits. */
export interface ChainEntry {
  chain: string;
  seq: number;
  /** Instant, ISO 8601 with offset or Z, as text: it is hashed as written. */
  at: string;
  actor: unknown;
  action: string;
  subject: unknown;
  payload: unknown;
  prevHash: string;
  hash: string;
}

/** `prevHash` of the first entry of every chain. */
export const chainStart = '0'.repeat(64);

const entryKeys = ['chain', 'seq', 'at', 'actor', 'action', 'subject', 'payload', 'prevHash', 'hash'] as const;
const maxProblems = 100;

/** SHA-256 (hex) of the canonical JSON of the entry without its own `hash`. Throws TypeError for what JSON cannot say. */
export function chainHash(entry: Omit<ChainEntry, 'hash'>): string {
  const { chain, seq, at, actor, action, subject, payload, prevHash } = entry;
  return sha256Hex(canonicalJson({ chain, seq, at, actor, action, subject, payload, prevHash }));
}

export type ChainProblemCode =
  | 'unreadable'
  | 'shape'
  | 'sequence'
  | 'broken-link'
  | 'wrong-hash'
  | 'wrong-head'
  | 'missing-chain';

export interface ChainProblem {
  code: ChainProblemCode;
  message: string;
  /** Counted from 1; null for what is missing at the end. */
  line: number | null;
  chain: string | null;
  seq: number | null;
}

export interface ChainReport {
  ok: boolean;
  chains: { chain: string; entries: number; head: string }[];
  /** The first hundred; a broken entry is reported once, and checking goes on from what it claims. */
  problems: ChainProblem[];
}

/**
 * Checks JSON Lines, chains interleaved as they come; empty lines are skipped. `heads` maps a chain to the hash its
 * last entry must have. Never throws: hostile text ends as a problem.
 */
export function verifyChain(lines: Iterable<string>, heads: ReadonlyMap<string, string> = new Map()): ChainReport {
  const tips = new Map<string, { entries: number; seq: number; head: string }>();
  const problems: ChainProblem[] = [];
  let line = 0;
  for (const text of lines) {
    line += 1;
    if (text.trim() === '' || problems.length >= maxProblems) continue;
    const read = readEntry(text);
    if (typeof read === 'string') {
      problems.push({ code: 'unreadable', message: read, line, chain: null, seq: null });
      continue;
    }
    const tip = tips.get(read.chain) ?? { entries: 0, seq: 0, head: chainStart };
    for (const [code, message] of entryProblems(read, tip)) {
      problems.push({ code, message, line, chain: read.chain, seq: read.seq });
    }
    tips.set(read.chain, { entries: tip.entries + 1, seq: read.seq, head: read.hash });
  }
  for (const [chain, head] of heads) problems.push(...headProblems(chain, head, tips.get(chain)));
  const chains = [...tips].map(([chain, tip]) => ({ chain, entries: tip.entries, head: tip.head }));
  return { ok: problems.length === 0, chains, problems };
}

/** The entry, or the sentence that says why the line is none. */
function readEntry(text: string): ChainEntry | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'The line is not JSON.';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'The line is not a JSON object.';
  const unknownKey = Object.keys(value).find((key) => !(entryKeys as readonly string[]).includes(key));
  if (unknownKey !== undefined) return `The entry has the key ${JSON.stringify(unknownKey)}, which is not part of the record.`;
  const missing = entryKeys.find((key) => !Object.hasOwn(value, key));
  if (missing !== undefined) return `The entry has no ${missing}.`;
  const entry = value as ChainEntry;
  const notText = (['chain', 'at', 'action', 'prevHash', 'hash'] as const).find((key) => typeof entry[key] !== 'string');
  if (notText !== undefined) return `The entry's ${notText} is not text.`;
  if (!Number.isSafeInteger(entry.seq) || entry.seq < 1) return "The entry's seq is not a whole number from 1.";
  return entry;
}

function entryProblems(entry: ChainEntry, tip: { seq: number; head: string }): [ChainProblemCode, string][] {
  const problems: [ChainProblemCode, string][] = [];
  if (entry.seq !== tip.seq + 1) problems.push(['sequence', `Entry ${entry.seq} follows ${tip.seq}: expected ${tip.seq + 1}.`]);
  if (entry.prevHash !== tip.head) problems.push(['broken-link', `Entry ${entry.seq} does not continue the entry before it.`]);
  try {
    if (chainHash(entry) !== entry.hash)
      problems.push(['wrong-hash', `Entry ${entry.seq} was changed: its hash does not match.`]);
  } catch (error) {
    problems.push(['shape', `Entry ${entry.seq} cannot be hashed: ${error instanceof Error ? error.message : 'unknown'}`]);
  }
  return problems;
}

function headProblems(chain: string, head: string, tip: { seq: number; head: string } | undefined): ChainProblem[] {
  if (tip === undefined) {
    return [{ code: 'missing-chain', message: `The file has no chain ${chain}.`, line: null, chain, seq: null }];
  }
  if (tip.head === head) return [];
  const message = `Chain ${chain} ends with ${tip.head}, not ${head}: entries are missing at the end, or it is another record.`;
  return [{ code: 'wrong-head', message, line: null, chain, seq: tip.seq }];
}
