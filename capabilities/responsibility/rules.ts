/**
 * Small pure decisions of the agreement: which import is refused, what a screen shows of a matrix, how a group's
 * ribbon is folded from its functions' answers.
 */

import { parseDuration } from '@tandem/core/calendar/duration.ts';
import { formatInstant } from '@tandem/core/calendar/zone.ts';
import { canonicalJson } from '@tandem/core/responsibility/canonical.ts';
import { catalogue, catalogueFunction, groupName as catalogueGroupName } from '@tandem/core/responsibility/catalogue.ts';
import type { Engagement } from '@tandem/core/responsibility/compile.ts';
import { foldRows, versionOn } from '@tandem/core/responsibility/draft.ts';
import type { Answer, Cell, EngagementFile, Facts, Row, Version } from '@tandem/core/responsibility/model.ts';
import { whoSpans } from '@tandem/core/responsibility/spans.ts';

/** The local date at an instant in a zone, `YYYY-MM-DD`. */
export function dateIn(zone: string, at: Temporal.Instant): string {
  return at.toZonedDateTimeISO(zone).toPlainDate().toString();
}

/**
 * A version that has come into force may be neither changed nor left out: people acted on it. Gives the name of the
 * first such version that `next` would lose or change, or null.
 */
export function versionLost(previous: EngagementFile, next: EngagementFile, today: string): string | null {
  for (const version of previous.matrix) {
    if (version.from > today) continue;
    const kept = next.matrix.find((candidate) => candidate.version === version.version);
    if (kept === undefined || contentOf(kept) !== contentOf(version)) return version.version;
  }
  return null;
}

/** An end date may still be set: that is how a successor takes over. */
function contentOf(version: Version): string {
  const { to: _to, ...content } = version;
  return canonicalJson(content);
}

/** The zone of the default site, in which dates without an offset are read. */
export function zoneOf(file: EngagementFile): string {
  return file.sites[0]?.timezone ?? 'UTC';
}

export function functionName(file: EngagementFile, id: string): string {
  return file.functions?.find((own) => own.id === id)?.name ?? catalogueFunction(id)?.name ?? id;
}

export function functionGroup(file: EngagementFile, id: string): string {
  return file.functions?.find((own) => own.id === id)?.group ?? catalogueFunction(id)?.group ?? 'other';
}

export function groupName(id: string): string {
  return id === 'other' ? 'Other work' : catalogueGroupName(id);
}

/** A row as the Matrix screen shows it; the chain is spelled out so that a reader sees names, not the word. */
export function showRow(file: EngagementFile, { row, changedIn }: { row: Row; changedIn: string }) {
  return {
    id: row.id,
    function: row.function,
    functionName: functionName(file, row.function),
    group: functionGroup(file, row.function),
    scope: (row.scope ?? {}) as Record<string, string>,
    always: showCell(row.always),
    businessHours: showCell(row['business-hours']),
    afterHours: showCell(row['after-hours']),
    weekend: showCell(row.weekend),
    holiday: showCell(row.holiday),
    accountable: row.accountable,
    absenceCover: row['absence-cover'] ?? null,
    overflow: row.overflow ?? false,
    approvers: row.approvers === 'chain' ? (file.approval?.chain ?? []) : (row.approvers ?? []),
    approve: row.approve ?? ('any' as const),
    preAuthorised: row['pre-authorised'] ?? [],
    failSafe: row['fail-safe'] ?? null,
    mustNot: row['must-not'] ?? [],
    inform: Object.entries(row.inform ?? {}).map(([who, within]) => ({ who, within })),
    authorisers: row.authorisers ?? [],
    changedIn,
  };
}

function showCell(cell: Cell | undefined) {
  if (cell === undefined) return null;
  const { who, mode, ...overrides } = cell;
  return { who, mode, overrides: overrides as Record<string, string> };
}

/** Everybody and everything work can be given to, with the words for screens. */
export function partiesOf(file: EngagementFile) {
  const people = file.people.map((person) => ({
    id: person.id,
    name: person.name,
    side: person.side,
    kind: 'person' as const,
    title: person.title ?? null,
  }));
  const teams = (file.teams ?? []).map((team) => ({
    id: team.id,
    name: team.name,
    side: team.side,
    kind: 'team' as const,
    title: null,
  }));
  return [...people, ...teams];
}

export function stepMinutes(file: EngagementFile): number | null {
  return file.approval === undefined ? null : parseDuration(file.approval.step);
}

/** What is in force, in words and lists, for screens that build a question. */
export function overviewOf(file: EngagementFile, now: Temporal.Instant) {
  const zone = zoneOf(file);
  const inForce = versionOn(file, dateIn(zone, now));
  const rows = file.matrix.flatMap((version) => version.rows);
  const inMatrix = new Set((inForce === null ? [] : foldRows(file, inForce.version)).map(({ row }) => row.function));
  const own = (file.functions ?? []).map((entry) => ({ id: entry.id, name: entry.name, group: entry.group ?? 'other' }));
  const known = [...catalogue.functions.map(({ id, name, group }) => ({ id, name, group })), ...own];
  const scoped = (key: 'app' | 'asset') => [...new Set(rows.flatMap((row) => row.scope?.[key] ?? []))].sort();
  return {
    zone,
    inForce: inForce?.version ?? null,
    versions: file.matrix.map((version) => ({
      version: version.version,
      signed: version.signed,
      from: version.from,
      to: version.to ?? null,
      amends: version.amends ?? null,
      rows: foldRows(file, version.version).length,
    })),
    parties: partiesOf(file),
    sites: file.sites.map((site) => ({ id: site.id, name: site.name ?? site.id, timezone: site.timezone })),
    groups: [...new Set(known.map((entry) => entry.group))].map((id) => ({ id, name: groupName(id) })),
    functions: known.map((entry) => ({ ...entry, inMatrix: inMatrix.has(entry.id) })),
    vendors: (file.vendors ?? []).map(({ id, name }) => ({ id, name })),
    apps: scoped('app'),
    assets: scoped('asset'),
    chain: file.approval?.chain ?? [],
    stepMinutes: stepMinutes(file),
  };
}

/** The answer over a span: consecutive segments of equal answers, instants as text with the default site's offset. */
export function spansOf(
  engagement: Engagement,
  facts: Facts,
  from: string,
  to: string,
): { from: string; to: string; answer: Answer }[] {
  const zone = zoneOf(engagement.file);
  const spans = whoSpans(
    engagement,
    facts,
    Temporal.Instant.from(from).epochMilliseconds,
    Temporal.Instant.from(to).epochMilliseconds,
  );
  return spans.map((span) => ({ from: formatInstant(zone, span.from), to: formatInstant(zone, span.to), answer: span.answer }));
}
