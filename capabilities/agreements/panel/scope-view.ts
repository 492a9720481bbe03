/**
 * From a draft to the few facts that its rows follow from, and what drafting rows from them would add or change, pure.
 * What the draft says is read from it; what it has no place for (what a team does, which system a vendor looks after) is
 * an answer, guessed until somebody gives it. Rows that are there stay as they are unless they are chosen by id.
 */
import { modulesCalledFor } from '@tandem/core/commercial/scope.ts';
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import { canonicalJson } from '@tandem/core/responsibility/canonical.ts';
import type { EngagementFile, Row } from '@tandem/core/responsibility/model.ts';
import type { ScopeAnswers, ScopingFacts, TeamRole } from '@tandem/core/responsibility/scoping/facts.ts';
import { scopeDraft } from '@tandem/core/responsibility/scoping.ts';
import { rowsOf, withRows } from './matrix-edit.ts';

const roleWords: readonly [TeamRole, RegExp][] = [
  ['security', /secur|soc\b/i],
  ['operations', /operation|noc\b|monitor|infra/i],
  ['engineering', /engineer|project|field/i],
  ['account', /account|advis|vcio|success/i],
];

export const roleOfTeam = ({ id, name }: { id: string; name: string }): TeamRole =>
  roleWords.find(([, words]) => words.test(name) || words.test(id))?.[0] ?? 'desk';

export function factsOf({ file, terms }: Agreement): ScopingFacts {
  const { scope: answers = {} } = terms;
  const { users, workstations, servers } = file.parties.internal;
  const site = file.sites[0];
  return {
    people: file.people,
    executive: executiveOf(file, answers.executive),
    counts: { users: users ?? 0, workstations: workstations ?? 0, servers: servers ?? 0 },
    timezone: site?.timezone ?? 'UTC',
    hours: file.hours ?? {},
    holidays: file.holidays ?? null,
    nights: answers.nights ?? nightsOf({ file, terms }),
    security: answers.security ?? securityOf({ file, terms }),
    overflow: answers.overflow ?? file.overflow !== undefined,
    mandates: terms.frameworks,
    untouchable: answers.untouchable ?? guardedOf(file),
    vendors: (file.vendors ?? []).map((vendor) => {
      const app = answers.apps?.[vendor.id]?.trim();
      return { ...vendor, ...(app ? { app } : {}) };
    }),
    approval: file.approval ?? null,
    teams: (file.teams ?? [])
      .filter(({ side }) => side === 'provider')
      .map(({ side: _, ...team }) => ({ ...team, does: answers.does?.[team.id] ?? roleOfTeam(team) })),
  };
}

/** The agreement with more said of what is wanted. What is said for one team or vendor leaves the others. */
export function answered({ file, terms }: Agreement, change: ScopeAnswers): Agreement {
  const { does, apps, ...plain } = change;
  const { scope = {} } = terms;
  if (Object.keys(change).length === 0) return { file, terms };
  return {
    file,
    terms: {
      ...terms,
      scope: {
        ...scope,
        ...plain,
        ...(does && { does: { ...scope.does, ...does } }),
        ...(apps && { apps: { ...scope.apps, ...apps } }),
      },
    },
  };
}

/** The agreement without what was said of a team or vendor that left. */
export function forgotten({ file, terms }: Agreement, id: string): Agreement {
  if (terms.scope === undefined) return { file, terms };
  const { does, apps, ...scope } = terms.scope;
  const without = <T>(said: Record<string, T>) => Object.fromEntries(Object.entries(said).filter(([key]) => key !== id));
  return {
    file,
    terms: { ...terms, scope: { ...scope, ...(does && { does: without(does) }), ...(apps && { apps: without(apps) }) } },
  };
}

/** Answers that the rows give by themselves are taken away, so that the draft never says two things about one. */
function settled(agreement: Agreement): Agreement {
  const { scope } = agreement.terms;
  if (scope === undefined) return agreement;
  const { scope: _, ...terms } = agreement.terms;
  const { nights: _n, security: _s, overflow: _o, untouchable: _u, ...others } = scope;
  const readable = { nights: scope.nights, security: scope.security, overflow: scope.overflow, untouchable: scope.untouchable };
  const read = factsOf({ ...agreement, terms: { ...terms, scope: others } });
  const said = Object.entries(readable).filter(
    ([key, value]) => value !== undefined && canonicalJson(value) !== canonicalJson(read[key as keyof typeof readable]),
  );
  const left: ScopeAnswers = { ...others, ...Object.fromEntries(said) };
  return { ...agreement, terms: Object.keys(left).length === 0 ? terms : { ...terms, scope: left } };
}

/** Modules that are bought although no row calls for them. */
export function uncalledModules({ file, terms }: Agreement): string[] {
  const called = modulesCalledFor(file);
  return terms.modules.filter((id) => !Object.hasOwn(called, id));
}

/** '' when there is no internal person who could be it. */
function executiveOf(file: EngagementFile, chosen: string | undefined): string {
  const internal = file.people.filter(({ side }) => side === 'internal');
  const known = [chosen, ...(file.spending?.approvers ?? [])].find((id) => internal.some((person) => person.id === id));
  return known ?? internal.find(({ role }) => role === 'executive')?.id ?? '';
}

/** As the rows call for; before there are rows, as is bought, or else what is urgent. */
function nightsOf({ file, terms }: Agreement): ScopingFacts['nights'] {
  if (rowsOf(file).length > 0) return modulesCalledFor(file)['after-hours']?.option ?? 'none';
  return terms.afterHoursOption === 'fullDesk' ? 'fullDesk' : 'p1p2';
}

/** As the watching of the rows says; before there are rows, as is bought. */
function securityOf({ file, terms }: Agreement): boolean {
  const watch = rowsOf(file).find((row) => row.function === 'sm-edr-triage');
  const night = watch?.['after-hours'] ?? watch?.always;
  return night === undefined ? terms.modules.includes('security-ops') : night.mode !== 'queue' && night.P3 !== 'queue';
}

/** Assets with a row of their own whose work waits for a yes. */
function guardedOf(file: EngagementFile): string[] {
  const guarded = rowsOf(file).flatMap((row) => {
    const day = row.always ?? row['business-hours'];
    return row.scope?.asset !== undefined && day?.mode === 'approve-then-act' ? [row.scope.asset] : [];
  });
  return [...new Set(guarded)];
}

/** What must be said before rows can be drafted, one sentence each. */
export function missingFacts(facts: ScopingFacts): string[] {
  return [
    ...(facts.executive === '' ? ['Add the person on the internal side who answers for the agreement.'] : []),
    ...(facts.people.some(({ name }) => name.trim() === '') ? ['Somebody has no name yet.'] : []),
    ...(Object.keys(facts.hours).length === 0 ? ['Say on which hours of the week you work.'] : []),
    ...(facts.approval !== null && facts.approval.chain.length === 0 ? ['The approval chain names nobody.'] : []),
  ];
}

export interface DraftedRow {
  /** Function and scope: what the row is about. */
  key: string;
  row: Row;
  reason: string;
  /** The row about the same that is there already; null: the row is new. */
  old: Row | null;
}

export interface ScopePlan {
  added: DraftedRow[];
  changed: DraftedRow[];
  /** How many rows would be drafted just as they stand. */
  same: number;
}

const keyOf = ({ function: name, scope = {} }: Row): string => `${name} ${canonicalJson(scope)}`;
const saying = ({ id: _, ...row }: Row): string => canonicalJson(row);

/** What drafting would do. The facts have nothing missing. */
export function planRows(agreement: Agreement, facts: ScopingFacts): ScopePlan {
  const fresh = scopeDraft(facts, { ...agreement, file: withRows(agreement.file, () => []) });
  const standing = new Map(rowsOf(agreement.file).map((row) => [keyOf(row), row]));
  const plan: ScopePlan = { added: [], changed: [], same: 0 };
  for (const row of rowsOf(fresh.file)) {
    const key = keyOf(row);
    const old = standing.get(key) ?? null;
    const drafted = { key, row, reason: fresh.reasons[row.id] ?? '', old };
    if (old === null) plan.added.push(drafted);
    else if (saying(old) === saying(row)) plan.same += 1;
    else plan.changed.push({ ...drafted, row: { ...row, id: old.id } });
  }
  return plan;
}

/** The agreement with the chosen rows of the plan (by key), and what follows from all its rows. */
export function applyRows(agreement: Agreement, facts: ScopingFacts, chosen: ReadonlySet<string>): Agreement {
  const plan = planRows(agreement, facts);
  const instead = new Map(plan.changed.filter(({ key }) => chosen.has(key)).map(({ row }) => [row.id, row]));
  const kept = rowsOf(agreement.file).map((row) => instead.get(row.id) ?? row);
  const added = plan.added.filter(({ key }) => chosen.has(key));
  const ids = freeRowIds(kept, added.length);
  const rows = [...kept, ...added.map(({ row }, index) => ({ ...row, id: ids[index] ?? row.id }))];
  const { file, terms } = scopeDraft({ ...facts, functions: [] }, { ...agreement, file: withRows(agreement.file, () => rows) });
  return settled({ file, terms });
}

/** Ids that no row has, as wide as those that are there. */
function freeRowIds(rows: readonly Row[], count: number): string[] {
  const taken = new Set(rows.map(({ id }) => id));
  const wide = rows.some(({ id }) => /^A-\d\d$/.test(id)) ? 2 : 3;
  const ids: string[] = [];
  for (let number = 1; ids.length < count; number += 1) {
    const id = `A-${String(number).padStart(wide, '0')}`;
    if (!taken.has(id)) ids.push(id);
  }
  return ids;
}
