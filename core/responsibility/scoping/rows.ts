/**
 * One drafted row for a function of the catalogue, and one sentence that says why it was drafted so. The catalogue says
 * who typically owns the work and what usually happens at night; the facts say who there is and what is wanted. Where the
 * two do not fit, the facts win, and what stays with the company stays whatever the facts say.
 */
import type { CatalogueFunction } from '../catalogue.ts';
import type { Cell, Row } from '../model.ts';
import { approversOf, type Casting, mayCall, type Party, teamOf, technicianFor } from './cast.ts';

export interface Drafted {
  row: Omit<Row, 'id'>;
  reason: string;
}

interface Part<T> {
  value: T;
  because: string;
}

const around = new Set(['security-monitoring', 'incident-response', 'email-security']);
const held = 'keep to the pre-authorised actions and go on calling the chain';

export function draftRow(casting: Casting, entry: CatalogueFunction): Drafted {
  const day = dayOf(casting, entry);
  const night = nightOf(casting, entry, day.value);
  const cells = { 'business-hours': day.value.cell, 'after-hours': night.value };
  const base: Omit<Row, 'id'> = { function: entry.id, ...cells, accountable: casting.executive.id };
  const row = {
    ...base,
    ...coverOf(casting, entry, day.value.party),
    ...authorityOf(casting, entry, cells),
    ...extrasOf(casting, entry, day.value),
  };
  return { row, reason: `${day.because} ${night.because}` };
}

interface Day {
  party: Party;
  cell: Cell;
}

function dayOf(casting: Casting, entry: CatalogueFunction): Part<Day> {
  const { executive } = casting;
  const by = (party: Party, mode: Cell['mode'] = 'act'): Day => ({ party, cell: { who: [party.id], mode } });
  if (entry.internalOnly !== null) {
    return { value: by(executive), because: `This decision never leaves the company, so ${executive.name} takes it.` };
  }
  const { act, decide } = entry.defaultPhases;
  const acts = act === 'vendor' ? (entry.typicalOwner === 'provider' ? 'provider' : 'internal') : act;
  if (acts === 'provider') {
    const team = teamOf(casting, entry);
    if (entry.sharedBasis === 'phase' && decide !== 'provider') {
      return { value: by(team, 'approve-then-act'), because: `The company decides and ${team.name} acts once it has a yes.` };
    }
    return { value: by(team), because: `Providers usually do this, so ${team.name} does.` };
  }
  if (acts === 'internal-executive' || acts === 'internal-business') {
    return { value: by(executive), because: `The company's leadership does this, so it is ${executive.name}'s.` };
  }
  const technician = technicianFor(casting, entry);
  if (technician !== null)
    return { value: by(technician), because: `The internal team usually does this, so ${technician.name} does.` };
  const team = teamOf(casting, entry);
  return { value: by(team), because: `There is no internal technician, so ${team.name} does it.` };
}

/** Whether the provider is wanted for this function while the company is closed. */
function isCovered({ facts }: Casting, entry: CatalogueFunction): boolean {
  return facts.nights !== 'none' || (facts.security && around.has(entry.group));
}

function nightOf(casting: Casting, entry: CatalogueFunction, day: Day): Part<Cell> {
  const waits: Cell = { who: day.cell.who, mode: 'queue' };
  switch (entry.afterHoursDefault) {
    case 'page-internal-executive':
    case 'page-internal-on-call':
      return nightPage(casting, entry, day);
    case 'provider-acts':
    case 'provider-safe-action-then-page':
      return entry.internalOnly === null && isCovered(casting, entry)
        ? nightProvider(casting, entry, day)
        : uncovered(entry, day);
    case 'provider-opens-vendor-case':
      return nightVendor(casting, entry, day);
    default:
      return { value: waits, because: 'Nights, weekends and holidays wait for the next morning.' };
  }
}

/** The queue of the night is the day's owner's, so the side that pages has to be the day's. */
function nightPage(casting: Casting, entry: CatalogueFunction, day: Day): Part<Cell> {
  const calls = entry.afterHoursDefault === 'page-internal-executive' || day.party.side === 'provider';
  const person = calls ? casting.executive : day.party;
  return {
    value: { who: [person.id], mode: 'page', P3: 'queue', P4: 'queue' },
    because: `Out of hours ${person.name} is called for what is urgent; the rest waits.`,
  };
}

function nightProvider(casting: Casting, entry: CatalogueFunction, day: Day): Part<Cell> {
  const team = teamOf(casting, entry);
  const asksFirst = entry.afterHoursDefault === 'provider-safe-action-then-page' || day.cell.mode === 'approve-then-act';
  const mode = asksFirst ? ('approve-then-act' as const) : ('act' as const);
  const everything = casting.facts.nights === 'fullDesk' || (casting.facts.security && around.has(entry.group));
  const does = asksFirst ? 'makes safe and asks before it does more' : 'acts';
  return everything
    ? { value: { who: [team.id], mode }, because: `Out of hours ${team.name} ${does}.` }
    : {
        value: { who: [team.id], mode, P3: 'queue', P4: 'queue' },
        because: `Out of hours ${team.name} ${does} when it is urgent; the rest waits.`,
      };
}

/** Nobody bought the night: what cannot wait wakes the day's owner, if that is a person who can be woken. */
function uncovered(entry: CatalogueFunction, { party, cell }: Day): Part<Cell> {
  const urgent = entry.timeSensitive24x7 && party.side === 'internal';
  return urgent
    ? {
        value: { who: cell.who, mode: 'queue', P1: 'page' },
        because: `Nobody covers it out of hours, so a P1 wakes ${party.name} and the rest waits.`,
      }
    : { value: { who: cell.who, mode: 'queue' }, because: 'Nobody covers it out of hours, so it waits.' };
}

function nightVendor(casting: Casting, entry: CatalogueFunction, day: Day): Part<Cell> {
  const team = teamOf(casting, entry);
  const known = casting.facts.vendors.filter(
    ({ authorised }) => authorised.includes(team.id) || authorised.includes(day.party.id),
  );
  const isFit = known.length > 0 && mayCall(known, team.id) && mayCall(known, day.party.id);
  if (!isFit || !isCovered(casting, entry)) {
    const night = uncovered(entry, day);
    const because = isCovered(casting, entry) ? `The vendors do not all talk to ${team.name}. ${night.because}` : night.because;
    return { value: night.value, because };
  }
  return {
    value: { who: [team.id], mode: 'vendor-case', P3: 'queue', P4: 'queue' },
    because: `Out of hours ${team.name} opens the case with the vendor when it is urgent.`,
  };
}

/** Somebody else for each person who acts by day. */
function coverOf(casting: Casting, entry: CatalogueFunction, party: Party): Pick<Row, 'absence-cover'> {
  if (party.side === 'provider') return {};
  const { facts, executive, technicians } = casting;
  const stays = entry.internalOnly !== null || party.id === executive.id;
  const deputies = facts.people.filter(({ id, side, role }) => side === 'internal' && role === 'executive' && id !== party.id);
  if (stays) return { 'absence-cover': deputies[0]?.id ?? 'none' };
  if (facts.nights !== 'none' || facts.overflow) return { 'absence-cover': teamOf(casting, entry).id };
  return { 'absence-cover': technicians.find(({ id }) => id !== party.id)?.id ?? 'none' };
}

type Cells = Record<'business-hours' | 'after-hours', Cell>;

const safeActions: ReadonlyMap<string, string[]> = new Map([
  ['incident-response', ['isolate-workstation', 'disable-standard-account', 'revoke-sessions']],
  ['security-monitoring', ['isolate-workstation', 'disable-standard-account', 'revoke-sessions']],
  ['email-security', ['revoke-sessions', 'remove-inbox-rule']],
  ['identity-access', ['revoke-sessions', 'disable-standard-account']],
  ['change-mgmt', ['rollback-own-change inside its window']],
]);

function authorityOf(casting: Casting, entry: CatalogueFunction, cells: Cells): Partial<Row> {
  const waits = Object.values(cells).some(({ mode }) => mode === 'approve-then-act');
  if (!waits) return {};
  const safe = safeActions.get(entry.group);
  return {
    approvers: approversOf(casting, entry.defaultPhases.decide),
    ...(safe === undefined ? {} : { 'pre-authorised': safe }),
    'fail-safe': held,
  };
}

const familyOf: ReadonlyMap<string, keyof CatalogueFunction['controlFamilies']> = new Map([
  ['hipaa', 'hipaa'],
  ['pci', 'pciDss4'],
  ['soc2', 'soc2'],
  ['cmmc', 'cmmcL2'],
]);

function extrasOf({ facts }: Casting, entry: CatalogueFunction, { party, cell }: Day): Partial<Row> {
  const mandated = facts.mandates.some((id) => {
    const family = familyOf.get(id);
    return family !== undefined && entry.controlFamilies[family].length > 0;
  });
  // Overflow acts without asking, so work that asks first never overflows.
  const flows =
    facts.overflow && entry.overflowEligible && entry.internalOnly === null && party.side === 'internal' && cell.mode === 'act';
  return { ...(flows ? { overflow: true } : {}), ...(mandated ? { evidence: entry.evidence } : {}) };
}

/** Work that changes a system, as opposed to watching it. */
const touching = new Set([
  'pt-server-os',
  'pt-emergency',
  'sv-monitoring',
  'ir-server-containment',
  'cm-emergency-change',
  'sv-admin',
]);

export function touchesSystems({ id }: CatalogueFunction): boolean {
  return touching.has(id);
}

/** The same row for an asset that nobody touches without a yes. */
export function untouchableRow(casting: Casting, { row }: Drafted, asset: string): Drafted {
  const cell = (given: Cell | undefined): Cell => {
    const acts = given?.mode === 'act' || given?.mode === 'approve-then-act';
    return acts ? { ...given, mode: 'approve-then-act' } : given!;
  };
  const cells = { 'business-hours': cell(row['business-hours']), 'after-hours': cell(row['after-hours']) };
  const waits = Object.values(cells).some(({ mode }) => mode === 'approve-then-act');
  const { overflow: _, ...rest } = row;
  return {
    row: {
      ...rest,
      ...cells,
      scope: { asset },
      ...(waits ? { approvers: row.approvers ?? approversOf(casting, 'internal'), 'fail-safe': held } : {}),
      'must-not': ['restart, patch, reimage or power off without an approval'],
    },
    reason: `${asset} must not be touched, so everything done to it waits for a yes.`,
  };
}

/** Who drives a system's vendor: the day's owner by day, the team at night, if the same vendors talk to both. */
export function vendorRow(
  casting: Casting,
  entry: CatalogueFunction,
  vendor: Casting['facts']['vendors'][number],
  app: string,
): Drafted {
  const { facts, executive, technicians, teams } = casting;
  const team = teams.find(({ id }) => vendor.authorised.includes(id));
  const shared = facts.vendors.filter(({ authorised }) => team !== undefined && authorised.includes(team.id));
  const callers = technicians.filter(({ id }) => vendor.authorised.includes(id));
  const owner = callers.find(({ id }) => mayCall(shared, id));
  const base = { function: entry.id, scope: { app }, accountable: executive.id };
  const wantsNight = facts.nights !== 'none' && team !== undefined;
  if (owner !== undefined && wantsNight) {
    const night: Cell = { who: [team.id], mode: 'vendor-case', P3: 'queue', P4: 'queue' };
    const row = {
      ...base,
      'business-hours': { who: [owner.id], mode: 'act' as const },
      'after-hours': night,
      'absence-cover': team.id,
    };
    return {
      row,
      reason: `${vendor.name} talks to ${owner.name} and to ${team.name}, so ${owner.name} calls by day and ${team.name} at night.`,
    };
  }
  const [first] = callers;
  if (first !== undefined) {
    const row = {
      ...base,
      'business-hours': { who: [first.id], mode: 'act' as const },
      'after-hours': { who: [first.id], mode: 'queue' as const },
    };
    return { row, reason: `${vendor.name} talks to ${first.name}, so it is theirs, and nights wait.` };
  }
  const caller = team ?? teams[0]!;
  const row = {
    ...base,
    'business-hours': { who: [caller.id], mode: 'act' as const },
    'after-hours': { who: [caller.id], mode: 'queue' as const },
  };
  return { row, reason: `${vendor.name} talks to no internal technician, so ${caller.name} has it.` };
}
