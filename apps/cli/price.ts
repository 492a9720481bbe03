/**
 * `tandem price FILE`: what the work that the file gives to the provider costs, from a rate card. Without terms it buys
 * exactly the modules that the rows call for, at the rates of the example card, and says so: those are calibrated to
 * one published comparison, not surveyed.
 */

import { allocate, quoteOf } from '@tandem/core/commercial/allocation.ts';
import { readRateCard } from '@tandem/core/commercial/card-check.ts';
import type { Quote } from '@tandem/core/commercial/price.ts';
import { bandWords, threeNumbers } from '@tandem/core/commercial/quote-words.ts';
import { exampleRateCard, type RateCard } from '@tandem/core/commercial/rate-card.ts';
import { type CalledFor, modulesCalledFor } from '@tandem/core/commercial/scope.ts';
import { type Agreement, emptyTerms, type Terms } from '@tandem/core/commercial/terms.ts';
import { draftOf } from '@tandem/core/responsibility/draft.ts';
import type { EngagementFile, Party } from '@tandem/core/responsibility/model.ts';
import type { Command, Given } from './arguments.ts';
import { readEngagement, readJson } from './files.ts';
import { type Priced, priceLines } from './price-text.ts';
import { exit, Stop, type Terminal, usage, visible, writeJson, writeLines } from './terminal.ts';

const help = `usage: tandem price FILE [--terms TERMS.json] [--card CARD.json] [--on DATE] [options] [--json]

Prices the version in force on a day: the provider's fee, the internal salaries and both together, compared with fully
managed IT and with a second hire, and each row's share of the fee.

  --terms FILE        terms as JSON: modules, frameworks, term, block hours and perhaps a card
  --card FILE         a rate card as JSON; without one, the card of the terms, or else the example card
  --on DATE           the version in force then; without it, today
  --module ID         a module that is bought; may be repeated. Without terms and modules: what the rows call for
  --framework ID      a compliance framework; may be repeated
  --after-hours NAME  p1p2 (what is urgent) or fullDesk (everything)
  --block-hours N     hours of specialists a month
  --term MONTHS       months of the agreement
  --users N, --workstations N, --servers N
                      instead of the counts in the file
  --salaries AMOUNT   a year of internal IT salaries, in whole units of the card's currency

Exits 0 when the fee lies in the usual band, 1 when it lies outside it, or when terms or card are not valid.
`;

const text = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;

export const priceCommand: Command = {
  about: 'price what the rows give to the provider',
  help,
  flags: {
    terms: text,
    card: text,
    on: text,
    module: many,
    framework: many,
    'after-hours': text,
    'block-hours': text,
    term: text,
    users: text,
    workstations: text,
    servers: text,
    salaries: text,
  },
  files: { min: 1, max: 1 },
  run: priceFile,
};

async function priceFile(terminal: Terminal, given: Given): Promise<number> {
  const file = withCounts(draftOf(await readEngagement(terminal, given.files[0]!), dayOf(terminal, given)), given);
  const called = modulesCalledFor(file);
  const terms = await termsOf(terminal, given, called);
  const salaries = countFlag(given, 'salaries');
  const agreement = { file, terms };
  const priced = { agreement, called, quote: quoteOrStop(agreement), salariesMinor: salaries === null ? null : salaries * 100 };
  if (given.json) writeJson(terminal, priceJson(priced));
  else writeLines(terminal, priceLines(priced, terminal.width));
  return priced.quote.band === 'in' ? exit.ok : exit.no;
}

function dayOf(terminal: Terminal, given: Given): string {
  const day = given.text('on') ?? terminal.now().toZonedDateTimeISO('UTC').toPlainDate().toString();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw usage(`--on takes a date such as 2027-01-01, and was given ${day}.`);
  return day;
}

/** A whole number from 0; null when the flag is missing. */
function countFlag(given: Given, name: string): number | null {
  const value = given.text(name);
  if (value === undefined) return null;
  if (!/^\d{1,9}$/.test(value)) throw usage(`--${name} takes a whole number, and was given ${value}.`);
  return Number(value);
}

function withCounts(file: EngagementFile, given: Given): EngagementFile {
  const internal: Party = { ...file.parties.internal };
  for (const name of ['users', 'workstations', 'servers'] as const)
    internal[name] = countFlag(given, name) ?? internal[name] ?? 0;
  return { ...file, parties: { ...file.parties, internal } };
}

async function termsOf(terminal: Terminal, given: Given, called: Partial<Record<string, CalledFor>>): Promise<Terms> {
  const path = given.text('terms');
  const read = path === undefined ? null : readTerms(await readJson(terminal, path), path);
  const modules = given.texts('module');
  const frameworks = given.texts('framework');
  const option = given.text('after-hours') ?? read?.afterHoursOption ?? called['after-hours']?.option;
  const blockHours = countFlag(given, 'block-hours') ?? read?.blockHours;
  return {
    ...emptyTerms(),
    ...read,
    modules: modules.length > 0 ? modules : (read?.modules ?? Object.keys(called)),
    frameworks: frameworks.length > 0 ? frameworks : (read?.frameworks ?? []),
    termMonths: countFlag(given, 'term') ?? read?.termMonths ?? emptyTerms().termMonths,
    card: await cardOf(terminal, given, read),
    ...(option === undefined ? {} : { afterHoursOption: option }),
    ...(blockHours === undefined ? {} : { blockHours }),
  };
}

type TermsRead = Partial<Pick<Terms, 'modules' | 'frameworks' | 'termMonths' | 'blockHours' | 'afterHoursOption' | 'card'>>;

/** What is bought; what else terms say is not read here. */
export function readTerms(value: unknown, path: string): TermsRead {
  const wrong = (what: string) => new Stop(exit.no, `${path}: ${what}`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('terms are a map of keys.');
  const terms = value as Record<string, unknown>;
  const ids = (key: string) => {
    const list = terms[key];
    if (list === undefined) return {};
    if (!Array.isArray(list) || !list.every((id) => typeof id === 'string')) throw wrong(`${key} is a list of ids.`);
    return { [key]: list as string[] };
  };
  const count = (key: string) => {
    const number = terms[key];
    if (number === undefined) return {};
    if (!Number.isSafeInteger(number) || (number as number) < 0) throw wrong(`${key} is a whole number from 0.`);
    return { [key]: number as number };
  };
  const option = terms['afterHoursOption'];
  if (option !== undefined && typeof option !== 'string') throw wrong('afterHoursOption is the name of an option.');
  return {
    ...ids('modules'),
    ...ids('frameworks'),
    ...count('termMonths'),
    ...count('blockHours'),
    ...(option === undefined ? {} : { afterHoursOption: option }),
    ...(terms['card'] === undefined ? {} : { card: terms['card'] as Terms['card'] }),
  };
}

async function cardOf(terminal: Terminal, given: Given, terms: TermsRead | null): Promise<NonNullable<Terms['card']>> {
  const path = given.text('card');
  if (path !== undefined) return { name: path, rates: checkCard(terminal, await readJson(terminal, path), path) };
  const { name, rates } = terms?.card ?? { name: 'example rate card', rates: exampleRateCard };
  return { name: String(name), rates: checkCard(terminal, rates, 'the card of the terms') };
}

function checkCard(terminal: Terminal, value: unknown, path: string): RateCard {
  const result = readRateCard(value);
  if (result.ok) return result.card;
  for (const { field, message } of result.problems)
    terminal.err(visible(`${path}: ${message}${field === '' ? '' : ` (${field})`}\n`));
  throw new Stop(exit.no, `${path} is not a valid rate card.`);
}

function quoteOrStop(agreement: Agreement): Quote {
  try {
    return quoteOf(agreement)!;
  } catch (error) {
    if (error instanceof RangeError) throw new Stop(exit.no, `This cannot be priced: ${error.message}.`);
    throw error;
  }
}

function priceJson({ agreement, called, quote, salariesMinor }: Priced) {
  const { file, terms } = agreement;
  return {
    engagement: file.engagement.id,
    card: terms.card?.name,
    quote,
    year: threeNumbers(quote, salariesMinor),
    band: bandWords(file, quote),
    calledFor: called,
    shares: allocate(agreement, quote),
  };
}
