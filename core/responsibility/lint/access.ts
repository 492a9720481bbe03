/**
 * Duty and access belong together: whoever owns work on a system has to be somebody its vendor talks to, and whoever a
 * vendor talks to, or whose yes is waited for, has to have something to do. Which vendor looks after a system is read
 * from its name: the words of the asset, class or app all occur in the vendor's id or name.
 */
import type { Actor } from '../actors.ts';
import { findActor } from '../actors.ts';
import { isAuthorised } from '../authority.ts';
import type { Report } from '../examine/finding.ts';
import { difference, fileFix, rowFix, rowPath } from '../examine/fixes.ts';
import type { EngagementFile, Vendor } from '../model.ts';
import { type CompiledRow, usesMode } from '../row.ts';
import { listed } from '../vendor.ts';
import { aboutRow, dutiesOf, idsBehind, isWork, type Lint, type LintContext } from './context.ts';

/** Rows that open vendor cases are the proof's: it examines each of their decisions. */
export const dutyWithoutAccess: Lint = ({ engagement, file, rows }) =>
  rows
    .filter((row) => !usesMode(row, 'vendor-case'))
    .flatMap((row) =>
      vendorsNamed(file, row).flatMap((vendor): Report[] => {
        const compiled = engagement.vendors.get(vendor.id)!;
        const strangers = dutiesOf(row)
          .filter(({ duty }) => isWork(duty.mode))
          .map(({ duty }) => duty.actors)
          .filter((actors) => !isAuthorised(compiled, actors.flatMap(idsBehind)));
        const ids = [...new Set(strangers.flatMap((actors) => actors.map(({ id }) => id)))];
        if (ids.length === 0) return [];
        const message = `${row.function}: row ${row.id} gives work on ${subjectOf(row)} to ${listed(ids)}, and ${vendor.id} only talks to ${listed(vendor.authorised)}.`;
        return [
          {
            rule: 'duty-without-access',
            about: `${row.id}|${vendor.id}`,
            severity: 'warning',
            ...aboutRow(row.row),
            message,
            path: rowPath(row.id),
            fixes: letterFix(vendor, strangers.flat()),
          },
        ];
      }),
    );

function letterFix(vendor: Vendor, strangers: Actor[]) {
  const ids = [...new Set(strangers.flatMap((actor) => (actor.kind === 'rota' ? idsBehind(actor) : [actor.id])))];
  const authorised = [...vendor.authorised, ...ids];
  const change = difference(['vendors', vendor.id, 'authorised'], vendor.authorised, authorised);
  return [fileFix(`Add ${listed(ids)} to those ${vendor.name} talks to`, change)];
}

function subjectOf({ scope }: CompiledRow): string {
  return scope.asset ?? scope.app ?? scope['asset-class'] ?? '';
}

function vendorsNamed(file: EngagementFile, row: CompiledRow): Vendor[] {
  const subjects = [row.scope.asset, row.scope.app, row.scope['asset-class']].filter((text) => text !== undefined).map(wordsOf);
  return (file.vendors ?? []).filter((vendor) => {
    const words = new Set(wordsOf(`${vendor.id} ${vendor.name}`));
    return subjects.some((subject) => subject.length > 0 && subject.every((word) => words.has(word)));
  });
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

export const accessWithoutDuty: Lint = (context) => [...idleLetters(context), ...idleApprovers(context)];

/** Everybody to whom some row, or the file outside its rows, gives something to do. */
function busyIds({ engagement, file, version }: LintContext): Set<string> {
  const named = version.rows.flatMap(({ row, cover, duties }) => {
    const acting = Object.values(duties).flatMap((byPriority) => Object.values(byPriority).flatMap((duty) => duty?.actors ?? []));
    const asked = [row.accountable, ...(Array.isArray(row.approvers) ? row.approvers : [])];
    return [...acting, ...(cover ? [cover] : []), ...asked.map((id) => findActor(engagement.actors, id))];
  });
  const waits = version.rows.some((row) => usesMode(row, 'approve-then-act') && row.approvers === null);
  const elsewhere = [file.gaps?.urgent, file.gaps?.normal, file.overflow?.to, ...(waits ? (file.approval?.chain ?? []) : [])];
  const others = elsewhere.flatMap((id) => (id === undefined ? [] : [findActor(engagement.actors, id)]));
  return new Set([...new Set([...named, ...others])].flatMap(idsBehind));
}

function idleLetters(context: LintContext): Report[] {
  const busy = busyIds(context);
  return (context.file.vendors ?? []).flatMap((vendor) =>
    vendor.authorised
      .filter((id) => !idsBehind(findActor(context.engagement.actors, id)).some((each) => busy.has(each)))
      .map((id): Report => {
        const without = vendor.authorised.filter((each) => each !== id);
        const steps = ['vendors', vendor.id, 'authorised'];
        return {
          rule: 'access-without-duty',
          about: `${vendor.id}|${id}`,
          severity: 'info',
          rows: [],
          function: null,
          message: `${id} may speak to ${vendor.id} and has no duty in any row.`,
          path: steps.join('.'),
          fixes: [fileFix(`Take ${id} out of the letter`, difference(steps, vendor.authorised, without))],
        };
      }),
  );
}

/** Approvers for whom nothing of the row ever waits. */
function idleApprovers({ rows }: LintContext): Report[] {
  return rows
    .filter((row) => row.row.approvers !== undefined && !usesMode(row, 'approve-then-act'))
    .map((row) => ({
      rule: 'access-without-duty',
      about: `${row.id}|approvers`,
      severity: 'info',
      ...aboutRow(row.row),
      message: `${row.function}: row ${row.id} names approvers and never waits for one.`,
      path: rowPath(row.id, 'approvers'),
      fixes: [rowFix('Take the approvers away', row.row, 'approvers', undefined)],
    }));
}
