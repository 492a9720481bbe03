/**
 * The 22 sections, each filled from the engagement: the library's clauses, then what only the rows can say, then the
 * section's blanks. Clauses are numbered through within their section.
 */

import { deedWords } from '../../responsibility/deeds.ts';
import { foldRows } from '../../responsibility/draft.ts';
import type { EngagementFile, Row } from '../../responsibility/model.ts';
import { priorities, sides } from '../../responsibility/model.ts';
import type { Quote } from '../price.ts';
import type { Agreement, Terms } from '../terms.ts';
import { agreementHash } from '../terms.ts';
import { blanksOf, type ClauseLibrary, clauseLibrary, clausesOf, type Fillings } from './clauses.ts';
import type { Block, Clause, Section, SectionId, StatementSignature } from './model.ts';
import { sectionIds } from './model.ts';
import { counted, dateWords, durationWords, listed, moneyWords, type Names, namesOf, scopeWords, sentence } from './words.ts';

/** Everything that a section or a schedule is written from. */
export interface Source {
  agreement: Agreement;
  rows: Row[];
  /** Local date on which it takes effect. */
  from: string;
  names: Names;
  quote: Quote | null;
  hash: string;
  library: ClauseLibrary;
}

interface SourceOptions {
  /** Defaults to the last of the file, which in a draft is the only one. */
  version?: string;
  /** Today's when not given. */
  library?: ClauseLibrary;
  /** What stands where the document names its hash; the agreement's when not given. */
  hash?: string;
}

export function sourceOf(agreement: Agreement, quote: Quote | null, options: SourceOptions = {}): Source {
  const { file } = agreement;
  const chosen = file.matrix.find((each) => each.version === options.version) ?? file.matrix.at(-1);
  return {
    agreement,
    rows: chosen === undefined ? [] : foldRows(file, chosen.version).map(({ row }) => row),
    from: chosen?.from ?? '',
    names: namesOf(file),
    quote,
    hash: options.hash ?? agreementHash(agreement),
    library: options.library ?? clauseLibrary,
  };
}

const titles: Record<SectionId, string> = {
  parties: 'Parties and definitions',
  term: 'Term',
  scope: 'Scope',
  assets: 'Covered assets and true-up',
  hours: 'Hours, windows and holidays',
  severities: 'Priorities, targets and clock rules',
  escalation: 'Escalation',
  authorities: 'Security authorities and fail-safes',
  tools: 'Tools for internal staff',
  change: 'Change control',
  client: 'Duties of the internal side',
  assumptions: 'Assumptions',
  exclusions: 'Exclusions',
  fees: 'Fees',
  reporting: 'Reporting and governance',
  compliance: 'Compliance',
  data: 'Data and intellectual property',
  confidentiality: 'Confidentiality, insurance and staffing',
  liability: 'Liability',
  termination: 'Termination, off-boarding and export',
  'key-person': 'Absence of key people',
  signatures: 'Signatures',
};

/** The title of a section; what is no section as it is written. */
export function sectionTitle(id: string): string {
  return Object.hasOwn(titles, id) ? titles[id as SectionId] : id;
}

export function sectionsOf(source: Source): Section[] {
  const { terms } = source.agreement;
  const fillings = fillingsOf(source);
  const blanks = blanksOf(terms, fillings, source.library);
  return sectionIds.map((id, index) => {
    const number = index + 1;
    const clauses = clausesOf(id, number, terms, fillings, source.library);
    const fromRows = id === 'authorities' ? authorityClauses(source, number, clauses.length) : [];
    const own: Block[] = blanks.filter(({ section }) => section === id).map(({ section: _section, ...blank }) => blank);
    return { id, number, title: titles[id], blocks: [...clauses, ...fromRows, ...extra(id, source), ...own] };
  });
}

/** Blocks that only one section has. */
function extra(id: SectionId, { agreement: { file, terms }, names }: Source): Block[] {
  if (id === 'signatures') return [signersTable(file, terms)];
  if (id === 'scope' && terms.card !== null && terms.modules.length > 0)
    return [
      { kind: 'paragraph', text: 'Modules that are bought:' },
      { kind: 'list', items: moduleNames(terms.card.rates.modules, terms.modules) },
    ];
  if (id === 'tools') return staffList(file);
  if (id === 'key-person') {
    const items = (file.absences ?? []).map(
      ({ person, from, to }) =>
        `${names.actor(person)}, from ${dateWords(from)}${to === undefined ? ' until further notice' : ` to ${dateWords(to)}`}`,
    );
    return items.length === 0
      ? []
      : [
          { kind: 'paragraph', text: 'Known absences at signature:' },
          { kind: 'list', items },
        ];
  }
  return [];
}

const moduleNames = (modules: { id: string; name: string }[], chosen: string[]) =>
  chosen.map((id) => modules.find((module) => module.id === id)?.name ?? id);

/** The sections with a word in the place of each signature: the certificate tells of it. */
export function signedSections(sections: readonly Section[], signatures: readonly StatementSignature[]): Section[] {
  const hasSigned = (index: number) => signatures.some(({ side }) => side === sides[index]);
  const signed = (row: string[], index: number) => (hasSigned(index) ? [...row.slice(0, -1), signedWords] : row);
  const withSigned = (block: Block): Block =>
    block.kind === 'table' && block.id === signersTableId ? { ...block, rows: block.rows.map(signed) } : block;
  return sections.map((section) => ({ ...section, blocks: section.blocks.map(withSigned) }));
}

const signersTableId = 'signers';
const signedWords = 'signed; see the certificate at the end';

function signersTable(file: EngagementFile, terms: Terms): Block {
  const columns = ['For', 'Name', 'Title', 'Signature and date'].map((title) => ({ title, share: 0.25 }));
  const rows = sides.map((side) => [
    file.parties[side].name,
    terms.signers[side]?.name ?? '',
    terms.signers[side]?.title ?? '',
    '',
  ]);
  return { kind: 'table', id: signersTableId, columns, rows, rowIds: [null, null], repeatHeader: true };
}

function staffList(file: EngagementFile): Block[] {
  const items = file.people
    .filter(({ side, role }) => side === 'internal' && role === 'it')
    .map(({ name, title }) => (title === undefined ? name : `${name}, ${title}`));
  return items.length === 0
    ? []
    : [
        { kind: 'paragraph', text: 'Internal IT staff:' },
        { kind: 'list', items },
      ];
}

/** One clause for each row that allows, forbids or conditions something. */
function authorityClauses(source: Source, number: number, before: number): Clause[] {
  return source.rows
    .map((row) => ({ row, text: authorityText(row, source) }))
    .filter(({ text }) => text !== '')
    .map(({ row, text }, index) => ({
      kind: 'clause',
      id: `authority.${row.id}`,
      number: `${number}.${before + index + 1}`,
      title: `Row ${row.id}, ${source.names.fn(row.function)} (${scopeWords(row, source.names)})`,
      text,
      rowId: row.id,
      source: 'row',
      version: null,
      mark: '',
    }));
}

function authorityText(row: Row, { names, agreement }: Source): string {
  const say = (ids: string[]) => listed(ids.map((id) => (id === 'data-owner' ? 'the owner of the data' : names.actor(id))));
  const parts: unknown[] = [
    approvalText(row, say, agreement.file.approval?.chain ?? []),
    row['pre-authorised']?.length && `Allowed without asking: ${deedsText(row['pre-authorised'])}.`,
    row['must-not']?.length && `Forbidden: ${deedsText(row['must-not'])}.`,
    row['fail-safe'] && `Fail-safe when nobody answers: ${sentence(deedWords(row['fail-safe']))}`,
    row.authorisers?.length && `May be asked for only by ${say(row.authorisers)}.`,
    row['needs-approval-of'] && `Needs the approval of ${say([row['needs-approval-of']].flat())}.`,
    row.inform &&
      Object.entries(row.inform)
        .map(([who, within]) => `${names.actor(who)} is told within ${durationWords(within)}.`)
        .join(' '),
    row.evidence && `Evidence kept: ${deedsText([row.evidence].flat())}.`,
  ];
  return parts.filter((part): part is string => typeof part === 'string' && part !== '').join(' ');
}

const deedsText = (deeds: readonly string[]): string => deeds.map(deedWords).join('; ');

function approvalText(row: Row, say: (ids: string[]) => string, chain: string[]): string | false {
  const cells = [row.always, row['business-hours'], row['after-hours'], row.weekend, row.holiday];
  const asks = cells.some(
    (cell) => cell && [cell.mode, ...priorities.map((priority) => cell[priority])].includes('approve-then-act'),
  );
  if (!asks && row.approvers === undefined) return false;
  const people = Array.isArray(row.approvers) ? row.approvers : chain;
  if (people.length === 0) return 'Acts only after approval; nobody is named who may approve.';
  return row.approve === 'all'
    ? `Acts only after all of ${say(people)} said yes.`
    : `Acts only after the first reached of ${say(people)} said yes.`;
}

/** What stands for the words in braces. An empty filling leaves its clause out when nothing else is in it. */
export function fillingsOf(source: Source): Fillings {
  const { agreement, names, rows, from, hash, quote } = source;
  const { file, terms } = agreement;
  const { internal, provider } = file.parties;
  const count = (value: number | undefined, noun: string) =>
    value === undefined ? `no known number of ${noun}s` : counted(value, noun);
  return {
    internal: internal.name,
    provider: provider.name,
    from: dateWords(from),
    term: counted(terms.termMonths, 'month'),
    until: untilDate(from, terms.termMonths),
    rowCount: counted(rows.length, 'row'),
    gapUrgent: file.gaps === undefined ? 'nobody yet' : names.actor(file.gaps.urgent),
    gapNormal: file.gaps === undefined ? 'nobody yet' : names.actor(file.gaps.normal),
    users: count(internal.users, 'user'),
    workstations: count(internal.workstations, 'workstation'),
    servers: count(internal.servers, 'server'),
    siteCount: counted(file.sites.length, 'site'),
    step: durationWords(file.approval?.step ?? 'no agreed time'),
    overflow: overflowSentence(source),
    hash,
    ...commercialFillings(agreement, quote),
    keyPersonSentence: keyPersonSentence(source),
    backupSentence: terms.modules.includes('backup-leadership')
      ? `${provider.name} stands in for the head of IT of ${internal.name} while that person is away, without taking over the decisions that never move (section 8).`
      : '',
  };
}

type CommercialName = 'excludedModules' | 'feeSentence' | 'blockSentence' | 'capSentence' | 'frameworkSentence';

function untilDate(from: string, termMonths: number): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(from)) return 'a day not yet agreed';
  return dateWords(Temporal.PlainDate.from(from).add({ months: termMonths }).subtract({ days: 1 }).toString());
}

function overflowSentence({ agreement: { file }, names }: Source): string {
  const { overflow } = file;
  if (overflow === undefined) return '';
  const limit = (rule: { untouched?: number; 'oldest-untouched-p3'?: string }, join: string, word: string) =>
    [
      rule.untouched === undefined ? '' : `${word} ${rule.untouched} items lie untouched`,
      rule['oldest-untouched-p3'] === undefined
        ? ''
        : `the oldest untouched P3 has waited ${word} ${durationWords(rule['oldest-untouched-p3'])}`,
    ]
      .filter((part) => part !== '')
      .join(join);
  const groups = overflow.exclude?.['user-groups'] ?? [];
  const spared = groups.length === 0 ? '' : ` Items of ${listed(groups)} never move.`;
  const held = overflow.leave.held === undefined ? '' : ` for ${durationWords(overflow.leave.held)}`;
  return `In business hours, untouched items of rows marked for overflow go to ${names.actor(overflow.to)} when ${limit(overflow.enter, ' or ', 'at least')}, until ${limit(overflow.leave, ' and ', 'at most')}${held}.${spared}`;
}

function commercialFillings({ file, terms }: Agreement, quote: Quote | null): Pick<Fillings, CommercialName> {
  const { card } = terms;
  const money = (amountMinor: number) => moneyWords(amountMinor, quote?.currency ?? 'USD');
  const left = (card?.rates.modules ?? []).filter(({ id }) => !terms.modules.includes(id)).map(({ name }) => name);
  const cap = Object.entries(file.spending?.['emergency-cap'] ?? {});
  const approvers = listed((file.spending?.approvers ?? []).map(namesOf(file).actor));
  const { frameworks, blockHours = 0 } = terms;
  return {
    excludedModules: left.length === 0 ? '' : `Not bought: ${listed(left)}.`,
    feeSentence:
      quote === null
        ? 'No fee is agreed yet.'
        : `The fee is ${money(quote.coManagedMonthlyMinor)} a month, as Schedule D shows line by line, and ${money(quote.onboardingOneTimeMinor)} once for onboarding.${quote.minimumApplied ? ' It is the minimum of the rate card.' : ''}`,
    blockSentence:
      blockHours === 0
        ? ''
        : `The fee includes ${counted(blockHours, 'hour')} of specialists a month. More hours are worked only when ordered in writing.`,
    capSentence:
      cap.length === 0
        ? `No emergency spending is agreed. Every expense needs the yes of ${approvers} first.`
        : `In an emergency a side that must act may spend up to ${listed(cap.map(([priority, amount]) => `${moneyWords(amount * 100, quote?.currency ?? 'USD')} for each ${priority}`))}. Above that, ${approvers} must say yes first.`,
    frameworkSentence:
      frameworks.length === 0
        ? 'No compliance framework is part of this agreement.'
        : `The agreement covers work for ${listed(frameworks.map((id) => id.toUpperCase()))}.`,
  };
}

function keyPersonSentence({ rows, agreement: { file }, names }: Source): string {
  const people = file.people.filter(({ side, role }) => side === 'internal' && role === 'it').map(({ id }) => id);
  const covers = new Set(
    rows.flatMap((row) => {
      const cover = row['absence-cover'];
      return cover === undefined || cover === 'none' ? [] : [names.actor(cover)];
    }),
  );
  const who = people.length === 0 ? 'a named person' : listed(people.map(names.actor));
  return covers.size === 0
    ? `No row names a cover for the absence of ${who}.`
    : `While ${who} is away, each row goes to the cover that Schedule A names for it (${listed([...covers])}), at the same targets and with the same authority as the row gives.`;
}
