/**
 * From a few facts to a first draft: a row for each function of the catalogue, with the reason why it was drafted so,
 * and the terms that follow from it. And what nobody has decided yet: the sub-decisions of shared work that agreements
 * are usually silent about, with who answers each.
 *
 * Rows that the base has already are left as people wrote them, and their functions are not drafted again. From valid
 * facts and an empty base the result parses strictly, and its proof holds no errors but those that the facts bring with
 * them: somebody whose contacts are given and none of them verified, and absences of the base.
 */
import { modulesCalledFor } from '../commercial/scope.ts';
import type { Agreement, SubDecision, Terms } from '../commercial/terms.ts';
import { catalogue } from './catalogue.ts';
import { draftVersion } from './draft.ts';
import type { EngagementFile, Row } from './model.ts';
import { type Casting, castOf, teamFor, teamsOfFile } from './scoping/cast.ts';
import type { ScopingFacts } from './scoping/facts.ts';
import { type Drafted, draftRow, touchesSystems, untouchableRow, vendorRow } from './scoping/rows.ts';

export interface ScopedDraft extends Agreement {
  /** One sentence for each row that was drafted, by its id. */
  reasons: Record<string, string>;
}

/** TypeError when the facts name an executive who is not among the internal people. */
export function scopeDraft(facts: ScopingFacts, base: Agreement): ScopedDraft {
  const casting = castOf(facts);
  const kept = base.file.matrix[0]?.rows ?? [];
  const covered = new Set(kept.map((row) => row.function));
  const chosen = catalogue.functions.filter(({ id }) => !covered.has(id) && (facts.functions?.includes(id) ?? true));
  const drafted = chosen.flatMap((entry) => draftedFor(casting, entry));
  const ids = freeIds(new Set(kept.map(({ id }) => id)), drafted.length);
  const rows = drafted.map(({ row }, index): Row => ({ id: ids[index]!, ...row }));
  const reasons = Object.fromEntries(drafted.map(({ reason }, index) => [ids[index]!, reason]));
  const file = fileOf(casting, base.file, [...kept, ...rows]);
  return { file, terms: termsOf(facts, file, base.terms), reasons };
}

function draftedFor(casting: Casting, entry: (typeof catalogue.functions)[number]): Drafted[] {
  const { untouchable, vendors } = casting.facts;
  const plain = draftRow(casting, entry);
  const assets = touchesSystems(entry) ? [...new Set(untouchable)].map((asset) => untouchableRow(casting, plain, asset)) : [];
  const apps = new Map(vendors.flatMap((vendor) => (vendor.app === undefined ? [] : [[vendor.app, vendor] as const])));
  const cases = entry.id === 'vl-lob-support' ? [...apps].map(([app, vendor]) => vendorRow(casting, entry, vendor, app)) : [];
  return [plain, ...assets, ...cases];
}

/** `A-001` and so on, without those that are taken. */
function freeIds(taken: ReadonlySet<string>, count: number): string[] {
  const ids: string[] = [];
  for (let number = 1; ids.length < count; number += 1) {
    const id = `A-${String(number).padStart(3, '0')}`;
    if (!taken.has(id)) ids.push(id);
  }
  return ids;
}

function fileOf(casting: Casting, base: EngagementFile, rows: Row[]): EngagementFile {
  const { facts, executive, technicians } = casting;
  const [site, ...others] = base.sites;
  const version = base.matrix[0] ?? { version: draftVersion, signed: '1970-01-01', from: '1970-01-01', rows: [] };
  const teams = merged(base.teams ?? [], teamsOfFile(casting));
  return {
    ...base,
    parties: { ...base.parties, internal: { ...base.parties.internal, ...facts.counts } },
    sites: [{ ...(site ?? { id: 'main' }), timezone: facts.timezone }, ...others],
    hours: facts.hours,
    ...(facts.holidays === null ? {} : { holidays: facts.holidays }),
    people: merged(base.people, facts.people),
    teams,
    ...(facts.approval === null ? {} : { approval: facts.approval }),
    gaps: base.gaps ?? { urgent: teamFor(casting, 'operations').id, normal: technicians[0]?.id ?? teamFor(casting, 'desk').id },
    targets: base.targets ?? usualTargets,
    ...(facts.overflow ? { overflow: base.overflow ?? { to: teamFor(casting, 'desk').id, ...usualOverflow } } : {}),
    vendors: merged(
      base.vendors ?? [],
      facts.vendors.map(({ app: _, ...vendor }) => vendor),
    ),
    spending: base.spending ?? { approvers: [executive.id] },
    matrix: [{ ...version, rows }],
  };
}

const usualTargets: EngagementFile['targets'] = {
  P1: { respond: '15m', clock: 'always' },
  P2: { respond: '60m', clock: 'always' },
  P3: { respond: '4h', clock: 'business' },
  P4: { respond: '8h', clock: 'business' },
};

const usualOverflow: Pick<NonNullable<EngagementFile['overflow']>, 'enter' | 'leave'> = {
  enter: { untouched: 10, 'oldest-untouched-p3': '4h' },
  leave: { untouched: 4, 'oldest-untouched-p3': '1h', held: '1h' },
};

/** The items of both by id; where both have one, the later. */
function merged<T extends { id: string }>(base: readonly T[], facts: readonly T[]): T[] {
  const fresh = new Map(facts.map((item) => [item.id, item]));
  const known = new Set(base.map(({ id }) => id));
  return [...base.map((item) => fresh.get(item.id) ?? item), ...facts.filter(({ id }) => !known.has(id))];
}

/** What the rows call for is bought too; what is bought already stays, whether a row calls for it or not. */
function termsOf(facts: ScopingFacts, file: EngagementFile, base: Terms): Terms {
  const called = modulesCalledFor(file);
  const { afterHoursOption, ...rest } = base;
  const option = called['after-hours']?.option ?? (base.modules.includes('after-hours') ? afterHoursOption : undefined);
  return {
    ...rest,
    modules: [...new Set([...base.modules, ...Object.keys(called)])],
    frameworks: [...new Set(facts.mandates)],
    ...(option === undefined ? {} : { afterHoursOption: option }),
  };
}

export interface OpenDecision {
  /** The key of `Terms.decisions`: the function and the index of the sub-decision in the catalogue. */
  key: string;
  function: string;
  question: string;
  /** Null when nobody decides it, or the one who did is not in the file any more. */
  answer: SubDecision | null;
}

export interface SubDecisions {
  /** In the order of the catalogue. */
  decisions: OpenDecision[];
  /** How ambiguous the agreement still is: how many nobody decides, and their share of all, from 0 to 1. */
  ambiguityScore: { unanswered: number; share: number };
}

/** The sub-decisions of the functions that have rows. */
export function subDecisions(file: EngagementFile, terms: Terms): SubDecisions {
  const functions = new Set((file.matrix[0]?.rows ?? []).map((row) => row.function));
  const deciders = new Set(['internal', 'provider', ...[...file.people, ...(file.teams ?? [])].map(({ id }) => id)]);
  const chosen = catalogue.functions.filter(({ id }) => functions.has(id));
  const decisions = chosen.flatMap(({ id, ambiguousSubDecisions }) =>
    ambiguousSubDecisions.map((question, index): OpenDecision => {
      const key = `${id}#${index}`;
      const given = Object.hasOwn(terms.decisions, key) ? terms.decisions[key]! : null;
      return { key, function: id, question, answer: given !== null && deciders.has(given.owner) ? given : null };
    }),
  );
  const unanswered = decisions.filter(({ answer }) => answer === null).length;
  return { decisions, ambiguityScore: { unanswered, share: decisions.length === 0 ? 0 : unanswered / decisions.length } };
}
