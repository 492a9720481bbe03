/**
 * Price follows from scope: which modules of the rate card the rows of a draft call for, and why. A row calls for a
 * module by what its function is and by when the provider acts on it, so that whoever pays can see the work that
 * a module stands for, and whoever works can see the module that pays for it. Nothing here knows rates.
 *
 * The file is a draft, or any file whose last version is meant; it may be incomplete.
 */
import { catalogueFunction } from '../responsibility/catalogue.ts';
import { foldRows } from '../responsibility/draft.ts';
import type { EngagementFile, Priority, Row, Side, WindowName } from '../responsibility/model.ts';
import { priorities, windowNames } from '../responsibility/model.ts';
import { namesInRota } from '../responsibility/rota-shifts.ts';
import { cellOf } from '../responsibility/row.ts';

export const moduleIds = [
  'platform',
  'security-ops',
  'after-hours',
  'overflow',
  'expertise',
  'backup-leadership',
  'compliance',
] as const;
export type ModuleId = (typeof moduleIds)[number];

export interface CalledFor {
  /** Ids of the rows that call for it, in the order of the matrix. */
  rows: string[];
  /** One plain sentence. */
  because: string;
  /** Of the after-hours module: whether the desk only answers what is urgent, or everything. */
  option?: 'p1p2' | 'fullDesk';
}

const security = new Set(['security-monitoring', 'incident-response', 'vulnerability-mgmt', 'email-security']);
const tools = new Set([
  'endpoints',
  'patching',
  'servers-virtualisation',
  'network',
  'cloud-saas',
  'backup-dr',
  'security-monitoring',
]);
const desk = new Set(['service-desk', 'vendor-lob', 'procurement-licensing', 'onboarding-offboarding']);
const noNights = new Set([...security, 'compliance', 'strategy', 'continuity']);
const specialists = new Set(['st-expertise', 'st-projects']);
/** Support of users as such; a single errand, such as a password, does not make a full desk. */
const userSupport = new Set(['sd-intake-triage', 'sd-tier1-support', 'sd-tier2-support', 'sd-after-hours-support']);

/** The rows of the file's last version, with what it amends folded in. */
export function rowsMeant(file: EngagementFile): Row[] {
  const last = file.matrix.at(-1);
  return last === undefined ? [] : foldRows(file, last.version).map(({ row }) => row);
}

function groupOf(file: EngagementFile, id: string): string {
  return file.functions?.find((own) => own.id === id)?.group ?? catalogueFunction(id)?.group ?? '';
}

/**
 * The module whose price covers the work of a function when the provider does it in business hours; null for work that
 * no module charges for by itself, such as the roadmap. Functions that the engagement adds count by their group.
 */
export function moduleOfFunction(id: string, file: EngagementFile): ModuleId | null {
  if (specialists.has(id)) return 'expertise';
  if (id === 'sd-after-hours-support') return 'after-hours';
  const group = groupOf(file, id);
  if (security.has(group)) return 'security-ops';
  if (desk.has(group)) return 'overflow';
  if (group === 'continuity') return 'backup-leadership';
  if (group === 'compliance') return 'compliance';
  return group === 'strategy' || group === '' ? null : 'platform';
}

/** The sides of those whom an id names: one, or both for a rota of both; none for an unknown id. */
function sidesOf(file: EngagementFile, id: string): Side[] {
  if (!id.startsWith('rota:'))
    return [...file.people, ...(file.teams ?? [])].filter((one) => one.id === id).map((one) => one.side);
  const rota = file.rotas?.find((one) => one.id === id.slice(5));
  const carried = rota === undefined ? [] : namesInRota(rota);
  return [...carried, ...(rota?.fallback === undefined ? [] : [rota.fallback])]
    .filter((one) => !one.startsWith('rota:'))
    .flatMap((one) => sidesOf(file, one));
}

/** Whether somebody of the side does the row's work in the window at that priority; waiting for the morning is not doing. */
export function acts(file: EngagementFile, row: Row, window: WindowName, priority: Priority, side: Side): boolean {
  const cell = cellOf(row, window);
  const mode = cell?.[priority] ?? cell?.mode;
  if (cell === undefined || mode === 'advise' || (mode === 'queue' && window !== 'business-hours')) return false;
  return (cell.who ?? []).some((id) => sidesOf(file, id).includes(side));
}

/** The windows in which the side acts on the row at some priority. */
export function windowsHeld(file: EngagementFile, row: Row, side: Side): WindowName[] {
  return windowNames.filter((window) => priorities.some((priority) => acts(file, row, window, priority, side)));
}

interface Holding {
  row: Row;
  group: string;
  /** Windows in which the provider acts. */
  held: WindowName[];
}

const byNight = (held: WindowName[]) => held.some((window) => window !== 'business-hours');

const callers: Record<ModuleId, (holding: Holding, file: EngagementFile) => boolean> = {
  platform: ({ group, held }) => group === 'tooling-platforms' || (tools.has(group) && held.length > 0),
  'security-ops': ({ group, held }) => security.has(group) && held.length > 0,
  'after-hours': ({ row, group, held }) =>
    group !== '' && !noNights.has(group) && !specialists.has(row.function) && byNight(held),
  overflow: ({ row, group, held }, file) =>
    (row.overflow === true && file.overflow !== undefined && sidesOf(file, file.overflow.to).includes('provider')) ||
    (desk.has(group) && row.function !== 'sd-after-hours-support' && held.includes('business-hours')),
  expertise: ({ row, held }) => specialists.has(row.function) && held.length > 0,
  'backup-leadership': ({ group, held }) => group === 'continuity' && held.length > 0,
  compliance: ({ group, held }) => group === 'compliance' && held.length > 0,
};

const because: Record<ModuleId, (count: number) => string> = {
  platform: (n) => `The provider's monitoring and management tools carry ${rowCount(n)}.`,
  'security-ops': (n) => `The provider watches or answers security in ${rowCount(n)}.`,
  'after-hours': (n) => `The provider acts at night, at weekends or on holidays in ${rowCount(n)}.`,
  overflow: (n) => `The provider's desk takes desk work, or what overflows, in ${rowCount(n)}.`,
  expertise: (n) => `Specialists of the provider are asked in ${rowCount(n)}.`,
  'backup-leadership': (n) => `The provider stands in when somebody of the internal team is away, in ${rowCount(n)}.`,
  compliance: (n) => `The provider does compliance work in ${rowCount(n)}.`,
};

const rowCount = (n: number) => `${n} ${n === 1 ? 'row' : 'rows'}`;

/** The modules that the rows call for, in the order of `moduleIds`. A module that no row calls for is not there. */
export function modulesCalledFor(file: EngagementFile): Partial<Record<ModuleId, CalledFor>> {
  const holdings = rowsMeant(file).map((row) => ({
    row,
    group: groupOf(file, row.function),
    held: windowsHeld(file, row, 'provider'),
  }));
  const called: Partial<Record<ModuleId, CalledFor>> = {};
  for (const id of moduleIds) {
    const rows = holdings.filter((holding) => callers[id](holding, file)).map(({ row }) => row);
    if (rows.length === 0) continue;
    called[id] = { rows: rows.map((row) => row.id), because: because[id](rows.length) };
    if (id === 'after-hours') called[id].option = rows.some((row) => isFullDesk(file, row)) ? 'fullDesk' : 'p1p2';
  }
  return called;
}

/** Users are served at night whatever the urgency. */
function isFullDesk(file: EngagementFile, row: Row): boolean {
  if (!userSupport.has(row.function)) return false;
  const nights = windowNames.filter((window) => window !== 'business-hours');
  return nights.some((window) => (['P3', 'P4'] as const).some((priority) => acts(file, row, window, priority, 'provider')));
}
