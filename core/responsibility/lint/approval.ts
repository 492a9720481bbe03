/**
 * Approvals that may not come: nobody who can be called at that hour, an approver who is away throughout, no word on
 * what happens when the chain is exhausted, a chain that takes longer than the target allows. What the proof finds
 * already (nobody at all can approve, a P1 without fail-safe, no verified contact) is not told twice.
 */
import { minuteMs } from '../../calendar/civil.ts';
import { parseDuration } from '../../calendar/duration.ts';
import type { Actor } from '../actors.ts';
import type { Report } from '../examine/finding.ts';
import { difference, failSafeFix, fileFix, rowPath } from '../examine/fixes.ts';
import type { EngagementFile, Person, Priority, WindowName } from '../model.ts';
import { priorities } from '../model.ts';
import type { CompiledRow } from '../row.ts';
import { listed } from '../vendor.ts';
import { aboutRow, dutiesOf, type Lint, type LintContext } from './context.ts';

/** Where a row waits for a yes. */
function waitingOf(row: CompiledRow): { windows: WindowName[]; priorities: Priority[] } | null {
  const waiting = dutiesOf(row).filter(({ duty }) => duty.mode === 'approve-then-act');
  if (waiting.length === 0) return null;
  const urgencies = new Set(waiting.flatMap((each) => each.priorities));
  return {
    windows: [...new Set(waiting.flatMap(({ windows }) => windows))],
    priorities: priorities.filter((priority) => urgencies.has(priority)),
  };
}

function approversFor({ engagement }: LintContext, row: CompiledRow): readonly Actor[] {
  return row.approvers ?? engagement.chain;
}

export const approverUnreachable: Lint = (context) => [...silentNights(context), ...longAbsent(context)];

const rings = /phone|mobile|cell|sms|text|call|pager|voice|app|push/i;

function canBeCalled({ contacts = [] }: Person): boolean {
  return contacts.some(({ kind, verified }) => verified === true && rings.test(kind));
}

/** A row that waits while the site is closed, with approvers whom only writing reaches. */
function silentNights(context: LintContext): Report[] {
  const people = new Map(context.file.people.map((person) => [person.id, person]));
  // A file without contacts is told so once, by the proof.
  if (!context.file.people.some(({ contacts }) => contacts !== undefined)) return [];
  return context.rows.flatMap((row): Report[] => {
    const closed = waitingOf(row)?.windows.filter((window) => window !== 'business-hours') ?? [];
    const asked = approversFor(context, row).flatMap(({ id }) => people.get(id) ?? []);
    if (closed.length === 0 || asked.length === 0 || asked.some(canBeCalled)) return [];
    const message = `${row.function}: in ${listed(closed)} row ${row.id} waits for ${listed(asked.map(({ id }) => id))}, and no number that rings is verified for any of them.`;
    return [
      {
        rule: 'approver-unreachable',
        about: row.id,
        severity: 'warning',
        ...aboutRow(row.row),
        message,
        path: rowPath(row.id, 'approvers'),
        fixes: [],
      },
    ];
  });
}

/** Approvers who are away for the whole span: the others are asked later than anybody meant. */
function longAbsent(context: LintContext): Report[] {
  const { span, version, engagement } = context;
  const waiting = version.rows.filter((row) => waitingOf(row) !== null);
  return [...engagement.actors.people.values()]
    .filter(({ away }) => away.some(({ from, to }) => from <= span.from && to >= span.to))
    .flatMap((person): Report[] => {
      const rows = waiting.filter((row) => approversFor(context, row).some((actor) => actor === person)).map(({ id }) => id);
      if (rows.length === 0) return [];
      return [
        {
          rule: 'approver-unreachable',
          about: `away|${person.id}`,
          severity: 'warning',
          rows,
          function: null,
          message: `${person.id} approves in ${listed(rows.slice(0, 5))} and is away the whole time.`,
          path: null,
          fixes: leaveChain(context.file, person.id),
        },
      ];
    });
}

function leaveChain({ approval }: EngagementFile, id: string) {
  const rest = approval?.chain.filter((each) => each !== id) ?? [];
  if (approval === undefined || rest.length === 0 || rest.length === approval.chain.length) return [];
  return [fileFix(`Take ${id} out of the approval chain`, difference(['approval', 'chain'], approval.chain, rest))];
}

/** A P1 that waits is the proof's finding; here are the rows that wait only with less urgent work, on nights and days off. */
export const failSafeMissing: Lint = ({ rows }) =>
  rows.flatMap((row): Report[] => {
    const waiting = waitingOf(row);
    if (waiting === null || row.row['fail-safe'] !== undefined || waiting.priorities.includes('P1')) return [];
    const closed = waiting.windows.filter((window) => window !== 'business-hours');
    if (closed.length === 0) return [];
    const message = `${row.function}: in ${listed(closed)} row ${row.id} waits for an approval (${listed(waiting.priorities)}) and does not say what happens when none comes.`;
    return [
      {
        rule: 'fail-safe-missing',
        about: row.id,
        severity: 'warning',
        ...aboutRow(row.row),
        message,
        path: rowPath(row.id, 'fail-safe'),
        fixes: [failSafeFix(row.row)],
      },
    ];
  });

/** Compared where the clock never stops: a business clock gives the chain the rest of the night. */
export const targetShorterThanChain: Lint = (context) => {
  const { file, engagement } = context;
  const step = parseDuration(file.approval?.step ?? '');
  if (step === null || file.approval === undefined) return [];
  return context.rows.flatMap((row): Report[] => {
    const chain = approversFor(context, row).length;
    const short = waitingOf(row)?.priorities.find((priority) => {
      const target = engagement.targets[priority];
      return target?.clock === 'always' && target.respondMs < step * chain * minuteMs;
    });
    if (short === undefined) return [];
    const target = engagement.targets[short]!;
    const message = `${row.function}: a ${short} is due within ${target.text}, and asking the ${chain} approvers of row ${row.id} in turn takes ${step * chain} minutes.`;
    return [
      {
        rule: 'target-shorter-than-chain',
        about: `${row.id}|${short}`,
        severity: 'warning',
        ...aboutRow(row.row),
        message,
        path: rowPath(row.id, 'approvers'),
        fixes: stepFix(file, Math.floor(target.respondMs / minuteMs / chain)),
      },
    ];
  });
};

function stepFix({ approval }: EngagementFile, minutes: number) {
  if (approval === undefined || minutes < 1) return [];
  const change = difference(['approval', 'step'], approval.step, `${minutes}m`);
  return [fileFix(`Give each approver ${minutes} minute${minutes === 1 ? '' : 's'}`, change)];
}
