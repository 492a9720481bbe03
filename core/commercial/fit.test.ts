import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessFit, type FitFacts, fitParts, fitWeights } from './fit.ts';

/** A company that needs nothing and has everything. */
const content: FitFacts = {
  employees: 200,
  itStaff: 4,
  itLoadPct: 60,
  oldestUntouchedBusinessDays: 0,
  mandates: [],
  securityExpertise: true,
  mandateDueMonths: 0,
  unplannedDeparture24m: false,
  busFactorOne: false,
  needsAfterHours: 'none',
  onCallSustainable: true,
  growthPct: 0,
  leaderSponsors: true,
  itLeadSupports: 'yes',
  plansToRemoveIT: false,
  acceptsWrittenMatrix: true,
};

const assess = (change: Partial<FitFacts> = {}) => assessFit({ ...content, ...change });

describe('points at their borders', () => {
  test.each([
    ['team', { itStaff: 0 }, 0],
    ['team', { itStaff: 1 }, 20],
    ['team', { itStaff: 5 }, 20],
    ['team', { itStaff: 6 }, 10],
    ['team', { itStaff: 8 }, 10],
    ['team', { itStaff: 9 }, 4],
    ['size', { employees: 34 }, 2],
    ['size', { employees: 35 }, 8],
    ['size', { employees: 49 }, 8],
    ['size', { employees: 50 }, 15],
    ['size', { employees: 500 }, 15],
    ['size', { employees: 501 }, 8],
    ['size', { employees: 750 }, 8],
    ['size', { employees: 751 }, 2],
    ['capacity', { itLoadPct: 74 }, 0],
    ['capacity', { itLoadPct: 75 }, 8],
    ['capacity', { itLoadPct: 85 }, 15],
    ['capacity', { itLoadPct: 85, oldestUntouchedBusinessDays: 3 }, 20],
    ['capacity', { itLoadPct: 95, oldestUntouchedBusinessDays: 3 }, 20],
    ['capacity', { oldestUntouchedBusinessDays: 3 }, 5],
    ['capacity', { oldestUntouchedBusinessDays: 2 }, 0],
    ['compliance', { mandates: ['hipaa'] }, 4],
    ['compliance', { mandates: ['hipaa'], securityExpertise: false, mandateDueMonths: 12 }, 15],
    ['compliance', { mandates: ['hipaa'], securityExpertise: false, mandateDueMonths: 13 }, 10],
    ['compliance', { securityExpertise: false }, 0],
    ['hours', { needsAfterHours: '24x7', onCallSustainable: false }, 12],
    ['hours', { needsAfterHours: '24x7' }, 5],
    ['hours', { needsAfterHours: 'some', onCallSustainable: false }, 8],
    ['hours', { needsAfterHours: 'some' }, 2],
    ['hours', { onCallSustainable: false }, 0],
    ['continuity', { unplannedDeparture24m: true, busFactorOne: true }, 10],
    ['continuity', { unplannedDeparture24m: true }, 8],
    ['continuity', { busFactorOne: true }, 7],
    ['growth', { growthPct: 9 }, 0],
    ['growth', { growthPct: 10 }, 5],
    ['growth', { growthPct: 20 }, 8],
  ] as const)('%s of %j is %s', (part, change, points) => {
    expect(assess(change as Partial<FitFacts>).parts[part]).toBe(points);
  });
});

describe('verdicts', () => {
  test.each([
    ['nothing is needed', {}, 'stay-in-house'],
    ['one need is enough to be scored', { busFactorOne: true }, 'marginal'],
    ['nobody in IT comes before everything', { itStaff: 0, acceptsWrittenMatrix: false }, 'fully-managed'],
    ['no written matrix comes before plans to remove IT', { acceptsWrittenMatrix: false, plansToRemoveIT: true }, 'not-yet'],
    ['plans to remove IT come before having no need', { plansToRemoveIT: true }, 'fully-managed'],
    ['70 is strong', { itLoadPct: 95, busFactorOne: true, needsAfterHours: 'some', onCallSustainable: false }, 'strong'],
    ['below 70 is good', { itLoadPct: 95, busFactorOne: true, needsAfterHours: 'some' }, 'good'],
    ['below 35 is weak', { employees: 20, itStaff: 9, busFactorOne: true }, 'weak'],
  ] as const)('%s', (_title, change, verdict) => {
    expect(assess(change as Partial<FitFacts>).verdict).toBe(verdict);
  });

  test('opposition and a missing sponsor cost points and opposition is flagged', () => {
    const both = assess({ itLeadSupports: 'no', leaderSponsors: false });
    expect([both.modifier, both.score]).toEqual([-18, 17]);
    expect(both.flags).toEqual(['internal IT lead opposed: fix trust before signing']);
    expect(assess().flags).toEqual([]);
  });

  test('the score never falls below zero', () => {
    expect(assess({ itStaff: 0, employees: 10, itLeadSupports: 'no', leaderSponsors: false }).score).toBe(0);
  });
});

test('the score is the sum of its parts, and other weights scale them', () => {
  const anyFacts: fc.Arbitrary<FitFacts> = fc.record({
    employees: fc.nat({ max: 1000 }),
    itStaff: fc.nat({ max: 12 }),
    itLoadPct: fc.nat({ max: 130 }),
    oldestUntouchedBusinessDays: fc.nat({ max: 9 }),
    mandates: fc.subarray(['hipaa', 'pci']),
    securityExpertise: fc.boolean(),
    mandateDueMonths: fc.nat({ max: 24 }),
    unplannedDeparture24m: fc.boolean(),
    busFactorOne: fc.boolean(),
    needsAfterHours: fc.constantFrom('none' as const, 'some' as const, '24x7' as const),
    onCallSustainable: fc.boolean(),
    growthPct: fc.nat({ max: 40 }),
    leaderSponsors: fc.boolean(),
    itLeadSupports: fc.constantFrom('yes', 'no', 'unsure'),
    plansToRemoveIT: fc.boolean(),
    acceptsWrittenMatrix: fc.boolean(),
  });
  const double = { ...fitWeights };
  for (const part of fitParts) double[part] = fitWeights[part] * 2;
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { parts, modifier, score } = assessFit(facts);
      const total = fitParts.reduce((sum, part) => sum + parts[part], 0);
      expect(score).toBe(Math.max(0, total + modifier));
      expect(total).toBeLessThanOrEqual(100);
      for (const part of fitParts) expect(assessFit(facts, double).parts[part]).toBe(parts[part] * 2);
    }),
  );
});
