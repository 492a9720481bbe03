import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyEngagement } from '../responsibility/arbitrary.test.ts';
import { draftOf, emptyDraft, enactDraft } from '../responsibility/draft.ts';
import type { EngagementFile } from '../responsibility/model.ts';
import { agreementHash, emptyTerms, quoteScopeOf, type Terms } from './terms.ts';

const parties = { internal: { name: 'Harbor', users: 75, workstations: 80.5, servers: 6 }, provider: { name: 'Northline' } };
const file = emptyDraft({ id: 'harbor', name: 'Harbor' }, parties, '2027-01-01');
const dana = { id: 'dana', name: 'Dana', side: 'internal', role: 'it' } as const;
const sam = { id: 'sam', name: 'Sam', side: 'internal', role: 'executive' } as const;

test('the hash is of what is said, not of the order in which it is said', () => {
  const one = agreementHash({ file: { ...file, people: [dana, sam] }, terms: emptyTerms() });
  const { termMonths, ...rest } = emptyTerms();
  const other = agreementHash({ file: { ...file, people: [sam, dana] }, terms: { ...rest, termMonths } });
  expect(other).toBe(one);
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  expect(agreementHash({ file, terms: { ...emptyTerms(), termMonths: 36 } })).not.toBe(one);
});

test('a clause that names no library hashes as it always did', () => {
  const clauses = { own: { section: 'data', title: 'Ours', text: 'Text.' } };
  const hash = agreementHash({ file: { ...file, people: [dana] }, terms: { ...emptyTerms(), clauses } });
  expect(hash).toBe('039f372086ddfa5a397ac8c2547068ded9ff2d68688be1b33c47143699c62126');
  const from = { clauseId: 'c', version: 1 };
  const library = { own: { ...clauses.own, from } };
  expect(agreementHash({ file: { ...file, people: [dana] }, terms: { ...emptyTerms(), clauses: library } })).not.toBe(hash);
});

test('what is priced is counted from the file; a count that is no whole number counts as none', () => {
  const scope = quoteScopeOf({ file: { ...file, people: [dana, sam] }, terms: { ...emptyTerms(), modules: ['platform'] } });
  expect(scope).toMatchObject({ users: 75, workstations: 0, servers: 6, sites: 1, internalTech: 1, modules: ['platform'] });
  expect(scope).not.toHaveProperty('blockHours');
});

/** The same value with the keys of every record in the opposite order. */
function turned<T>(value: T): T {
  if (Array.isArray(value)) return value.map(turned) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, each]) => [key, turned(each)])) as T;
}

const anyTerms: fc.Arbitrary<Terms> = fc
  .record({
    termMonths: fc.integer({ min: 1, max: 60 }),
    modules: fc.uniqueArray(fc.constantFrom('platform', 'desk', 'security'), { maxLength: 3 }),
    blanks: fc.dictionary(
      fc.constantFrom('liability.cap', 'liability.law', 'term.renewal'),
      fc.oneof(
        fc.constant({ struck: true as const }),
        fc.string().map((text) => ({ text })),
      ),
    ),
    decisions: fc.dictionary(fc.constantFrom('fix#0', 'fix#1'), fc.record({ owner: fc.string(), note: fc.string() })),
  })
  .map((chosen) => ({ ...emptyTerms(), ...chosen }));

/** The draft of what follows the last version, and the day after that version began. */
function nextOf(file: EngagementFile) {
  const last = file.matrix.map(({ from }) => from).reduce((a, b) => (a > b ? a : b), '2026-01-01');
  const from = Temporal.PlainDate.from(last).add({ days: 400 }).toString();
  return { draft: draftOf(file, last), enactment: { version: 'next one', signed: last, from } };
}

test('signing the same content twice gives the same hash, and other content another', () => {
  fc.assert(
    fc.property(anyEngagement, anyTerms, (current, terms) => {
      const { draft, enactment } = nextOf(current);
      const once = { file: enactDraft(current, draft, enactment), terms };
      const again = { file: enactDraft(turned(current), turned(draft), enactment), terms: turned(terms) };
      const hash = agreementHash(once);
      expect(agreementHash(again)).toBe(hash);
      expect(agreementHash(JSON.parse(JSON.stringify(once)))).toBe(hash);
      expect(agreementHash({ ...once, terms: { ...terms, termMonths: terms.termMonths + 1 } })).not.toBe(hash);
      const later = { ...enactment, signed: enactment.from };
      expect(agreementHash({ file: enactDraft(current, draft, later), terms })).not.toBe(hash);
    }),
    { numRuns: 60 },
  );
});
