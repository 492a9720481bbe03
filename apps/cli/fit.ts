/**
 * `tandem fit FILE`: whether sharing IT fits a company, from the answers to the questionnaire, with the reasons and what
 * to do instead where it does not.
 */
import { assessFit, type FitFacts } from '@tandem/core/commercial/fit.ts';
import { fitQuestions, readFitFacts } from '@tandem/core/commercial/fit-questions.ts';
import { type FitWords, fitWords } from '@tandem/core/commercial/fit-words.ts';
import { readSource } from '@tandem/core/responsibility/parse/source.ts';
import type { Command, Given } from './arguments.ts';
import { readText } from './files.ts';
import { exit, Stop, type Terminal, visible, wrap, writeJson, writeLines } from './terminal.ts';

const help = `usage: tandem fit FILE [--json]
       tandem fit --questions

Says whether sharing IT between an internal team and a provider fits a company. FILE holds the answers as YAML or JSON:
one key for each question.

  --questions   prints a file to fill in, with every question as a comment

Exits 0 when it fits (strong, good or marginal), 1 when it does not, or when an answer is missing or none.
`;

export const fitCommand: Command = {
  about: 'say whether sharing IT fits a company, and what to do instead',
  help,
  flags: { questions: { type: 'boolean' } },
  files: { min: 0, max: 1 },
  run: fit,
};

async function fit(terminal: Terminal, given: Given): Promise<number> {
  if (given.flag('questions')) {
    writeLines(terminal, questionLines());
    return exit.ok;
  }
  const path = given.files[0];
  if (path === undefined)
    throw new Stop(exit.usage, 'Which file holds the answers? tandem fit --questions prints one to fill in.');
  const facts = readFacts(terminal, await readText(terminal, path), path);
  const words = fitWords(facts);
  if (given.json) writeJson(terminal, { ...assessFit(facts), words });
  else writeLines(terminal, fitLines(facts, words, terminal.width));
  return words.goOn ? exit.ok : exit.no;
}

function questionLines(): string[] {
  return fitQuestions.flatMap((question) => {
    const choices =
      question.kind === 'choice' || question.kind === 'many'
        ? [`# ${question.choices.map(({ value, label }) => `${value}: ${label}`).join(' · ')}`]
        : [];
    const unit = question.kind === 'number' ? ` (${question.unit})` : '';
    return [
      `# ${question.label}${unit} ${question.hint}`,
      ...choices,
      `${question.key}: ${JSON.stringify(question.answered)}`,
      '',
    ];
  });
}

function readFacts(terminal: Terminal, text: string, path: string): FitFacts {
  const source = readSource(text);
  const [broken] = source.problems.found;
  if (broken !== undefined) {
    const { line, column } = source.place(broken);
    throw new Stop(exit.no, `${path}:${line}:${column}: ${broken.message}`);
  }
  const result = readFitFacts(source.value);
  if (result.ok) return result.facts;
  for (const { field, message } of result.problems)
    terminal.err(visible(`${path}: ${field === '' ? '' : `${field}: `}${message}\n`));
  throw new Stop(exit.no, `${path} does not answer every question.`);
}

function fitLines(facts: FitFacts, words: FitWords, width: number): string[] {
  const { score } = assessFit(facts);
  return [
    `${words.title}. ${score} of 100.`,
    ...wrap('', words.why, width),
    ...(words.gate === null ? [] : wrap('', words.gate, width)),
    '',
    ...words.parts.flatMap(({ label, points, of, says }) =>
      wrap(`  ${label.padEnd(24)}${String(points).padStart(3)} of ${String(of).padStart(2)}   `, says, width),
    ),
    ...words.modifiers.flatMap(({ points, says }) =>
      wrap(`  ${'Taken off'.padEnd(24)}${String(points).padStart(3)}         `, says, width),
    ),
    '',
    'What to do',
    ...words.next.flatMap((step) => wrap('  - ', step, width)),
    ...words.flags.flatMap((flag) => wrap('  ! ', flag, width)),
  ];
}
