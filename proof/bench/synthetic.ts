/**
 * An engagement of any size, for measuring growth: at size 1 it has 140 functions, 300 rows, 20 people and 50 assets,
 * which is more than any engagement the product is designed for. It holds everything that makes a proof work: several
 * sites and zones, a year of weekly shifts, absences, overflow, vendors, and two versions. The same size always gives
 * the same file.
 */
import type { Cell, EngagementFile, Row, Scope, Shift } from '@tandem/core/responsibility/model.ts';

export const syntheticYear = { from: '2027-01-01', to: '2028-01-01' };

interface Cast {
  internal: string[];
  provider: string[];
  assets: string[];
  rotas: string[];
}

const sites = ['site-1', 'site-2', 'site-3'];
const names = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);
const at = <T>(list: readonly T[], index: number): T => list[index % list.length]!;

export function syntheticFile(size: number): EngagementFile {
  const cast: Cast = {
    internal: names('int', 8 * size),
    provider: names('pro', 12 * size),
    assets: names('asset', 50 * size),
    rotas: names('rota', 3 * size),
  };
  const functions = names('function', 140 * size);
  const rows = Array.from({ length: 300 * size }, (_, index) => syntheticRow(index, functions, cast));
  const [first, second] = [rows, rows.filter((_, index) => index % 10 === 3)];
  return {
    format: 'tandem/1',
    engagement: { id: 'synthetic', name: 'Synthetic' },
    parties: { internal: { name: 'Client' }, provider: { name: 'Provider' } },
    sites: sites.map((id, index) => ({ id, timezone: at(['America/Chicago', 'Europe/Berlin', 'Asia/Tokyo'], index) })),
    hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, ['08:00-12:00', '13:00-17:00']])),
    holidays: { dates: ['2027-01-01', '2027-05-31', '2027-07-05', '2027-09-06', '2027-11-25', '2027-12-24'] },
    people: [
      ...cast.internal.map((id) => ({ id, name: id, side: 'internal' as const, role: 'it' as const, skills: ['server'] })),
      ...cast.provider.map((id) => ({ id, name: id, side: 'provider' as const, role: 'engineer' as const })),
    ],
    teams: ['desk', 'noc', 'soc'].map((id, index) => ({ id, side: 'provider', name: id, rota: at(cast.rotas, index) })),
    rotas: cast.rotas.map((id, index) => ({ id, timezone: 'UTC', shifts: weeklyShifts(cast, index), fallback: 'desk' })),
    absences: cast.internal.map((person, index) => {
      const month = String((index % 12) + 1).padStart(2, '0');
      return { person, from: `2027-${month}-03`, to: `2027-${month}-17T12:00` };
    }),
    approval: { chain: cast.internal.slice(0, 3), step: '10m' },
    gaps: { urgent: 'noc', normal: cast.internal[0]! },
    targets: {
      P1: { respond: '15m', clock: 'always' },
      P2: { respond: '60m', clock: 'always' },
      P3: { respond: '4h', clock: 'business' },
      P4: { respond: '8h', clock: 'business' },
    },
    overflow: {
      to: 'desk',
      enter: { untouched: 10 },
      leave: { untouched: 4, held: '60m' },
      events: [{ name: 'move', from: '2027-06-07', to: '2027-06-12' }],
    },
    vendors: names('vendor', 6).map((id, index) => ({
      id,
      name: id,
      authorised: [at(cast.internal, index), at(['desk', 'noc'], index)],
    })),
    spending: { 'emergency-cap': { P1: 2500 }, approvers: cast.internal.slice(0, 2) },
    functions: functions.map((id) => ({ id, name: id })),
    matrix: [
      { version: '1', signed: '2026-11-01', from: '2026-12-01', to: '2027-06-30', rows: first },
      {
        version: '2',
        signed: '2027-05-01',
        from: '2027-07-01',
        amends: '1',

        rows: second.map((row) => ({ ...row, accountable: at(cast.internal, 1) })),
      },
    ],
  };
}

function weeklyShifts(cast: Cast, rota: number): Shift[] {
  const start = Temporal.PlainDate.from('2026-12-28');
  return Array.from({ length: 54 }, (_, week) => ({
    from: start.add({ weeks: week }).toString(),
    to: start.add({ weeks: week + 1 }).toString(),
    people: [at(cast.provider, week + rota * 4)],
  }));
}

/** The first row of each function is for everything; the others narrow it by asset, app or site in turn. */
function syntheticRow(index: number, functions: string[], cast: Cast): Row {
  const layer = Math.floor(index / functions.length);
  const person = at(cast.internal, index);
  const night: Cell[] = [
    { who: ['desk'], mode: 'act', P3: 'queue', P4: 'queue' },
    { who: [`rota:${at(cast.rotas, index)}`], mode: 'page', P4: 'queue' },
    { who: ['noc'], mode: 'approve-then-act' },
    { who: ['soc'], mode: 'vendor-case' },
  ];
  const scopes: Scope[] = [{ asset: at(cast.assets, index) }, { app: `app-${index % 20}` }, { site: at(sites, index) }];
  return {
    id: `R-${index + 1}`,
    function: at(functions, index),
    ...(layer === 0 ? {} : { scope: at(scopes, index + layer) }),
    'business-hours': { who: [person, at(cast.internal, index + 1)], mode: 'act' },
    'after-hours': at(night, index),
    accountable: at(cast.internal, 0),
    'absence-cover': at(['desk', 'noc', 'none'], index),
    overflow: index % 3 === 0,
    'fail-safe': 'isolate and wait',
  };
}
