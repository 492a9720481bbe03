/**
 * `tandem prove FILE`: where the agreement does not cover the span, as a table with, for each finding, the question that
 * shows it. The proof is exhaustive, so an empty table means that there is nothing to find, not that nothing was found.
 */
import { contentHash } from '@tandem/core/responsibility/canonical.ts';
import { compile } from '@tandem/core/responsibility/compile.ts';
import type { EngagementFile, Facts, Finding } from '@tandem/core/responsibility/model.ts';
import { type Examined, type ProofResult, prove } from '@tandem/core/responsibility/prove.ts';
import {
  exampleSentence,
  type PairAway,
  pairSentence,
  type TwoAbsences,
  twoAbsences,
} from '@tandem/core/responsibility/two-absences.ts';
import type { Command, Given } from './arguments.ts';
import { readEngagement } from './files.ts';
import { exit, type Terminal, usage, wrap, writeJson, writeLines } from './terminal.ts';

const help = `usage: tandem prove FILE [--from DATE] [--to DATE] [--function ID]… [--two-absences] [--json]

Looks at every situation that the file can meet: each function, priority and scope, at every instant of the span, with
nobody absent and with each single person absent, with overflow and without. Tells what is not covered, with the first
instant that shows it.

  --from DATE       first day, or an instant; without it, today
  --to DATE         the day after the last, or an instant; without it, a year after the start; at most five years
  --function ID     only this function; may be repeated
  --two-absences    also over all pairs of people: what two absences leave to nobody that either alone does not

Exits 1 when a finding is an error, 0 when none is.
`;

export const proveCommand: Command = {
  about: 'prove that the coming year is covered, or show where not',
  help,
  flags: {
    from: { type: 'string' },
    to: { type: 'string' },
    function: { type: 'string', multiple: true },
    'two-absences': { type: 'boolean' },
  },
  files: { min: 1, max: 1 },
  run: proveFile,
};

async function proveFile(terminal: Terminal, given: Given): Promise<number> {
  const path = given.files[0]!;
  const file = await readEngagement(terminal, path);
  const span = spanOf(terminal, given, file);
  const functions = given.texts('function');
  const options = functions.length > 0 ? { ...span, functions } : span;
  const result = proveSpan(file, options);
  const away = given.flag('two-absences') ? twoAbsences(compile(file), options) : null;
  const hash = contentHash(file);
  if (given.json) {
    const { findings, examined } = result;
    writeJson(terminal, {
      engagement: file.engagement.id,
      contentHash: hash,
      ...span,
      findings,
      examined,
      ...(away && { twoAbsences: away }),
    });
  } else {
    writeLines(terminal, proofLines(path, file, span, result, terminal.width));
    if (away !== null) writeLines(terminal, awayLines(path, away, terminal.width));
  }
  return result.findings.some(({ severity }) => severity === 'error') ? exit.no : exit.ok;
}

interface ProofSpan {
  from: string;
  to: string;
}

/** Dates are days of the default site. The year after 29 February ends on 28 February. */
function spanOf(terminal: Terminal, given: Given, file: EngagementFile): ProofSpan {
  const from = given.text('from') ?? terminal.now().toZonedDateTimeISO(file.sites[0]!.timezone).toPlainDate().toString();
  return { from, to: given.text('to') ?? yearAfter(from) };
}

function yearAfter(from: string): string {
  const date = from.slice(0, 10);
  try {
    return Temporal.PlainDate.from(date).add({ years: 1 }).toString() + from.slice(10);
  } catch {
    throw usage(`--from takes a date or an instant, and was given ${from}.`);
  }
}

function proveSpan(file: EngagementFile, options: ProofSpan & { functions?: string[] }): ProofResult {
  try {
    return prove(compile(file), options);
  } catch (error) {
    if (error instanceof RangeError) throw usage(`This span cannot be proven: ${error.message}.`);
    throw error;
  }
}

const severities = ['error', 'warning', 'info'] as const;

function proofLines(path: string, file: EngagementFile, span: ProofSpan, result: ProofResult, width: number): string[] {
  const counts = severities.map((severity) =>
    counted(result.findings.filter((finding) => finding.severity === severity).length, severity),
  );
  return [
    `${file.engagement.name}, from ${span.from} to ${span.to}: ${counts.join(', ')}.`,
    examinedLine(result.examined),
    ...result.findings.flatMap((finding) => findingLines(path, finding, width)),
  ];
}

function counted(count: number, severity: Finding['severity']): string {
  const noun = { error: 'error', warning: 'warning', info: 'note' }[severity];
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function examinedLine({ functions, scopes, pieces, people, situations }: Examined): string {
  return `Examined ${situations.toLocaleString('en')} situations: ${functions} functions in ${scopes} scopes, ${pieces} stretches of time, each of ${people} people absent in turn.`;
}

/** Columns: severity, kind, hours a year, rows; below them what it means and the question that shows it. */
function findingLines(path: string, finding: Finding, width: number): string[] {
  const hours = `${Math.round(finding.minutesPerYear / 60).toLocaleString('en')} h a year`;
  const without = finding.without === null ? [] : [`without ${finding.without}`];
  const head = [
    finding.severity.toUpperCase().padEnd(7),
    finding.kind.padEnd(23),
    hours.padStart(14),
    finding.rows.join(' '),
    ...without,
  ];
  const indent = ' '.repeat(9);
  return [
    '',
    head.join('  ').trimEnd(),
    ...wrap(indent, finding.message, width),
    ...(finding.witness === null ? [] : [indent + question(path, finding.witness)]),
  ];
}

/** More pairs are not read by anybody; `--json` holds all. */
const pairsShown = 10;

function awayLines(path: string, { pairs, count, harmless }: TwoAbsences, width: number): string[] {
  const rest = pairs.length - pairsShown;
  return [
    '',
    `Two absences: ${harmless} of ${count} pairs of people leave nothing to nobody that either alone does not.`,
    ...pairs.slice(0, pairsShown).flatMap((pair) => pairLines(path, pair, width)),
    ...(rest > 0 ? ['', `and ${rest} more pairs`] : []),
  ];
}

/** The pair in a sentence, and the question that shows it; all rows with their own are in `--json`. */
function pairLines(path: string, pair: PairAway, width: number): string[] {
  const first = pair.examples[0]!;
  const indent = ' '.repeat(9);
  return [
    '',
    ...wrap('', pairSentence(pair), width),
    ...wrap(indent, `${exampleSentence(first)}; rows ${pair.rows.join(' ')}`, width),
    indent + question(path, first.witness),
  ];
}

/** The command that shows the finding, ready to be pasted into a shell. */
function question(path: string, facts: Facts): string {
  const { absent, overflow, ...rest } = facts;
  const plain = Object.entries(rest).map(([key, value]) => (value === true ? `--${key}` : `--${key} ${quoted(String(value))}`));
  const away = (absent ?? []).map(
    ({ person, from, to }) => `--absent ${quoted([person, from, to].filter((part) => part !== undefined).join(','))}`,
  );
  return ['tandem who', quoted(path), ...plain, ...away, ...queueFlags(overflow)].join(' ');
}

function queueFlags(queue: Facts['overflow']): string[] {
  return [
    ...(queue?.['was-active'] ? ['--queue-was-active'] : []),
    ...(queue?.untouched === undefined ? [] : [`--queue-untouched ${queue.untouched}`]),
    ...(queue?.['oldest-untouched-p3'] === undefined ? [] : [`--queue-oldest-p3 ${queue['oldest-untouched-p3']}`]),
    ...(queue?.['leave-held'] === undefined ? [] : [`--queue-leave-held ${queue['leave-held']}`]),
  ];
}

function quoted(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
