/**
 * The ribbon: who has what over a span, one line per group of functions. Each function's answers are piecewise constant;
 * a line is their fold, so the picture and the answer to "why" can never differ.
 */
import { holidayDates } from '@tandem/core/calendar/holidays.ts';
import type { Engagement } from '@tandem/core/responsibility/compile.ts';
import { foldRows, versionOn } from '@tandem/core/responsibility/draft.ts';
import type { Answer, EngagementFile, Priority, Row, Scope, Side } from '@tandem/core/responsibility/model.ts';
import { dateIn, functionGroup, groupName, spansOf, zoneOf } from '../rules.ts';

export interface RibbonSegment {
  from: string;
  to: string;
  window: Answer['window'];
  side: Side | null;
  who: string[];
  mode: string;
  gap: boolean;
  mixed: boolean;
  function: string;
  scope: Record<string, string>;
}

interface Piece {
  from: number;
  to: number;
  function: string;
  scope: Scope;
  answer: Answer;
}

/**
 * Folds the answers of a group's functions into one line. Between two breakpoints of any of them the most frequent owner
 * is shown, a gap before anything else, since one uncovered function is what a person must see. Neighbours that read the
 * same are joined.
 */
export function foldRibbon(pieces: readonly Piece[], zone: string): RibbonSegment[] {
  const edges = [...new Set(pieces.flatMap((piece) => [piece.from, piece.to]))].sort((a, b) => a - b);
  const folded: (Omit<RibbonSegment, 'from' | 'to'> & { start: number; end: number; key: string })[] = [];
  for (const [index, start] of edges.entries()) {
    const end = edges[index + 1];
    const here = pieces.filter((piece) => piece.from <= start && start < piece.to);
    if (end === undefined || here.length === 0) continue;
    const next = { ...foldInstant(here), start, end };
    const last = folded.at(-1);
    if (last !== undefined && last.key === next.key && last.end === start) last.end = end;
    else folded.push(next);
  }
  return folded.map(({ start, end, key: _key, ...segment }) => ({
    ...segment,
    from: textOf(start, zone),
    to: textOf(end, zone),
  }));
}

function foldInstant(here: readonly Piece[]) {
  const counts = new Map<string, { piece: Piece; count: number }>();
  for (const piece of here) {
    const key = ownerKey(piece.answer);
    counts.set(key, { piece: counts.get(key)?.piece ?? piece, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const ranked = [...counts.entries()].sort(
    ([, a], [, b]) => Number(b.piece.answer.gap) - Number(a.piece.answer.gap) || b.count - a.count,
  );
  const [key, top] = ranked[0] as [string, { piece: Piece; count: number }];
  const { answer, function: shown, scope } = top.piece;
  const mixed = counts.size > 1;
  return {
    key: `${key} ${answer.window} ${mixed}`,
    window: answer.window,
    side: answer.responsible,
    who: answer.who,
    mode: answer.mode,
    gap: answer.gap,
    mixed,
    function: shown,
    scope: { ...scope },
  };
}

function ownerKey(answer: Answer): string {
  return answer.gap ? 'gap' : `${answer.responsible ?? ''} ${answer.who.join('+')} ${answer.mode === 'queue' ? 'queue' : ''}`;
}

function textOf(ms: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toString({ timeZone: zone });
}

export interface RibbonSource {
  engagement: Engagement;
  file: EngagementFile;
}

/**
 * Every group that a version in force between `from` and `to` has rows of, in the order of the catalogue. A row that comes
 * or goes meanwhile is asked for the whole span: without it the work is a gap, and that is what people must see.
 */
export function ribbonOf({ engagement, file }: RibbonSource, from: string, to: string, priority: Priority) {
  const zone = zoneOf(file);
  const rows = rowsBetween(file, zone, from, to);
  const functions = [...new Set(rows.map((row) => row.function))];
  const groups = [...new Set(functions.map((id) => functionGroup(file, id)))];
  const lines = groups.map((group) => {
    const pieces = functions
      .filter((id) => functionGroup(file, id) === group)
      .flatMap((id) => piecesOf(engagement, scopesOf(rows, id), { at: from, function: id, priority }, to));
    return { group, name: groupName(group), segments: foldRibbon(pieces, zone) };
  });
  return { lines, holidays: holidaysBetween(file, zone, from, to) };
}

function rowsBetween(file: EngagementFile, zone: string, from: string, to: string): Row[] {
  const versions = new Set<string>();
  const last = dateIn(zone, Temporal.Instant.from(to));
  for (let day = Temporal.PlainDate.from(dateIn(zone, Temporal.Instant.from(from))); ; day = day.add({ days: 1 })) {
    const version = versionOn(file, day.toString());
    if (version !== null) versions.add(version.version);
    if (day.toString() >= last) break;
  }
  return [...versions].flatMap((version) => foldRows(file, version).map(({ row }) => row));
}

/** A function whose rows are all scoped is asked within the scope of each: asked without, it would look like a gap. */
function scopesOf(rows: readonly Row[], id: string): Scope[] {
  const scopes = new Map(
    rows.filter((row) => row.function === id).map(({ scope = {} }) => [JSON.stringify(Object.entries(scope).sort()), scope]),
  );
  const everywhere = [...scopes.values()].some((scope) => Object.keys(scope).length === 0);
  return everywhere ? [{}] : [...scopes.values()];
}

function piecesOf(
  engagement: Engagement,
  scopes: readonly Scope[],
  facts: { at: string; function: string; priority: Priority },
  to: string,
): Piece[] {
  return scopes.flatMap((scope) =>
    spansOf(engagement, { ...facts, ...scope }, facts.at, to).map((segment) => ({
      from: Temporal.Instant.from(segment.from).epochMilliseconds,
      to: Temporal.Instant.from(segment.to).epochMilliseconds,
      function: facts.function,
      scope,
      answer: segment.answer,
    })),
  );
}

function holidaysBetween(file: EngagementFile, zone: string, from: string, to: string): { date: string; name: string }[] {
  const holidays = file.sites[0]?.holidays ?? file.holidays;
  if (holidays === undefined) return [];
  const first = Temporal.PlainDate.from(dateIn(zone, Temporal.Instant.from(from)));
  const last = Temporal.PlainDate.from(dateIn(zone, Temporal.Instant.from(to)));
  const set = holidayDates(
    holidays,
    Array.from({ length: last.year - first.year + 1 }, (_, index) => first.year + index),
  );
  return [...set].filter(([date]) => first.toString() <= date && date <= last.toString()).map(([date, name]) => ({ date, name }));
}
