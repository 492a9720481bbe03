/**
 * `tandem lint FILE`: what the editor of an agreement would find in the rows that hold on a day: the proof of a year and
 * the linter in one list, with the key under which a risk is accepted and whether there is a plain way to mend it.
 */
import { emptyTerms, type Terms } from '@tandem/core/commercial/terms.ts';
import { draftOf } from '@tandem/core/responsibility/draft.ts';
import type { DraftFinding } from '@tandem/core/responsibility/examine/finding.ts';
import { findingRules } from '@tandem/core/responsibility/examine/rules.ts';
import { examineAgreement } from '@tandem/core/responsibility/examine.ts';
import type { Command, Given } from './arguments.ts';
import { readEngagement, readJson } from './files.ts';
import { readTerms } from './price.ts';
import { exit, Stop, type Terminal, usage, wrap, writeJson, writeLines } from './terminal.ts';

const help = `usage: tandem lint FILE [--terms TERMS.json] [--on DATE] [--json]

Looks at the rows that hold on a day as if they were the draft of the next agreement, and tells what the proof of a year
and the linter find, with the key under which the terms can accept a finding as a risk.

  --terms FILE   terms as JSON: frameworks, modules and accepted risks count
  --on DATE      the day; without it, today

Exits 1 when an error stands that the terms do not accept, 0 when none does.
`;

export const lintCommand: Command = {
  about: 'tell what is wrong with the rows, and what can be done',
  help,
  flags: { terms: { type: 'string' }, on: { type: 'string' } },
  files: { min: 1, max: 1 },
  run: lint,
};

async function lint(terminal: Terminal, given: Given): Promise<number> {
  const file = await readEngagement(terminal, given.files[0]!);
  const today = terminal.now().toZonedDateTimeISO(file.sites[0]!.timezone).toPlainDate();
  const on = dateFlag(given) ?? today;
  const path = given.text('terms');
  const terms = path === undefined ? emptyTerms() : termsOf(await readJson(terminal, path), path);
  const [from, to] = [on.toString(), on.add({ years: 1 }).toString()];
  const { findings } = examineAgreement({ file: draftOf(file, from), terms }, { from, to, current: file });
  if (given.json) writeJson(terminal, { engagement: file.engagement.id, from, to, findings });
  else writeLines(terminal, [headLine(file.engagement.name, from, findings), ...findings.flatMap(linesOf(terminal.width))]);
  return findings.some(({ severity, accepted }) => severity === 'error' && !accepted) ? exit.no : exit.ok;
}

function dateFlag(given: Given): Temporal.PlainDate | null {
  const text = given.text('on');
  try {
    return text === undefined ? null : Temporal.PlainDate.from(text);
  } catch {
    throw usage(`--on takes a date, and was given ${text}.`);
  }
}

function termsOf(value: unknown, path: string): Terms {
  const bought = readTerms(value, path);
  const { risks = {} } = value as { risks?: unknown };
  if (typeof risks !== 'object' || risks === null || Array.isArray(risks)) {
    throw new Stop(exit.no, `${path}: risks is a map from the keys of findings.`);
  }
  return { ...emptyTerms(), ...bought, risks: risks as Terms['risks'] };
}

function headLine(name: string, from: string, findings: readonly DraftFinding[]): string {
  const count = (severity: string, noun: string) => {
    const { length } = findings.filter((finding) => finding.severity === severity);
    return `${length} ${noun}${length === 1 ? '' : 's'}`;
  };
  return `${name}, the rows of ${from}: ${count('error', 'error')}, ${count('warning', 'warning')}, ${count('info', 'note')}.`;
}

/** Columns: severity, rule, rows; below them what it means, what to do, and the key. */
function linesOf(width: number): (finding: DraftFinding) => string[] {
  const indent = ' '.repeat(9);
  return ({ severity, rule, rows, message, fixes, key, accepted }) => [
    '',
    [severity.toUpperCase().padEnd(7), rule.padEnd(26), rows.join(' ')].join('  ').trimEnd(),
    ...wrap(indent, message, width),
    ...wrap(indent, fixes[0]?.label === undefined ? findingRules[rule].whatToDo : `${fixes[0].label}?`, width),
    `${indent}Key: ${key}${accepted ? ' (accepted)' : ''}`,
  ];
}
