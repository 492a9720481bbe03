/**
 * The statement of work against its engagement: every section is there, every row and every price is printed, what is
 * unknown is a blank, and a provider's wording is marked.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { draftOf } from '../responsibility/draft.ts';
import type { EngagementFile } from '../responsibility/model.ts';
import { parseEngagement } from '../responsibility/parse.ts';
import { testFile } from '../responsibility/test-engagement.ts';
import { price } from './price.ts';
import { exampleRateCard } from './rate-card.ts';
import { clauseLibrary, unknownFillings } from './statement/clauses.ts';
import type { Block, Table } from './statement/model.ts';
import { sectionIds } from './statement/model.ts';
import { clauseOfRow, printedClause, statementOf, unsettled } from './statement.ts';
import { type Agreement, agreementHash, emptyTerms, quoteScopeOf, type Terms } from './terms.ts';

function harbor(): EngagementFile {
  const parsed = parseEngagement(readFileSync(new URL('../../examples/harbor.yaml', import.meta.url), 'utf8'), 'harbor.yaml');
  if (!parsed.ok) throw new Error('The example does not parse.');
  const file = draftOf(parsed.file, '2027-07-01');
  const internal = { ...file.parties.internal, users: 75, workstations: 80, servers: 4 };
  return { ...file, parties: { ...file.parties, internal } };
}

function agreement(changes: Partial<Terms> = {}): Agreement {
  const card = { name: 'Northline 2026', rates: exampleRateCard };
  const modules = ['platform', 'security-ops', 'after-hours', 'overflow'];
  return { file: harbor(), terms: { ...emptyTerms(), card, modules, ...changes } };
}

const textOf = (blocks: readonly Block[]): string => JSON.stringify(blocks);
const tables = (blocks: readonly Block[]) => blocks.filter((block): block is Table => block.kind === 'table');

describe('the document', () => {
  const statement = statementOf(agreement());
  const whole = JSON.stringify(statement);

  test('has the 22 sections in order, none of them empty', () => {
    expect(statement.sections.map(({ id, number }) => [id, number])).toEqual(sectionIds.map((id, index) => [id, index + 1]));
    expect(statement.sections.filter(({ blocks }) => blocks.length === 0)).toEqual([]);
    expect(statement.hash).toBe(agreementHash(agreement()));
  });

  test('prints every row, every person and every price', () => {
    const { file, terms } = agreement();
    const matrix = tables(statement.schedules[0]!.blocks)[0]!;
    expect(matrix.rowIds).toEqual(file.matrix[0]!.rows.map(({ id }) => id));
    for (const { name } of file.people) expect(whole).toContain(name);
    const quote = price(quoteScopeOf({ file, terms }), exampleRateCard);
    const printed = textOf(statement.schedules.find(({ letter }) => letter === 'D')!.blocks);
    for (const { amountMinor } of [...quote.lines, ...quote.modules])
      expect(printed).toContain((amountMinor / 100).toLocaleString('en-US', { minimumFractionDigits: 2 }));
    expect(printed).toContain('USD 5,500.00');
  });

  test('tables have as many cells as columns, and columns that fill the page', () => {
    for (const { blocks } of [...statement.sections, ...statement.schedules])
      for (const { columns, rows, rowIds } of tables(blocks)) {
        expect(rows.filter((row) => row.length !== columns.length)).toEqual([]);
        expect(rowIds).toHaveLength(rows.length);
        expect(columns.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      }
  });

  test('leaves no word in braces', () => {
    expect(whole.match(/\{\w+\}/g)).toBeNull();
  });

  test('says the fail-safe and what is forbidden, with the row that says so', () => {
    const found = clauseOfRow(statement, 'A-07');
    expect(found?.citation).toBe('Schedule A, row A-07');
    expect(found?.authority).toMatchObject({ rowId: 'A-07', source: 'row' });
    expect(found?.authority?.text).toContain('Forbidden: power off; reimage; restart service.');
    expect(found?.authority?.text).toContain('Fail-safe when nobody answers: Network-isolate');
    expect(clauseOfRow(statement, 'A-26')?.authority).toBeNull();
    expect(clauseOfRow(statement, 'Z-99')).toBeNull();
  });

  test('names the site that a row is for', () => {
    const file = testFile([{ scope: { site: 'plant' } }]);
    const sites = file.sites.map((site) => (site.id === 'plant' ? { ...site, name: 'Berlin works' } : site));
    const schedule = statementOf({ file: { ...file, sites }, terms: emptyTerms() }).schedules.find(
      ({ letter }) => letter === 'A',
    );
    expect(JSON.stringify(schedule)).toContain('"site Berlin works"');
  });

  test('is the same document each time', () => {
    expect(statementOf(agreement())).toEqual(statement);
  });
});

describe('what is unknown', () => {
  const states = (terms: Partial<Terms>) =>
    Object.fromEntries(statementOf(agreement(terms)).blanks.map(({ id, state, text }) => [id, `${state} ${text}`.trim()]));

  test('a blank is open until it is filled or struck', () => {
    expect(states({})['liability.cap']).toBe('open');
    expect(states({ blanks: { 'liability.cap': { text: ' ' } } })['liability.cap']).toBe('open');
    expect(states({ blanks: { 'liability.cap': { text: 'Twelve monthly fees' } } })['liability.cap']).toBe(
      'filled Twelve monthly fees',
    );
    expect(states({ blanks: { 'liability.cap': { struck: true } } })['liability.cap']).toBe('struck');
  });

  test('what is not bought is not asked', () => {
    expect(states({})['fees.carry']).toBeUndefined();
    expect(states({ blockHours: 4 })['fees.carry']).toBe('open');
    expect(states({ frameworks: ['hipaa'], modules: ['compliance'] })['compliance.contracts']).toBe('open');
  });

  test('nothing is in the way once blanks are struck and signers named', () => {
    const blanks = Object.fromEntries(clauseLibrary.blanks.map(({ id }) => [id, { struck: true as const }]));
    const signer = { memberId: 'm', name: 'Pat Lowe', title: 'CFO' };
    expect(unsettled(agreement({ blanks, signers: { internal: signer, provider: signer } }))).toEqual([]);
    expect(unsettled(agreement({ blanks })).map(({ id }) => id)).toEqual(['fact.signer-internal', 'fact.signer-provider']);
    expect(unsettled(agreement({ blanks, card: null })).map(({ id }) => id)).toContain('fact.price');
    expect(unsettled(agreement({ blanks, modules: ['nothing'] })).map(({ id }) => id)).toContain('fact.quote');
  });

  test('an empty draft still gives a document, which says what it lacks', () => {
    const file = { ...harbor(), people: [], teams: [], matrix: [{ version: 'draft', signed: '', from: 'soon', rows: [] }] };
    const bare: EngagementFile = { ...file, parties: { internal: { name: 'A' }, provider: { name: 'B' } } };
    delete bare.gaps;
    delete bare.targets;
    delete bare.approval;
    const ids = statementOf({ file: bare, terms: emptyTerms() }).unresolved.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(['fact.rows', 'fact.gaps', 'fact.counts', 'fact.targets', 'fact.chain', 'fact.price']),
    );
  });

  test('shared work without an owner of its decisions is unresolved, and settled by one', () => {
    const open = statementOf(agreement()).unresolved.filter(({ kind }) => kind === 'decision');
    expect(open.length).toBeGreaterThan(20);
    const key = open[0]!.id.replace('decision.', '');
    const decided = statementOf(agreement({ decisions: { [key]: { owner: 'pat', note: 'By phone' } } }));
    expect(decided.unresolved.filter(({ kind }) => kind === 'decision')).toHaveLength(open.length - 1);
    expect(textOf(decided.schedules[4]!.blocks)).toContain('By phone');
  });
});

test('what an amendment changes is a schedule of its own, with the words before and after', () => {
  const words = [
    { kind: 'same', text: 'We keep ' },
    { kind: 'removed', text: 'a' },
    { kind: 'added', text: 'no' },
    { kind: 'same', text: ' copy.' },
  ] as const;
  const changes = [{ sentence: 'The term changes.' }, { sentence: 'A clause changes.', words }];
  const last = statementOf(agreement(), { changes }).schedules.at(-1);
  expect([last?.letter, last?.blocks]).toEqual([
    'G',
    [
      {
        kind: 'list',
        items: ['The term changes.', 'A clause changes. Before: “We keep a copy.” Now: “We keep no copy.”'],
      },
    ],
  ]);
  expect(statementOf(agreement(), { changes: [] }).schedules.at(-1)?.letter).toBe('F');
});

test('whoever has signed stands in the table of signatures as signed, and nobody else', () => {
  const signature = {
    side: 'provider',
    name: 'Mo',
    title: '',
    at: '2027-12-01T10:00:00Z',
    hash: '',
    address: '',
    method: '',
  } as const;
  const cells = (signatures: (typeof signature)[]) =>
    statementOf(agreement(), { signatures })
      .sections.flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.kind === 'table' && block.id === 'signers' ? block.rows.map((row) => row.at(-1)) : []));
  expect([cells([]), cells([signature])]).toEqual([
    ['', ''],
    ['', 'signed; see the certificate at the end'],
  ]);
});

describe('a provider’s wording', () => {
  const clause = (id: string, section: string) =>
    statementOf(agreement({ clauses: { [id]: { section, title: 'Ours', text: 'As {provider} does it.' } } }));
  const clauses = (statement: ReturnType<typeof statementOf>) =>
    statement.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'clause'));

  test('replaces the clause of the same id, or stands after the others, and is marked', () => {
    const replaced = clauses(clause('data.owner', 'data')).find(({ id }) => id === 'data.owner');
    expect(replaced).toMatchObject({ source: 'provider', version: null, text: 'As Northline MSP does it.' });
    const added = clauses(clause('own-1', 'data')).filter(({ number }) => number.startsWith('17.'));
    expect(added.map(({ id, number }) => [id, number]).at(-1)).toEqual(['own-1', '17.3']);
    expect(added.at(-1)?.source).toBe('provider');
  });

  test('says whose it is, and from which version of the library', () => {
    const from = { clauseId: 'c', version: 2 };
    const said = { section: 'data', title: 'Ours', text: 'Text.' };
    const marks = (terms: Terms['clauses']) =>
      clauses(statementOf(agreement({ clauses: terms })))
        .filter(({ source }) => source === 'provider')
        .map(({ mark }) => mark);
    expect(marks({ 'data.owner': said, own: said })).toEqual([
      'in place of the standard clause, by Northline MSP',
      'added by Northline MSP',
    ]);
    expect(marks({ own: { ...said, from } })).toEqual(['added by Northline MSP, version 2 of its clause library']);
    expect(clauses(statementOf(agreement())).filter(({ mark }) => mark !== '')).toEqual([]);
  });

  test('may use the words in braces that the standard clauses use, and no others', () => {
    expect(clauseLibrary.clauses.flatMap(({ text }) => unknownFillings(text))).toEqual([]);
    expect(unknownFillings('{provider} {client} { internal } {client} {} { {until}')).toEqual(['client', ' internal ', '']);
    expect(printedClause(agreement(), ' {provider}, {client} ')).toBe('Northline MSP, {client}');
  });

  test('for a section that does not exist it cannot be signed', () => {
    expect(clause('own-1', 'nowhere').unresolved.map(({ id }) => id)).toContain('fact.clause.own-1');
  });
});
