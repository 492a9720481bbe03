import { expect, test } from 'vitest';
import { emptyDraft } from '../responsibility/draft.ts';
import { agreementHash, emptyTerms, quoteScopeOf } from './terms.ts';

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

test('what is priced is counted from the file; a count that is no whole number counts as none', () => {
  const scope = quoteScopeOf({ file: { ...file, people: [dana, sam] }, terms: { ...emptyTerms(), modules: ['platform'] } });
  expect(scope).toMatchObject({ users: 75, workstations: 0, servers: 6, sites: 1, internalTech: 1, modules: ['platform'] });
  expect(scope).not.toHaveProperty('blockHours');
});
