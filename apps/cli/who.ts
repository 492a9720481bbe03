/**
 * `tandem who FILE`: asks the one question of an engagement file. Facts come from flags, from a JSON file, or from both,
 * the flags winning. Whatever the facts, the answer comes from the same function that the server calls.
 */
import { catalogue } from '@tandem/core/responsibility/catalogue.ts';
import { compile } from '@tandem/core/responsibility/compile.ts';
import { checkFacts, type FactsProblem, validateFacts } from '@tandem/core/responsibility/facts.ts';
import type { EngagementFile, Facts } from '@tandem/core/responsibility/model.ts';
import { didYouMean } from '@tandem/core/responsibility/parse/nearest.ts';
import { who } from '@tandem/core/responsibility/who.ts';
import type { Command, Given } from './arguments.ts';
import { readEngagement, readJson } from './files.ts';
import { exit, Stop, type Terminal, usage, visible, writeJson, writeLines } from './terminal.ts';
import { answerLines } from './who-text.ts';

const help = `usage: tandem who FILE --function ID --priority P1..P4 [--at INSTANT] [facts]
       tandem who FILE --facts FACTS.json

Who handles this, in which way, on whose authority, until when, and why.

  --function ID          a function of the catalogue or of the file, such as sm-edr-triage
  --priority P1..P4
  --at INSTANT           with its offset, such as 2027-05-29T02:10-05:00; without it, now
  --facts FILE           facts as JSON, with the keys of this list; flags replace what it says
  --site ID              where it happens; without it, the first site
  --asset NAME           --asset-class NAME  --app NAME  --user-group NAME   narrow the row
  --category NAME        --subject NAME      what it is about
  --vendor ID            the vendor who must be called
  --requester ID         who asked for it
  --data-owner ID        whose data it is
  --amount NUMBER        what it would cost
  --touched              somebody has begun to work on it
  --confirmed            it is no suspicion any more
  --absent PERSON        also PERSON,FROM or PERSON,FROM,TO; may be repeated
  --queue-untouched N    --queue-oldest-p3 4h  --queue-was-active  --queue-leave-held 30m   the desk's queue
  --json                 the answer as JSON

Exits 0 with an answer, a gap included; 2 when the facts make no question.
`;

const textFacts = [
  ...['at', 'function', 'priority', 'site', 'asset', 'asset-class', 'app', 'user-group', 'category', 'subject'],
  ...['vendor', 'requester', 'data-owner'],
] as const;
const flagFacts = ['touched', 'confirmed'] as const;

export const whoCommand: Command = {
  about: 'ask who handles a piece of work, and why',
  help,
  flags: {
    facts: { type: 'string' },
    amount: { type: 'string' },
    absent: { type: 'string', multiple: true },
    'queue-untouched': { type: 'string' },
    'queue-oldest-p3': { type: 'string' },
    'queue-was-active': { type: 'boolean' },
    'queue-leave-held': { type: 'string' },
    ...Object.fromEntries(textFacts.map((name) => [name, { type: 'string' as const }])),
    ...Object.fromEntries(flagFacts.map((name) => [name, { type: 'boolean' as const }])),
  },
  files: { min: 1, max: 1 },
  run: askWho,
};

async function askWho(terminal: Terminal, given: Given): Promise<number> {
  const file = await readEngagement(terminal, given.files[0]!);
  const facts = await readFacts(terminal, given);
  const engagement = compile(file);
  refuse(checkFacts(engagement, facts));
  const note = unknownFunction(file, facts);
  if (note !== null) terminal.err(visible(`${note}\n`));
  const answer = who(engagement, facts, { trace: true });
  if (given.json) writeJson(terminal, answer);
  else writeLines(terminal, answerLines(file, facts, answer, terminal.width));
  return exit.ok;
}

async function readFacts(terminal: Terminal, given: Given): Promise<Facts> {
  const path = given.text('facts');
  const stated = path === undefined ? {} : await readJson(terminal, path);
  if (typeof stated !== 'object' || stated === null || Array.isArray(stated)) {
    throw new Stop(exit.no, `${path} holds no facts: they are one JSON object.`);
  }
  const facts: Record<string, unknown> = { ...stated, ...flaggedFacts(given) };
  if (facts['at'] === undefined || facts['at'] === 'now') {
    facts['at'] = terminal.now().toString({ smallestUnit: 'second' });
  }
  const result = validateFacts(facts);
  if (result.ok) return result.facts;
  return refuse(result.problems) as never;
}

function refuse(problems: readonly FactsProblem[]): void {
  if (problems.length > 0) throw usage(`These facts make no question: ${problems.map(({ message }) => message).join('; ')}.`);
}

function flaggedFacts(given: Given): Record<string, unknown> {
  const texts = textFacts.flatMap((name) => (given.text(name) === undefined ? [] : [[name, given.text(name)]]));
  const flags = flagFacts.flatMap((name) => (given.flag(name) ? [[name, true]] : []));
  const amount = given.text('amount');
  const absent = given.texts('absent').map(absence);
  const queue = queueFacts(given);
  return {
    ...Object.fromEntries([...texts, ...flags]),
    ...(amount !== undefined && { amount: numberOf('amount', amount) }),
    ...(absent.length > 0 && { absent }),
    ...(Object.keys(queue).length > 0 && { overflow: queue }),
  };
}

function absence(text: string): Record<string, string> {
  const [person = '', from, to, ...rest] = text.split(',');
  if (person === '' || rest.length > 0) throw usage('--absent is PERSON, or PERSON,FROM, or PERSON,FROM,TO.');
  return { person, ...(from && { from }), ...(to && { to }) };
}

function queueFacts(given: Given): Record<string, unknown> {
  const untouched = given.text('queue-untouched');
  const oldest = given.text('queue-oldest-p3');
  const held = given.text('queue-leave-held');
  return {
    ...(given.flag('queue-was-active') && { 'was-active': true }),
    ...(untouched !== undefined && { untouched: numberOf('queue-untouched', untouched) }),
    ...(oldest !== undefined && { 'oldest-untouched-p3': oldest }),
    ...(held !== undefined && { 'leave-held': held }),
  };
}

function numberOf(flag: string, text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw usage(`--${flag} takes a number, and was given ${text}.`);
  return Number(text);
}

/** A function that nobody knows is answered as a gap; said aloud, because it is more often a typing error. */
function unknownFunction(file: EngagementFile, facts: Facts): string | null {
  const known = [...catalogue.functions, ...(file.functions ?? [])].map(({ id }) => id);
  if (known.includes(facts.function)) return null;
  return `note: ${facts.function} is in neither the catalogue nor the file.${didYouMean(facts.function, known)}`;
}
