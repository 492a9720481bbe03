/**
 * The state of Ask: the facts in the address, the exact answer at their instant, and the answers over the days around
 * it, from which a drag of the scrubber is answered without waiting.
 */
import { useDebouncedValue } from '@mantine/hooks';
import { readNow } from '@tandem/platform/ui/clock.ts';
import { type Query, useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { dayMs, type EpochMs, instantMs } from '@tandem/platform/ui/time-words.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Answer, agreementApi, type Facts, type Overview } from './agreement.ts';
import { type Reading, readQuestion } from './question.ts';
import { factsOfQuery, queryOfReading } from './question-facts.ts';

const settleMs = 150;
const spanDays = 8;

export interface AnswerSegment {
  from: EpochMs;
  to: EpochMs;
  answer: Answer;
}

export interface Question {
  /** Null until a function is chosen. */
  facts: Facts | null;
  query: Query;
  /** The instant of the question, the present until another is chosen. */
  at: EpochMs;
  /** Changes facts; undefined removes one. */
  change(change: Query): void;
  /** Reads a line of words into facts. */
  ask(words: string): Reading | null;
  span: { from: EpochMs; to: EpochMs };
  segments: readonly AnswerSegment[];
  /** The exact answer once it is there, that of the span meanwhile. */
  shown: Answer | null;
  exact: boolean;
  contentHash: string | null;
  error: unknown;
  retry(): void;
}

export function useQuestion(overview: Overview | undefined): Question {
  const { query, go } = useNavigation();
  const { engagement } = useSession();
  const [opened] = useState(() => readNow());
  const facts = useMemo(() => factsOfQuery(query, zonedText(opened, engagement.zone)), [query, opened, engagement.zone]);
  const [settled] = useDebouncedValue(facts, settleMs);
  const span = useSpan(facts, engagement.zone);
  const spans = useSpanAnswers(settled, span);
  const who = useExactAnswer(settled);
  const change = (part: Query): void => go('/ask', { ...query, ...part }, { replace: true });
  const ask = (words: string): Reading | null => {
    if (!overview) return null;
    const reading = readQuestion(words, vocabularyOf(overview), zonedNow(engagement.zone));
    go('/ask', queryOfReading(words, reading));
    return reading;
  };
  useWordsOfAddress(query, overview, ask);
  const at = instantMs(facts?.at ?? (query['at'] || zonedText(opened, engagement.zone)));
  const exact = who.data !== undefined && !who.isPlaceholderData && settled === facts;
  const segments = spans.data ?? [];
  const shown = exact
    ? who.data.answer
    : (segments.find((each) => each.from <= at && at < each.to)?.answer ?? who.data?.answer ?? null);
  const failed = who.error ?? spans.error ?? null;
  return {
    facts,
    query,
    at,
    change,
    ask,
    span,
    segments,
    shown: facts ? shown : null,
    exact,
    contentHash: who.data?.contentHash ?? null,
    error: facts ? failed : null,
    retry: () => void Promise.all([who.refetch(), spans.refetch()]),
  };
}

function useExactAnswer(facts: Facts | null) {
  const engagementId = useSession().engagement.id;
  return useQuery({
    ...agreementApi.who.queryOptions({ input: { engagementId, facts: facts ?? nothing } }),
    enabled: facts !== null,
    placeholderData: keepPreviousData,
  });
}

const nothing: Facts = { at: '', function: '', priority: 'P2' };

/** Answers over the span; the instant of the question is not part of what is asked, so a drag asks nothing new. */
function useSpanAnswers(facts: Facts | null, span: { from: EpochMs; to: EpochMs }) {
  const engagementId = useSession().engagement.id;
  const from = isoText(span.from);
  const asked = facts ? { ...facts, at: from } : nothing;
  return useQuery({
    ...agreementApi.whoSpans.queryOptions({ input: { engagementId, facts: asked, from, to: isoText(span.to) } }),
    enabled: facts !== null,
    placeholderData: keepPreviousData,
    select: (data): AnswerSegment[] =>
      data.segments.map((each) => ({ from: instantMs(each.from), to: instantMs(each.to), answer: each.answer })),
  });
}

/** Eight days that begin the day before the question; kept while the instant stays inside, so that nothing slides away. */
function useSpan(facts: Facts | null, zone: string): { from: EpochMs; to: EpochMs } {
  const at = facts ? instantMs(facts.at) : readNow();
  const [from, setFrom] = useState(() => dayBefore(at, zone));
  const inside = from <= at && at < from + spanDays * dayMs;
  const start = inside ? from : dayBefore(at, zone);
  useEffect(() => setFrom(start), [start]);
  return { from: start, to: start + spanDays * dayMs };
}

function dayBefore(at: EpochMs, zone: string): EpochMs {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone).subtract({ days: 1 }).startOfDay()
    .epochMilliseconds;
}

/** An address with words but no facts (from Ctrl-K, or typed) is read once the agreement is known. */
function useWordsOfAddress(query: Query, overview: Overview | undefined, ask: (words: string) => unknown): void {
  const words = query['q'] && Object.keys(query).length === 1 ? query['q'] : null;
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (words && overview) latest.current(words);
  }, [words, overview]);
}

function vocabularyOf(overview: Overview) {
  return {
    functions: overview.functions,
    apps: overview.apps,
    assets: overview.assets,
    people: overview.parties.filter((party) => party.kind === 'person'),
  };
}

function zonedNow(zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(readNow())).toZonedDateTimeISO(zone);
}

/** `2027-05-29T02:10-05:00`: the wall clock of the zone, to the minute. */
export function zonedText(at: EpochMs, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at))
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'minute' });
}

function isoText(at: EpochMs): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString();
}
