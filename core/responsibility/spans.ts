/**
 * The answer over a span of time. Everything an answer depends on is piecewise constant, so the span is cut at the
 * breakpoints of the calendar, the versions, the absences, the shifts and the overflow events, and one question is
 * asked for each piece. Between two cuts every instant has the same answer, apart from the instants in it that are
 * counted from the event (`responseDueAt`, and `workStartsAt` of work queued while the site is open).
 */

import type { EpochMs } from '../calendar/model.ts';
import { windowSpans } from '../calendar/window.ts';
import { formatInstant, parseTime } from '../calendar/zone.ts';
import type { CompiledSite, Engagement } from './compile.ts';
import type { Answer, Facts } from './model.ts';
import { who } from './who.ts';

export interface AnswerSpan {
  from: EpochMs;
  to: EpochMs;
  /** The answer at `from`, with a trace. */
  answer: Answer;
}

/** Longest span that is answered at once. */
const maxSpanMs = 400 * 86_400_000;

/**
 * The answers of [from, to) in order: the spans touch, and neighbours differ in more than their due instants.
 * `facts.at` is not read. Empty when `to` is not after `from`; RangeError for more than 400 days.
 */
export function whoSpans(engagement: Engagement, facts: Facts, from: EpochMs, to: EpochMs): AnswerSpan[] {
  if (to - from > maxSpanMs) throw new RangeError('An answer is given for at most 400 days at once.');
  const site = (facts.site === undefined ? undefined : engagement.sites.get(facts.site)) ?? engagement.defaultSite;
  const spans: AnswerSpan[] = [];
  const edges = breakpoints(engagement, [site], from, to, facts.absent);
  for (const [index, start] of edges.entries()) {
    const end = edges[index + 1] ?? to;
    const answer = who(engagement, { ...facts, at: formatInstant(site.zone, start) }, { trace: true });
    const last = spans.at(-1);
    if (last && sameAnswer(last.answer, answer)) last.to = end;
    else spans.push({ from: start, to: end, answer });
  }
  return spans;
}

/** Whether two answers differ in nothing but instants and the sentences that tell them. */
function sameAnswer(a: Answer, b: Answer): boolean {
  return JSON.stringify(withoutInstants(a)) === JSON.stringify(withoutInstants(b));
}

function withoutInstants(answer: Answer): Partial<Answer> {
  return { ...answer, responseDueAt: null, workStartsAt: null, trace: [] };
}

/** Every instant of [from, to) at which an answer for these sites may change, ascending, `from` first. */
export function breakpoints(
  engagement: Engagement,
  sites: Iterable<CompiledSite>,
  from: EpochMs,
  to: EpochMs,
  stated: Facts['absent'],
): EpochMs[] {
  if (to <= from) return [];
  const edges = new Set([from]);
  const add = (at: EpochMs) => {
    if (at > from && at < to) edges.add(at);
  };
  for (const site of sites) for (const span of windowSpans(site.windows, from, to)) add(span.from);
  for (const at of engagement.timeline.at) add(at);
  for (const person of engagement.actors.people.values()) for (const span of person.away) [span.from, span.to].forEach(add);
  for (const rota of engagement.actors.rotas.values()) rota.changesUntil(to).forEach(add);
  for (const event of engagement.overflow?.events ?? []) [event.from, event.to].forEach(add);
  for (const absence of stated ?? []) {
    for (const text of [absence.from, absence.to]) {
      const at = text === undefined ? null : parseTime(engagement.defaultSite.zone, text);
      if (at !== null) add(at);
    }
  }
  return [...edges].sort((a, b) => a - b);
}
