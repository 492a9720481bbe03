import { describe, expect, it } from 'vitest';
import type { Finding } from './agreement.ts';
import { filterFindings, findingsOn, yearLetters } from './proof-year.ts';

const finding = (kind: Finding['kind'], severity: Finding['severity'], days: [number, number][]): Finding => ({
  kind,
  severity,
  rows: [],
  function: null,
  message: kind,
  minutesPerYear: 1,
  witness: null,
  without: null,
  days,
});

const always = finding('gap', 'error', [[0, 9]]);
const holiday = finding('unstaffed', 'warning', [
  [2, 2],
  [5, 6],
]);
const note = finding('single-holder', 'info', [[6, 7]]);
const all = [always, holiday, note];

describe('the year', () => {
  it('takes the worst of each day', () => {
    expect(yearLetters(all, 10)).toBe('eeeeeeeeee');
    expect(yearLetters([note, holiday], 10)).toBe('..w..wwi..');
  });

  it('leaves out other kinds, and what always stands', () => {
    expect(filterFindings(all, { kind: null, passing: true }, 10)).toEqual([holiday, note]);
    expect(filterFindings(all, { kind: 'gap', passing: false }, 10)).toEqual([always]);
  });

  it('says what stands on a day', () => {
    expect(findingsOn(all, 6)).toEqual([always, holiday, note]);
    expect(findingsOn([holiday], 3)).toEqual([]);
  });
});
