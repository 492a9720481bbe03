import { describe, expect, test } from 'vitest';
import { type Line, parseLines, sum, tallyTests, tallyTool } from './tally.ts';

const ended: Line = { state: 'ended', name: 'passed' };
const pass: Line = { state: 'passed', name: 'a' };

describe('a test stage', () => {
  test('counts what passed and names what failed', () => {
    const tally = tallyTests([pass, pass, { state: 'failed', name: 'b' }, ended], 1);
    expect(tally).toEqual({ passed: 2, failures: ['b'], skipped: [] });
  });

  test('keeps a skip with its reason and fails one without', () => {
    const why: Line = { state: 'skipped', name: 'c', reason: 'no alertmanager on this machine' };
    expect(tallyTests([pass, why, ended], 0)).toEqual({
      passed: 1,
      failures: [],
      skipped: [{ name: 'c', reason: 'no alertmanager on this machine' }],
    });
    expect(tallyTests([pass, { state: 'skipped', name: 'd' }, ended], 0).failures).toEqual(['d (skipped without a reason)']);
  });

  test.each<[string, Line[], number | null]>([
    ['a run that stopped half-way', [pass], null],
    ['a run that found no test', [ended], 0],
    ['a run that exits with 1 and names nothing', [pass, ended], 1],
  ])('fails %s', (_, lines, exitCode) => {
    expect(tallyTests(lines, exitCode).failures).toHaveLength(1);
  });

  test('passes a clean run', () => {
    expect(tallyTests([pass, ended], 0).failures).toEqual([]);
  });
});

test('a tool is one test', () => {
  expect(tallyTool('lint', 0)).toEqual({ passed: 1, failures: [], skipped: [] });
  expect(tallyTool('lint', 2).failures).toEqual(['lint (exit 2)']);
  expect(tallyTool('lint', null).passed).toBe(0);
});

test('a line cut off by a crash is left out', () => {
  expect(parseLines(`${JSON.stringify(pass)}\n{"state":"pas`)).toEqual([pass]);
});

test('stages add up', () => {
  const total = sum([tallyTool('lint', 0), tallyTests([pass, ended], 0), tallyTool('types', 1)]);
  expect([total.passed, total.failures]).toEqual([2, ['types (exit 1)']]);
});
