/**
 * Whether the parts of a file outside the matrix fit together: ids declared once, references that exist, spans that
 * begin before they end, hours in order, thresholds that let overflow end.
 */
import { parseHours } from '../../calendar/calendar.ts';
import { parseDuration } from '../../calendar/duration.ts';
import { checkHolidays } from '../../calendar/holidays.ts';
import { isZone, parseTime } from '../../calendar/zone.ts';
import { canonicalJson } from '../canonical.ts';
import { catalogueFunction } from '../catalogue.ts';
import { type EngagementFile, type Holidays, type Hours, type Overflow, type Rota, weekdays } from '../model.ts';
import { checkReference, checkReferences, checkUnique, type Names } from './names.ts';
import { childPath, type Problems } from './problems.ts';
import { quote } from './shape.ts';

export function checkParts(file: EngagementFile, names: Names, problems: Problems): void {
  checkIds(file, problems);
  checkCalendars(file, problems);
  checkTeams(file, names, problems);
  checkRotas(file, names, problems);
  checkAbsences(file, names, problems);
  checkAgreements(file, names, problems);
  if (file.overflow) checkOverflow(file, file.overflow, names, problems);
}

function checkIds(file: EngagementFile, problems: Problems): void {
  const lists = { sites: file.sites, rotas: file.rotas, vendors: file.vendors, functions: file.functions };
  for (const [key, items = []] of Object.entries(lists)) checkDeclared(problems, key, items, new Set());
  // A row names a person or a team by the same kind of id.
  const parties = new Set<string>();
  checkDeclared(problems, 'people', file.people, parties);
  checkDeclared(problems, 'teams', file.teams ?? [], parties);
  for (const [index, { id }] of (file.functions ?? []).entries()) {
    if (!catalogueFunction(id)) continue;
    problems.add(
      'duplicate-id',
      `functions[${index}].id`,
      `${quote(id)} is in the function catalogue already; choose another id.`,
    );
  }
}

/** Adds the ids to `seen`, with a problem for each that is there already. */
export function checkDeclared(problems: Problems, path: string, items: readonly { id: string }[], seen: Set<string>): void {
  for (const [index, { id }] of items.entries()) {
    if (seen.has(id)) problems.add('duplicate-id', `${path}[${index}].id`, `The id ${quote(id)} is taken already.`);
    seen.add(id);
  }
}

function checkCalendars(file: EngagementFile, problems: Problems): void {
  checkHours(problems, 'hours', file.hours);
  checkHolidayRules(problems, 'holidays', file.holidays);
  for (const [index, site] of file.sites.entries()) {
    checkHours(problems, `sites[${index}].hours`, site.hours);
    checkHolidayRules(problems, `sites[${index}].holidays`, site.holidays);
  }
  for (const [index, vendor] of (file.vendors ?? []).entries()) checkHours(problems, `vendors[${index}].hours`, vendor.hours);
}

function checkHours(problems: Problems, path: string, hours: Hours | undefined): void {
  for (const day of weekdays) {
    const texts = hours?.[day];
    if (!Array.isArray(texts)) continue;
    let end = 0;
    for (const [index, text] of texts.entries()) {
      const span = parseHours(text);
      if (!span) continue;
      const at = childPath(childPath(path, day), index);
      if (span[0] < end) problems.add('overlap', at, `${text} begins before the span in front of it ends; write spans in order.`);
      end = Math.max(end, span[1]);
    }
  }
}

function checkHolidayRules(problems: Problems, path: string, holidays: Holidays | undefined): void {
  if (!holidays) return;
  checkUnique(problems, `${path}.dates`, holidays.dates ?? []);
  checkUnique(problems, `${path}.skip`, holidays.skip ?? []);
  // Badly written codes, rules and dates are reported where they stand; the library gets only well-written ones.
  const before = problems.found.filter((problem) => problem.path.startsWith(path)).length;
  if (before > 0) return;
  for (const sentence of checkHolidays(holidays)) problems.add('bad-value', path, `${sentence}.`);
}

function checkTeams(file: EngagementFile, names: Names, problems: Problems): void {
  for (const [index, team] of (file.teams ?? []).entries()) {
    const path = `teams[${index}]`;
    checkReferences(names, problems, `${path}.members`, team.members ?? [], ['person']);
    for (const [place, member] of (team.members ?? []).entries()) {
      const side = names.people.get(member)?.side;
      if (side === undefined || side === team.side) continue;
      const message = `${quote(member)} is on the ${side} side and cannot be in a team of the ${team.side} side.`;
      problems.add('wrong-side', `${path}.members[${place}]`, message);
    }
    if (team.rota !== undefined && !names.rotas.has(team.rota)) {
      problems.add('unknown-id', `${path}.rota`, `No rota is called ${quote(team.rota)}.`);
    }
  }
}

function checkRotas(file: EngagementFile, names: Names, problems: Problems): void {
  for (const [index, rota] of (file.rotas ?? []).entries()) {
    const path = `rotas[${index}]`;
    if ((rota.shifts === undefined) === (rota.layers === undefined)) {
      problems.add('bad-value', path, 'A rota has either shifts or layers.');
    }
    for (const [place, shift] of (rota.shifts ?? []).entries()) {
      const at = `${path}.shifts[${place}]`;
      checkReferences(names, problems, `${at}.people`, shift.people, ['person']);
      checkOrder(problems, at, shift.from, shift.to, rota.timezone);
    }
    checkLayers(rota, `${path}.layers`, names, problems);
    if (rota.fallback !== undefined) checkFallback(names, problems, `${path}.fallback`, rota, rota.fallback);
  }
}

/** What is counted without end is bounded in what it is counted over. */
const most = { layers: 5, turns: 100, restrictions: 20 } as const;

function checkLayers({ layers = [], timezone }: Rota, path: string, names: Names, problems: Problems): void {
  checkCount(problems, path, 'layers', layers.length);
  for (const [place, { turns, restrictions = [], timezone: zone = timezone }] of layers.entries()) {
    const at = `${path}[${place}]`;
    checkCount(problems, `${at}.turns`, 'turns', turns.length);
    checkCount(problems, `${at}.restrictions`, 'restrictions', restrictions.length);
    for (const [index, turn] of turns.entries()) {
      const turnPath = `${at}.turns[${index}]`;
      checkReferences(names, problems, `${turnPath}.people`, turn.people, ['person']);
      if (turn.from !== undefined && turn.to !== undefined) checkOrder(problems, turnPath, turn.from, turn.to, zone);
    }
  }
}

function checkCount(problems: Problems, path: string, what: keyof typeof most, count: number): void {
  if (count > most[what]) problems.add('too-large', path, `At most ${most[what]} ${what} are counted; found ${count}.`);
}

/** A fallback may name a rota by its bare id too, since nothing else there has one. */
function checkFallback(names: Names, problems: Problems, path: string, rota: Rota, fallback: string): void {
  if (!names.rotas.has(fallback)) checkReference(names, problems, path, fallback, ['rota', 'team', 'person']);
  const visited = new Set([rota.id]);
  for (let next = rotaNamed(names, fallback); next; next = rotaNamed(names, next.fallback)) {
    if (visited.has(next.id)) {
      problems.add('cycle', path, `The fallbacks come back to the rota ${next.id}, so nobody is ever reached.`);
      return;
    }
    visited.add(next.id);
  }
}

function rotaNamed(names: Names, reference: string | undefined): Rota | undefined {
  if (reference === undefined || names.people.has(reference) || names.teams.has(reference)) return undefined;
  return names.rotas.get(reference.replace(/^rota:/, ''));
}

/** Half-open spans: a span that ends when it begins is empty, which nobody means. */
function checkOrder(problems: Problems, path: string, from: string, to: string | undefined, zone: string): void {
  if (to === undefined) return;
  const readable = isZone(zone) ? zone : 'UTC';
  const [start, end] = [parseTime(readable, from), parseTime(readable, to)];
  if (start === null || end === null || start < end) return;
  problems.add('wrong-order', `${path}.to`, `It ends at ${to}, which is not after ${from}.`);
}

function defaultZone(file: EngagementFile): string {
  return file.sites[0]?.timezone ?? 'UTC';
}

function checkAbsences(file: EngagementFile, names: Names, problems: Problems): void {
  const seen = new Set<string>();
  for (const [index, absence] of (file.absences ?? []).entries()) {
    const path = `absences[${index}]`;
    checkReference(names, problems, `${path}.person`, absence.person, ['person']);
    checkOrder(problems, path, absence.from, absence.to, defaultZone(file));
    const text = canonicalJson(absence);
    if (seen.has(text)) problems.add('duplicate-id', path, 'The same absence is written twice.');
    seen.add(text);
  }
}

function checkAgreements(file: EngagementFile, names: Names, problems: Problems): void {
  if (file.approval) checkReferences(names, problems, 'approval.chain', file.approval.chain, ['person']);
  if (file.gaps) {
    checkReference(names, problems, 'gaps.urgent', file.gaps.urgent, ['person', 'team']);
    checkReference(names, problems, 'gaps.normal', file.gaps.normal, ['person', 'team']);
  }
  for (const [index, vendor] of (file.vendors ?? []).entries()) {
    checkReferences(names, problems, `vendors[${index}].authorised`, vendor.authorised, ['person', 'team']);
  }
  const approvers = file.spending?.approvers ?? [];
  checkReferences(names, problems, 'spending.approvers', approvers, ['person']);
  for (const [index, id] of approvers.entries()) {
    if (names.people.get(id)?.side !== 'provider') continue;
    const message = `${quote(id)} is on the provider side; spending is decided by the internal side.`;
    problems.add('wrong-side', `spending.approvers[${index}]`, message);
  }
}

function checkOverflow(file: EngagementFile, overflow: Overflow, names: Names, problems: Problems): void {
  checkReference(names, problems, 'overflow.to', overflow.to, ['person', 'team']);
  const { enter, leave } = overflow;
  if (Object.keys(enter).length === 0) problems.add('bad-value', 'overflow.enter', 'Nothing here ever starts overflow.');
  if (leave.untouched === undefined && leave['oldest-untouched-p3'] === undefined) {
    problems.add('bad-value', 'overflow.leave', 'Nothing here says when overflow may end.');
  }
  if (enter.untouched !== undefined && leave.untouched !== undefined && leave.untouched > enter.untouched) {
    problems.add('wrong-order', 'overflow.leave.untouched', 'Overflow would end at a longer queue than it begins at.');
  }
  const [begins, ends] = [minutes(enter['oldest-untouched-p3']), minutes(leave['oldest-untouched-p3'])];
  if (begins !== null && ends !== null && ends > begins) {
    problems.add('wrong-order', 'overflow.leave.oldest-untouched-p3', 'Overflow would end at an older queue than it begins at.');
  }
  for (const [index, event] of (overflow.events ?? []).entries()) {
    checkOrder(problems, `overflow.events[${index}]`, event.from, event.to, defaultZone(file));
  }
}

function minutes(duration: string | undefined): number | null {
  return duration === undefined ? null : parseDuration(duration);
}
