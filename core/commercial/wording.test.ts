/**
 * What is signed includes its words: an agreement frozen under one clause library prints the same for ever, its hash covers
 * every word, and a bundle with another document is no signed one.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { draftOf, enactDraft } from '../responsibility/draft.ts';
import { parseEngagement } from '../responsibility/parse.ts';
import { exampleRateCard } from './rate-card.ts';
import { redlineTerms } from './redline.ts';
import { type ClauseLibrary, clauseLibrary, libraryHash } from './statement/clauses.ts';
import { statementOf } from './statement.ts';
import { type Agreement, agreementHash, emptyTerms, withoutWording } from './terms.ts';
import { type SignedBundle, verifyBundle } from './verify.ts';
import { freezeWording, printFrozen } from './wording.ts';

const parsed = parseEngagement(readFileSync(new URL('../../examples/harbor.yaml', import.meta.url), 'utf8'), 'harbor.yaml');
if (!parsed.ok) throw new Error('The example does not parse.');
const { file } = parsed;
const from = '2028-01-01';
const enacted = enactDraft(file, draftOf(file, from), { version: '9', signed: '2027-12-01', from });
const signer = { memberId: 'm', name: 'Pat Lowe', title: 'CFO' };
const agreement: Agreement = {
  file: enacted,
  terms: {
    ...emptyTerms(),
    card: { name: 'Northline 2026', rates: exampleRateCard },
    modules: ['platform', 'overflow'],
    clauses: { 'own-1': { section: 'data', title: 'Ours', text: '{provider} keeps {hash}.' } },
    blanks: { 'liability.cap': { struck: true } },
    signers: { internal: signer },
  },
};

/** The library of a later release: another edition, a clause in other words, one more, and one gone. */
const later: ClauseLibrary = {
  edition: '2030-01',
  clauses: [
    ...clauseLibrary.clauses
      .filter(({ id }) => id !== 'parties.draft')
      .map((clause) => (clause.id === 'scope.matrix' ? { ...clause, version: '2', text: 'Whatever {provider} likes.' } : clause)),
    { id: 'data.new', version: '1', section: 'data', title: 'New', text: 'New.' },
  ],
  blanks: clauseLibrary.blanks.slice(1),
};

const signatures = (hash: string) =>
  (['internal', 'provider'] as const).map((side) => ({
    side,
    name: side,
    title: '',
    at: '2027-12-01T10:00:00Z',
    hash,
    address: '192.0.2.7',
    method: 'passkey',
  }));

test('what was only wished is not signed: the hash is the same with and without it', () => {
  const wished = { ...agreement.terms, scope: { executive: 'pat', untouchable: ['ERP01'] } };
  const [plain, other] = [agreement, { file: enacted, terms: wished }].map(
    (each) => freezeWording(each, { version: '9' }).agreement,
  );
  expect(other!.terms.scope).toBeUndefined();
  expect(agreementHash(other!)).toBe(agreementHash(plain!));
});

test('a frozen statement prints as it would have when it was offered, whatever the library says later', () => {
  const changes = [{ sentence: 'The term changes.' }];
  for (const library of [clauseLibrary, later]) {
    const frozen = freezeWording(agreement, { version: '9', changes, library });
    const hash = agreementHash(frozen.agreement);
    const printed = printFrozen(JSON.parse(JSON.stringify(frozen.statement)), hash, signatures(hash));
    const options = { version: '9', changes, library, signatures: signatures(hash) };
    expect(printed).toEqual(statementOf(frozen.agreement, options));
    expect(JSON.stringify(printed)).toContain(`Northline MSP keeps ${hash}.`);
    expect(printed.edition).toBe(library.edition);
    expect(JSON.stringify(printed).includes('Whatever Northline MSP likes.')).toBe(library === later);
  }
});

test('the hash covers the words: another library or another change gives another', () => {
  const hashes = [
    agreementHash(agreement),
    ...[{}, { library: later }, { changes: [{ sentence: 'The term changes.' }] }].map((options) =>
      agreementHash(freezeWording(agreement, { version: '9', ...options }).agreement),
    ),
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
  const again = freezeWording(freezeWording(agreement, { version: '9', library: later }).agreement, { version: '9' });
  expect(again).toEqual(freezeWording(agreement, { version: '9' }));
  expect(agreementHash({ file: enacted, terms: withoutWording(again.agreement.terms) })).toBe(hashes[0]);
});

function bundle(): SignedBundle {
  const frozen = freezeWording(agreement, { version: '9' });
  const hash = agreementHash(frozen.agreement);
  const whole = { format: 'tandem-signed/1' as const, hash, version: '9', from, signatures: signatures(hash), ...frozen };
  return JSON.parse(JSON.stringify(whole));
}

test('a bundle holds the document that was signed, and no other', () => {
  expect(verifyBundle(bundle())).toMatchObject({ isValid: true, problems: [] });
  const touched: [(one: SignedBundle) => void, RegExp][] = [
    [(one) => void one.statement!.sections[0]!.blocks.pop(), /statement was signed with hash [0-9a-f]{64}, but it has/],
    [(one) => (one.statement!.title = 'Another'), /but it has/],
    [(one) => void delete one.statement, /statement that was signed is missing/],
    [(one) => (one.statement = null), /statement that was signed is missing/],
    [(one) => void delete one.agreement.terms.wording, /its agreement has.*signed terms do not name/],
    [(one) => (one.agreement.terms.wording!.statement = '0'.repeat(64)), /its agreement has/],
  ];
  for (const [touch, says] of touched) {
    const one = bundle();
    touch(one);
    const { isValid, problems } = verifyBundle(one);
    expect([isValid, problems.join(' ')]).toEqual([false, expect.stringMatching(says)]);
  }
});

test('another library than the one that was signed is told in the redline, and the same one is not', () => {
  const draft = { file: enacted, terms: agreement.terms };
  const said = (library: ClauseLibrary) =>
    redlineTerms(freezeWording(agreement, { library }).agreement, draft).map(({ sentence }) => sentence);
  expect(said(clauseLibrary)).toEqual([]);
  expect(said(later)).toEqual([
    `The standard clauses are those of edition ${clauseLibrary.edition}, no longer of edition 2030-01.`,
  ]);
  expect(said({ ...later, edition: clauseLibrary.edition })).toEqual([
    `The standard clauses of edition ${clauseLibrary.edition} are worded otherwise than before.`,
  ]);
  expect(redlineTerms(draft, freezeWording(agreement, {}).agreement)).toEqual([]);
  expect(libraryHash(structuredClone(clauseLibrary))).toBe(libraryHash());
});

test('standard clauses are compared as they were signed: reworded, new and gone, and not where the provider’s stands', () => {
  const earlier = freezeWording(agreement, { library: later });
  const old = { ...earlier.agreement, statement: earlier.statement };
  const now = freezeWording(agreement, {});
  const changes = redlineTerms(old, { ...now.agreement, statement: now.statement });
  expect(changes.map(({ sentence }) => sentence)).toEqual([
    `The standard clauses are those of edition ${clauseLibrary.edition}, no longer of edition 2030-01.`,
    'The standard clause “New” (Data and intellectual property) is gone.',
    'The standard clause “Draft for counsel” (Parties and definitions) is new.',
    'The standard clause “The matrix” (Scope) is worded otherwise.',
  ]);
  expect(changes[3]?.words).toContainEqual({ kind: 'removed', text: 'Whatever ' });
  expect(redlineTerms(old, agreement)).toEqual(changes);
  const own = { section: 'scope', title: 'Ours', text: 'Otherwise.' };
  const replaced = { ...agreement, terms: { ...agreement.terms, clauses: { ...agreement.terms.clauses, 'scope.matrix': own } } };
  const told = redlineTerms(old, replaced).filter(({ path }) => path.endsWith('.scope.matrix'));
  expect(told.map(({ path }) => path)).toEqual(['terms.clauses.scope.matrix']);
  expect(redlineTerms({ ...earlier.agreement, statement: null }, agreement)).toHaveLength(1);
});
