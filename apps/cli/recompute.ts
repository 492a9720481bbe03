/**
 * `tandem recompute RECEIPT.json`: takes a decision's receipt as the server exports it, asks the same question of the same
 * agreement, and says whether the answer is the recorded one. It needs neither the server nor trust in it: the receipt
 * carries the agreement, and its content hash is what both sides signed.
 */
import { canonicalJson, contentHash } from '@tandem/core/responsibility/canonical.ts';
import { compile } from '@tandem/core/responsibility/compile.ts';
import { validateFacts } from '@tandem/core/responsibility/facts.ts';
import type { Answer, EngagementFile, Facts } from '@tandem/core/responsibility/model.ts';
import { parseEngagementJson } from '@tandem/core/responsibility/parse.ts';
import { who } from '@tandem/core/responsibility/who.ts';
import type { Command, Given } from './arguments.ts';
import { problemLine, readJson } from './files.ts';
import { exit, Stop, type Terminal, visible, writeJson, writeLines } from './terminal.ts';

const help = `usage: tandem recompute RECEIPT.json [--json]

Computes a recorded decision again from what its receipt holds: facts, the agreement, its content hash, the answer.
The wording of the trace may differ between releases and is told, but is no difference.

Exits 0 when hash and answer are the recorded ones, 1 when not.
`;

export const recomputeCommand: Command = {
  about: 'compute a recorded decision again',
  help,
  flags: {},
  files: { min: 1, max: 1 },
  run: recompute,
};

interface Receipt {
  facts: Facts;
  engagement: EngagementFile;
  hash: string;
  answer: Answer;
}

interface Difference {
  field: string;
  recorded: unknown;
  computed: unknown;
}

async function recompute(terminal: Terminal, given: Given): Promise<number> {
  const path = given.files[0]!;
  const receipt = readReceipt(terminal, path, await readJson(terminal, path));
  const hash = contentHash(receipt.engagement);
  const computed = who(compile(receipt.engagement), receipt.facts, { trace: true });
  const differences = [
    ...(hash === receipt.hash ? [] : [{ field: 'hash', recorded: receipt.hash, computed: hash }]),
    ...compareAnswers(receipt.answer, computed),
  ];
  const same = differences.length === 0;
  const isTraceSame = canonicalJson(receipt.answer.trace ?? []) === canonicalJson(computed.trace);
  if (given.json) writeJson(terminal, { reproduced: same, traceReproduced: isTraceSame, hash, differences, answer: computed });
  else writeLines(terminal, resultLines(receipt, hash, differences, isTraceSame));
  return same ? exit.ok : exit.no;
}

function readReceipt(terminal: Terminal, path: string, value: unknown): Receipt {
  const bad = (reason: string): Stop => new Stop(exit.no, `${path} is not a receipt: ${reason}`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad('it is no JSON object.');
  const { facts, engagement, hash, answer } = value as Record<string, unknown>;
  const asked = validateFacts(facts);
  if (!asked.ok) throw bad(`facts: ${asked.problems.map(({ message }) => message).join('; ')}.`);
  const parsed = parseEngagementJson(engagement, `${path} engagement`);
  if (!parsed.ok) {
    for (const problem of parsed.problems) terminal.err(visible(`${problemLine(problem)}\n`));
    throw bad('its engagement is not valid.');
  }
  if (typeof hash !== 'string') throw bad('it has no hash.');
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) throw bad('it has no answer.');
  return { facts: asked.facts, engagement: parsed.file, hash, answer: answer as Answer };
}

/** Field by field, the trace left out: it explains a decision and is not part of it. */
function compareAnswers(recorded: Answer, computed: Answer): Difference[] {
  const fields = [...new Set([...Object.keys(recorded), ...Object.keys(computed)])].filter((field) => field !== 'trace').sort();
  return fields.flatMap((field) => {
    const [a, b] = [memberOf(recorded, field), memberOf(computed, field)];
    return canonicalJson(a) === canonicalJson(b) ? [] : [{ field, recorded: a, computed: b }];
  });
}

function memberOf(answer: Answer, field: string): unknown {
  return Object.hasOwn(answer, field) ? (answer[field as keyof Answer] ?? null) : null;
}

function resultLines(
  { facts, engagement }: Receipt,
  hash: string,
  differences: readonly Difference[],
  isTraceSame: boolean,
): string[] {
  const asked = `${facts.function} ${facts.priority} at ${facts.at}, asked of ${engagement.engagement.id} (${hash.slice(0, 12)}…)`;
  if (differences.length === 0) {
    return [
      `Same answer: ${asked}.`,
      ...(isTraceSame ? [] : ['The trace is worded differently by this release, or was not recorded.']),
    ];
  }
  return [
    `NOT the recorded answer: ${asked}.`,
    ...differences.map(
      ({ field, recorded, computed }) => `  ${field}: recorded ${JSON.stringify(recorded)}, computed ${JSON.stringify(computed)}`,
    ),
  ];
}
