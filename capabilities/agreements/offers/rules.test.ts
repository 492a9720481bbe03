/**
 * What stands in the way of an offer leads to the tab where it is cured.
 */
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { draftOf } from '@tandem/core/responsibility/draft.ts';
import { testFile } from '@tandem/core/responsibility/test-engagement.ts';
import { describe, expect, it } from 'vitest';
import { emptyBlockers, statementBlockers } from './rules.ts';

const file = draftOf(testFile([{}]), '2027-01-04');

/** The tabs to which the sentence leads; none: it does not stand in the way. */
function placesOf(changed: object, pattern: RegExp): string[] {
  const blockers = statementBlockers({ file: { ...file, ...changed } as typeof file, terms: emptyTerms() });
  return blockers.filter(({ sentence }) => pattern.test(sentence)).map(({ place }) => place);
}

describe('statementBlockers', () => {
  it.each([
    ['who approves', { approval: undefined }, /named for approvals/, 'scope'],
    ['who holds a gap', { gaps: undefined }, /no row covers/, 'scope'],
    ['targets', { targets: {} }, /no target/, 'scope'],
    ['counts', { parties: { ...file.parties, internal: { name: 'Client' } } }, /not counted/, 'price'],
    ['a rate card', {}, /no price/, 'price'],
    ['a blank', {}, /invoice is paid: not filled in/, 'statement'],
  ])('%s', (_what, changed, pattern, place) => {
    expect(placesOf(changed, pattern)).toEqual([place]);
  });

  it('is silent about what is there', () => {
    expect(placesOf({}, /named for approvals|no row covers|no target/)).toEqual([]);
  });
});

describe('emptyBlockers', () => {
  it('refuses an emergency that changes nothing, and lets an amendment renew', () => {
    expect(emptyBlockers('emergency', []).map(({ place }) => place)).toEqual(['matrix']);
    expect(emptyBlockers('emergency', ['A change.'])).toEqual([]);
    expect(emptyBlockers('amendment', [])).toEqual([]);
  });
});
