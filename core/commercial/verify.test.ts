/**
 * A signed bundle is valid exactly when both sides signed the hash of the agreement that is in it.
 */
import { expect, test } from 'vitest';
import { testFile } from '../responsibility/test-engagement.ts';
import { agreementHash, emptyTerms } from './terms.ts';
import { readBundle, type SignedBundle, verifyBundle } from './verify.ts';

function bundle(): SignedBundle {
  const agreement = { file: testFile([{}]), terms: emptyTerms() };
  const hash = agreementHash(agreement);
  const signature = { title: 'CFO', at: '2027-06-14T15:00:00Z', hash, address: '192.0.2.7', method: 'passkey' };
  const signatures = [
    { ...signature, side: 'internal' as const, name: 'Cat' },
    { ...signature, side: 'provider' as const, name: 'Eve' },
  ];
  return { format: 'tandem-signed/1', agreement, hash, version: '1', from: '2027-07-01', signatures };
}

test('what both sides signed is valid, in whatever order it was written', () => {
  const shuffled = JSON.parse(JSON.stringify(bundle(), null, 2)) as SignedBundle;
  shuffled.agreement.file.people.reverse();
  expect(verifyBundle(shuffled)).toEqual({ isValid: true, hash: bundle().hash, problems: [] });
});

test.each<[string, (bundle: SignedBundle) => void, RegExp]>([
  ['a row', ({ agreement }) => (agreement.file.matrix[0]!.rows[0]!.accountable = 'ann'), /its agreement has/],
  ['the terms', ({ agreement }) => (agreement.terms.termMonths = 36), /its agreement has/],
  ['the named hash', (one) => (one.hash = '0'.repeat(64)), /its agreement has/],
  ['a signed hash', (one) => (one.signatures[1]!.hash = '0'.repeat(64)), /Eve \(provider\) signed 0{64}/],
  ['a missing side', (one) => void one.signatures.pop(), /Nobody signed for the provider side/],
  ['a side that is none', (one) => void one.signatures.push({ ...one.signatures[0]!, side: 'x' as never }), /no side/],
])('%s makes it invalid', (_what, change, says) => {
  const changed = bundle();
  change(changed);
  const { isValid, problems } = verifyBundle(changed);
  expect(isValid).toBe(false);
  expect(problems.join(' ')).toMatch(says);
});

test.each<[unknown, RegExp]>([
  [null, /not a signed agreement/],
  [{ ...bundle(), format: 'tandem/1' }, /not a signed agreement/],
  [{ ...bundle(), agreement: null }, /no agreement/],
  [{ ...bundle(), agreement: { file: {}, terms: {} } }, /not an engagement file/],
  [{ ...bundle(), agreement: { file: { matrix: [{}], people: [], sites: [] }, terms: {} } }, /no rows/],
  [{ ...bundle(), hash: 7 }, /names no hash/],
  [{ ...bundle(), signatures: 'both' }, /no list of signatures/],
])('what is no bundle is told: %#', (value, says) => {
  expect(readBundle(value)).toMatch(says);
});

test('a bundle is read as it is', () => {
  expect(readBundle(bundle())).toEqual(bundle());
});
