/**
 * The questionnaire refuses what is no answer and names the question; the words say no where the verdict does.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessFit, type FitFacts, fitParts } from './fit.ts';
import { fitQuestions, readFitFacts } from './fit-questions.ts';
import { fitWords } from './fit-words.ts';

const begun = Object.fromEntries(fitQuestions.map(({ key, answered }) => [key, answered])) as unknown as FitFacts;
const fieldsOf = (value: unknown) => {
  const result = readFitFacts(value);
  return result.ok ? [] : result.problems.map(({ field }) => field);
};

describe('answers', () => {
  test('every fact has one question, and where a form begins is an answer', () => {
    expect(new Set(fitQuestions.map(({ key }) => key)).size).toBe(16);
    expect(readFitFacts(begun)).toEqual({ ok: true, facts: begun });
  });

  test.each<[string, unknown, string[]]>([
    ['nothing', null, ['']],
    ['a list', [], ['']],
    ['a fact that is none', { ...begun, budget: 1 }, ['budget']],
    ['a missing answer', { ...begun, employees: undefined }, ['employees']],
    ['text for a number', { ...begun, itStaff: '2' }, ['itStaff']],
    ['a number out of range', { ...begun, itLoadPct: 301 }, ['itLoadPct']],
    ['a number that is none', { ...begun, growthPct: Number.NaN }, ['growthPct']],
    ['yes in words', { ...begun, leaderSponsors: 'yes' }, ['leaderSponsors']],
    ['a choice that is none', { ...begun, needsAfterHours: 'often' }, ['needsAfterHours']],
    ['a rule with blanks', { ...begun, mandates: ['SOC 2'] }, ['mandates']],
    ['an inherited name', JSON.parse('{"__proto__": 1}'), ['__proto__', ...fitQuestions.map(({ key }) => key)]],
  ])('%s is refused', (_title, value, fields) => {
    expect(fieldsOf(value)).toEqual(fields);
  });

  test('anything at all is read without a throw', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(readFitFacts(value).ok).toBe(false);
      }),
    );
  });
});

describe('words', () => {
  test.each<[Partial<FitFacts>, string, boolean]>([
    [{ itStaff: 0 }, 'Ask for fully managed IT', false],
    [{ acceptsWrittenMatrix: false }, 'Not yet', false],
    [{}, 'Keep IT in-house', false],
    [{ itLoadPct: 100, busFactorOne: true, needsAfterHours: '24x7', onCallSustainable: false }, 'Sharing IT fits well', true],
    [{ itLoadPct: 100, busFactorOne: true }, 'Sharing IT fits', true],
    [{ busFactorOne: true }, 'Sharing IT may fit, in part', true],
    [{ employees: 20, itStaff: 9, busFactorOne: true }, 'Sharing IT does not fit well', false],
  ])('%j', (change, title, goOn) => {
    expect(fitWords({ ...begun, itLoadPct: 60, itLeadSupports: 'yes', ...change })).toMatchObject({ title, goOn });
  });

  test('a plan without internal IT is called a transition', () => {
    const words = fitWords({ ...begun, plansToRemoveIT: true, itLeadSupports: 'no' });
    expect(words).toMatchObject({ verdict: 'fully-managed', gate: expect.stringContaining('meant to end') });
    expect(words.next[0]).toContain('transition');
    expect(words.flags).toHaveLength(2);
    expect(words.modifiers).toEqual([{ points: -10, says: 'The internal IT lead is against it.' }]);
  });

  test('the parts in words are the parts of the score, and there is always a next step', () => {
    const any = fc.record({
      employees: fc.integer({ min: 1, max: 900 }),
      itStaff: fc.nat({ max: 12 }),
      itLoadPct: fc.nat({ max: 120 }),
      mandates: fc.subarray(['hipaa', 'ftc', 'glba', 'constructor']),
      busFactorOne: fc.boolean(),
      growthPct: fc.integer({ min: -20, max: 40 }),
      mandateDueMonths: fc.nat({ max: 20 }),
      securityExpertise: fc.boolean(),
      unplannedDeparture24m: fc.boolean(),
      leaderSponsors: fc.boolean(),
    });
    fc.assert(
      fc.property(any, (some) => {
        const facts = { ...begun, ...some };
        const words = fitWords(facts);
        const assessment = assessFit(facts);
        expect(words.parts.map(({ points }) => points)).toEqual(fitParts.map((part) => assessment.parts[part]));
        expect(words.modifiers.reduce((sum, { points }) => sum + points, 0)).toBe(assessment.modifier);
        expect(words.next.length).toBeGreaterThan(0);
        expect(words.gate === null || !words.goOn).toBe(true);
        for (const { says } of words.parts) expect(says).toMatch(/^[A-Z0-9-].*\.$/);
      }),
    );
  });
});
