/**
 * The redline of terms: no sentence exactly when they are equal, and each kind of change in words that people can sign.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../responsibility/canonical.ts';
import { emptyDraft } from '../responsibility/draft.ts';
import { exampleRateCard, type RateCard } from './rate-card.ts';
import { redlineTerms } from './redline.ts';
import { libraryClause } from './statement/clauses.ts';
import { type Agreement, agreedTerms, emptyTerms, type Terms } from './terms.ts';
import { diffWords } from './words-diff.ts';

const parties = { internal: { name: 'Harbor' }, provider: { name: 'Northline' } };
const dana = { id: 'dana', name: 'Dana Ruiz', side: 'internal', role: 'it' } as const;
const file = { ...emptyDraft({ id: 'harbor', name: 'Harbor' }, parties, '2027-01-01'), people: [dana] };
const agreed = (terms: Partial<Terms> = {}): Agreement => ({ file, terms: { ...emptyTerms(), ...terms } });
const told = (before: Partial<Terms>, after: Partial<Terms>) => redlineTerms(agreed(before), agreed(after));
const sentences = (before: Partial<Terms>, after: Partial<Terms>) => told(before, after).map(({ sentence }) => sentence);

const word = fc.constantFrom('', 'a', 'b', 'a b', '{internal}', '{nobody}', 'ü\n', '5');
const clauseId = fc.constantFrom('data.owner', 'liability.draft', 'own-data-1', '__proto__', 'constructor');
const from = fc.record({ clauseId: fc.constantFrom('one', 'two'), version: fc.integer({ min: 1, max: 3 }) });
const member = fc.record({ memberId: fc.constantFrom('m1', 'm2'), name: word, title: word });
const card = fc.record({
  name: word,
  rates: fc.constantFrom<RateCard[]>(
    exampleRateCard,
    { ...exampleRateCard, modules: exampleRateCard.modules.toReversed() },
    { ...exampleRateCard, coManagedMinimumMonthly: '1' },
    { ...exampleRateCard, coManagedMinimumMonthly: 1 as unknown as string },
    { ...exampleRateCard, modules: [] },
  ),
});

const anyTerms: fc.Arbitrary<Terms> = fc.record(
  {
    termMonths: fc.integer({ min: 1, max: 3 }),
    modules: fc.array(fc.constantFrom('platform', 'overflow', 'b'), { maxLength: 3 }),
    frameworks: fc.array(fc.constantFrom('hipaa', 'pci'), { maxLength: 2 }),
    afterHoursOption: word,
    blockHours: fc.integer({ min: 0, max: 2 }),
    card: fc.option(card),
    decisions: fc.dictionary(fc.constantFrom('bk-monitor#0', 'x#1', 'x'), fc.record({ owner: word, note: word })),
    risks: fc.dictionary(
      word,
      fc.record({ sentence: word, owner: word, reviewOn: word, reason: word, acceptedBy: word, acceptedAt: word }),
    ),
    blanks: fc.dictionary(
      fc.constantFrom('liability.cap', 'x'),
      fc.oneof(
        fc.constant({ struck: true as const }),
        word.map((text) => ({ text })),
      ),
    ),
    clauses: fc.dictionary(
      clauseId,
      fc.record({ section: word, title: word, text: word, from }, { requiredKeys: ['section', 'title', 'text'] }),
    ),
    signers: fc.record({ internal: member, provider: member }, { requiredKeys: [] }),
    scope: fc.record({ executive: word, security: fc.boolean() }, { requiredKeys: [] }),
  },
  {
    requiredKeys: ['termMonths', 'modules', 'frameworks', 'card', 'decisions', 'risks', 'blanks', 'clauses', 'signers'],
  },
);

/** Two terms that differ in at most one part, which random pairs hardly ever do. */
const neighbours = fc
  .tuple(
    anyTerms,
    anyTerms,
    fc.constantFrom(...(Object.keys(emptyTerms()) as (keyof Terms)[]), 'blockHours', 'afterHoursOption', 'scope'),
  )
  .map(([a, b, part]): [Terms, Terms] => {
    const { [part]: _own, ...rest } = a;
    return [a, { ...rest, ...(b[part] === undefined ? {} : { [part]: b[part] }) } as Terms];
  });

test('there is no difference exactly when what is agreed is equal', () => {
  fc.assert(
    fc.property(fc.oneof(neighbours, fc.tuple(anyTerms, anyTerms)), ([a, b]) => {
      const changes = redlineTerms({ file, terms: a }, { file, terms: b });
      expect(changes.length === 0).toBe(canonicalJson(agreedTerms(a)) === canonicalJson(agreedTerms(b)));
      expect(new Set(changes.map(({ path }) => path)).size).toBe(changes.length);
      expect(redlineTerms({ file, terms: a }, { file, terms: structuredClone(a) })).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('the parts of two texts give both texts back', () => {
  const text = fc
    .array(fc.constantFrom('who', 'asks', ' ', '\n', 'ü', '.', '{x}'), { maxLength: 30 })
    .map((each) => each.join(''));
  fc.assert(
    fc.property(text, text, (a, b) => {
      const parts = diffWords(a, b);
      const without = (kind: string) =>
        parts
          .filter((part) => part.kind !== kind)
          .map((part) => part.text)
          .join('');
      expect([without('added'), without('removed')]).toEqual([a, b]);
      expect(parts.filter((part) => part.text === '')).toEqual([]);
    }),
  );
});

test('texts without a word in common are compared at once, whole', () => {
  const long = (name: string) => Array.from({ length: 4_000 }, (_, index) => `${name}${index}`).join(' ');
  expect(diffWords(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
});

const ours = { section: 'data', title: 'Our data', text: '{provider} keeps nothing.' };

test('a clause is added, put in place of the standard one, changed and taken out, with its words', () => {
  expect(told({}, { clauses: { 'own-data-1': ours } })).toEqual([
    {
      path: 'terms.clauses.own-data-1',
      sentence: 'The provider adds the clause “Our data” (Data and intellectual property).',
      words: [{ kind: 'added', text: 'Northline keeps nothing.' }],
    },
  ]);
  const standard = libraryClause('data.owner')!;
  const [replaced] = told({}, { clauses: { 'data.owner': { ...ours, text: standard.text.replace('.', ', always.') } } });
  expect(replaced?.sentence).toBe(
    `The provider’s clause “Our data” (Data and intellectual property) takes the place of the standard clause “${standard.title}”.`,
  );
  expect(replaced?.words?.filter(({ kind }) => kind === 'same').length).toBeGreaterThan(0);
  const other = { ...ours, text: '{provider} keeps one copy.' };
  expect(told({ clauses: { own: ours } }, { clauses: { own: other } })[0]?.words).toEqual([
    { kind: 'same', text: 'Northline keeps ' },
    { kind: 'removed', text: 'nothing' },
    { kind: 'added', text: 'one copy' },
    { kind: 'same', text: '.' },
  ]);
  expect(sentences({ clauses: { 'data.owner': ours } }, {})).toEqual([
    `The provider’s clause “Our data” (Data and intellectual property) is taken out; the standard clause “${standard.title}” holds again.`,
  ]);
  const library = { ...ours, from: { clauseId: 'c', version: 2 } };
  expect(sentences({}, { clauses: { own: library } })).toEqual([
    'The provider adds the clause “Our data” (Data and intellectual property), version 2 of its library.',
  ]);
  expect(sentences({}, { clauses: { 'data.owner': library } })).toEqual([
    `The provider’s clause “Our data” (Data and intellectual property), version 2 of its library, takes the place of the standard clause “${standard.title}”.`,
  ]);
  expect(sentences({ clauses: { own: ours } }, { clauses: { own: library } })).toEqual([
    'The provider’s clause “Our data” (Data and intellectual property) says the same. It is now version 2 of the provider’s library.',
  ]);
});

test('everything else that is signed is told in its own words', () => {
  expect(sentences({}, { termMonths: 36, modules: ['overflow'] })).toEqual([
    'The term changes from 12 months to 36 months.',
    'The module overflow is bought.',
  ]);
  expect(sentences({ modules: ['a', 'b'] }, { modules: ['b', 'a'] })).toEqual([
    'The same modules are bought, written in another order.',
  ]);
  const dearer = structuredClone(exampleRateCard);
  dearer.modules[0]!.lines![0]!.rate = '999.00';
  const at = (rates: typeof dearer) => ({ card: { name: 'Ours', rates } });
  const { id } = exampleRateCard.modules[0]!;
  const line = exampleRateCard.modules[0]!.lines![0]!;
  expect(sentences(at(exampleRateCard), at(dearer))).toEqual([
    `Rate card, modules › ${id} › lines › ${line.id} › rate: 999.00 in place of ${line.rate}.`,
  ]);
  expect(sentences({}, { blanks: { 'liability.cap': { struck: true } } })[0]).toMatch(
    /^The blank “.+” is struck: it is not agreed\.$/,
  );
  expect(sentences({}, { decisions: { 'bk-monitor#0': { owner: 'dana', note: '' } } })[0]).toMatch(/is decided by Dana Ruiz\.$/);
  const noted = { 'bk-monitor#0': { owner: '', note: 'by mail' } };
  expect(sentences({}, { decisions: noted })[0]).toMatch(/is decided by nobody \(by mail\)\.$/);
  const signer = { memberId: 'm', name: 'Pat Lowe', title: 'CFO' };
  expect(sentences({ signers: { internal: signer } }, { signers: { internal: { ...signer, memberId: 'n' } } })).toEqual([
    'Who signs for Harbor: Pat Lowe, CFO, as another member than before.',
  ]);
});
