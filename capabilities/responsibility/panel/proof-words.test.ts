import { describe, expect, it } from 'vitest';
import type { Finding } from './agreement.ts';
import { proofSentence, sortFindings } from './proof-words.ts';

const finding = (severity: Finding['severity'], minutesPerYear = 1): Finding => ({
  kind: 'gap',
  severity,
  rows: [],
  function: null,
  message: '',
  minutesPerYear,
  witness: null,
  without: null,
  days: [],
});
const say = (findings: Finding[], without: string | null): string =>
  proofSentence(findings, without)
    .map((part) => (typeof part === 'string' ? part : part.text))
    .join('');

describe('proofSentence', () => {
  it.each([
    [[], null, 'Every minute of the coming year is covered.'],
    [[finding('warning')], 'Dana Ruiz', 'Without Dana Ruiz, every minute of the coming year is still covered.'],
    [[finding('error')], null, 'The coming year is not covered in one case.'],
    [[finding('error'), finding('error')], 'Dana Ruiz', 'Without Dana Ruiz, the coming year is not covered in 2 cases.'],
  ] as const)('%#', (findings, without, sentence) => {
    expect(say([...findings], without)).toBe(sentence);
  });
});

it('puts the worst first, then the longest', () => {
  const sorted = sortFindings([finding('info', 9), finding('error', 1), finding('error', 5), finding('warning', 9)]);
  expect(sorted.map((each) => [each.severity, each.minutesPerYear])).toEqual([
    ['error', 5],
    ['error', 1],
    ['warning', 9],
    ['info', 9],
  ]);
});
