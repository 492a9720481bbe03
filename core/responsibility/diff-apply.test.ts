/**
 * Merging: what fits is applied in any order, what does not is given back, and every edit can be taken back.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyTerms } from '../commercial/terms.ts';
import { anyEngagement } from './arbitrary.test.ts';
import { canonicalJson, contentHash } from './canonical.ts';
import { applyFitting, type Change, diffDocuments, diffEngagements, invertChanges } from './diff.ts';

const inner = fc.record({ owner: fc.constantFrom('dana', 'pat'), note: fc.string({ maxLength: 4 }) });
const document = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.dictionary(fc.constantFrom('x', 'y', 'z'), inner));

describe('applyFitting', () => {
  it('leads from any engagement to any other, and back by the inverse', () => {
    fc.assert(
      fc.property(anyEngagement, anyEngagement, (a, b) => {
        const changes = diffEngagements(a, b);
        const there = applyFitting(a, changes);
        expect(there.misfits).toEqual([]);
        expect(contentHash(there.document)).toBe(contentHash(b));
        const back = applyFitting(there.document, invertChanges(changes));
        expect(back.misfits).toEqual([]);
        expect(contentHash(back.document)).toBe(contentHash(a));
      }),
      { numRuns: 40, seed: 7 },
    );
  }, 30_000);

  it('gives one document whichever of two edits comes first, when they touch different paths', () => {
    fc.assert(
      fc.property(document, document, document, (base, mine, theirs) => {
        const a = diffDocuments(base, mine);
        const paths = new Set(a.map(({ path }) => path));
        const meets = ({ path }: Change) =>
          [...paths].some((own) => `${own}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${own}.`));
        const b = diffDocuments(base, theirs).filter((change) => !meets(change));
        const first = applyFitting(applyFitting(base, a).document, b);
        const second = applyFitting(applyFitting(base, b).document, a);
        expect([first.misfits, second.misfits]).toEqual([[], []]);
        expect(canonicalJson(first.document)).toBe(canonicalJson(second.document));
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  it('gives back what does not fit with what stands there, and makes the rest', () => {
    const base = { ...emptyTerms(), decisions: { 'f#0': { owner: 'dana', note: '' } } };
    const mine = { ...base, termMonths: 36, decisions: { 'f#0': { owner: 'pat', note: '' } } };
    const theirs = { ...base, decisions: { 'f#0': { owner: 'provider', note: '' } } };
    const { document: merged, misfits } = applyFitting(theirs, diffDocuments(base, mine));
    expect(merged).toEqual({ ...theirs, termMonths: 36 });
    expect(misfits).toMatchObject([{ change: { path: 'decisions.f#0.owner', after: 'pat' }, theirs: 'provider' }]);
  });

  it('lets two people begin the same section with different members, and tells only what both said otherwise', () => {
    const base = emptyTerms();
    const mine = { ...base, scope: { nights: 'none' as const, security: true } };
    const theirs = { ...base, scope: { nights: 'fullDesk' as const, untouchable: ['ERP01'] } };
    const { document: merged, misfits } = applyFitting(theirs, diffDocuments(base, mine));
    expect(merged.scope).toEqual({ nights: 'fullDesk', untouchable: ['ERP01'], security: true });
    expect(misfits).toMatchObject([{ change: { path: 'scope.nights', after: 'none' }, theirs: 'fullDesk' }]);
  });

  it('takes the same change twice', () => {
    const changes = diffDocuments({ a: { x: 1 } }, { a: { x: 2 }, b: { y: 1 } });
    const once = applyFitting({ a: { x: 1 } }, changes).document;
    expect(applyFitting(once, changes)).toEqual({ document: once, misfits: [] });
  });

  it.each<[string, Partial<Change>]>([
    ['the prototype', { steps: ['__proto__'], after: {} }],
    ['inside the prototype', { steps: ['__proto__', 'x'], after: 1 }],
    ['inside what is no record', { steps: ['name', 'x'], after: 1 }],
    ['an item under another id', { steps: ['people', 'dana'], after: { id: 'pat' } }],
    ['an item that is no record', { steps: ['people', 'dana'], after: null }],
    ['a site that is not there', { action: 'first', steps: ['sites'], before: 'a', after: 'b' }],
  ])('gives back a change of %s', (_what, change) => {
    const base = { name: 'E', people: [{ id: 'sam' }], sites: [{ id: 'a' }] };
    const { document: after, misfits } = applyFitting(base, [{ action: 'added', steps: [], path: '', ...change }]);
    expect(misfits).toHaveLength(1);
    expect(after).toEqual(base);
  });
});
