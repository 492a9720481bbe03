/**
 * A question as an address and back, pure: the facts of Ask live in the query, so that an answer can be sent to somebody
 * as a link and looked at again. Keys are short words of their own; unknown ones are left alone, wrong ones ignored.
 */
import type { Query } from '@tandem/platform/ui/navigation.tsx';
import type { Facts } from './agreement.ts';
import type { Reading } from './question.ts';

const priorities = ['P1', 'P2', 'P3', 'P4'] as const;
/** Query key → key of the facts, for facts that are one text. */
const textKeys = {
  asset: 'asset',
  class: 'asset-class',
  app: 'app',
  site: 'site',
  group: 'user-group',
  vendor: 'vendor',
  requester: 'requester',
  category: 'category',
} as const;
const flagKeys = ['confirmed', 'touched'] as const;
/** Null until the query names a function. `now` (ISO 8601) stands in for a missing instant. */
export function factsOfQuery(query: Query, now: string): Facts | null {
  if (!query['f']) return null;
  const facts: Facts = {
    at: query['at'] && !Number.isNaN(Date.parse(query['at'])) ? query['at'] : now,
    function: query['f'],
    priority: priorities.find((each) => each === query['p']) ?? 'P2',
  };
  for (const [key, name] of Object.entries(textKeys)) if (query[key]) facts[name] = query[key];
  for (const key of flagKeys) if (query[key]) facts[key] = query[key] === 'yes';
  const amount = Number(query['amount']);
  if (query['amount'] && Number.isFinite(amount)) facts['amount'] = amount;
  if (query['away']) facts['absent'] = query['away'].split(',').map((person) => ({ person }));
  return facts;
}

/** The query that asks about these facts: from a finding's witness, a work item, a segment of the ribbon. */
export function queryOfFacts(facts: Facts): Query {
  const query: Query = { f: facts.function, p: facts.priority, at: facts.at };
  for (const [key, name] of Object.entries(textKeys)) if (typeof facts[name] === 'string') query[key] = facts[name];
  for (const key of flagKeys) if (typeof facts[key] === 'boolean') query[key] = facts[key] ? 'yes' : 'no';
  if (typeof facts['amount'] === 'number') query['amount'] = String(facts['amount']);
  const absent = absentOf(facts);
  if (absent.length > 0) query['away'] = absent.join(',');
  return query;
}

function absentOf(facts: Facts): string[] {
  const absent = facts['absent'];
  return Array.isArray(absent)
    ? absent.flatMap((each: { person?: unknown }) => (typeof each.person === 'string' ? [each.person] : []))
    : [];
}

/** The query that a reading of words stands for; what the words do not say stays open. */
export function queryOfReading(words: string, reading: Reading): Query {
  return {
    q: words,
    f: reading.function ?? undefined,
    p: reading.priority ?? undefined,
    at: reading.at ?? undefined,
    app: reading.app ?? undefined,
    asset: reading.asset ?? undefined,
    away: reading.absent.length > 0 ? reading.absent.join(',') : undefined,
  };
}
