import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runFile } from './main.ts';
import { difference, same } from './outcome.ts';

const folder = mkdtempSync(join(tmpdir(), 'cases-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function failures(path: string) {
  const outcomes = runFile(path);
  return typeof outcomes === 'string' ? outcomes : outcomes.filter(({ wrong }) => wrong).map(({ id }) => id);
}

test.each(['clocks', 'price', 'fit', 'who'])('the cases of %s pass', (name) => {
  expect(failures(`cases/${name}.json`)).toEqual([]);
});

test('the on-call cases pass, but for the one that asks nothing', () => {
  expect(failures('cases/oncall.json')).toEqual(['AMWH-01']);
});

describe('a case that fails', () => {
  const add = (id: string, at: string, more: object = {}) => ({
    id,
    kind: 'add',
    calendar: '24x7',
    input: { start: '2027-03-02T09:00:00Z', seconds: 3600 },
    expected: { at },
    ...more,
  });

  test('says what was expected and what came, and lets the others go on', () => {
    const cases = [
      add('right', '2027-03-02T10:00:00Z'),
      add('same instant', '2027-03-02T04:00:00-06:00'),
      add('wrong', '2027-03-02T11:00:00Z'),
      add('no input', '2027-03-02T10:00:00Z', { input: {} }),
      add('no calendar', '2027-03-02T10:00:00Z', { calendar: 'nowhere' }),
      add('no kind', '2027-03-02T10:00:00Z', { kind: 'guess' }),
    ];
    const outcomes = runFile(written('clock.json', { kind: 'clock', cases }));
    expect(outcomes).toEqual([
      { id: 'right', wrong: null },
      { id: 'same instant', wrong: null },
      { id: 'wrong', wrong: { expected: { at: '2027-03-02T11:00:00Z' }, got: { at: '2027-03-02T10:00:00+00:00' } } },
      { id: 'no input', wrong: { expected: { at: '2027-03-02T10:00:00Z' }, got: 'start is missing' } },
      { id: 'no calendar', wrong: { expected: { at: '2027-03-02T10:00:00Z' }, got: 'no calendar nowhere' } },
      { id: 'no kind', wrong: { expected: { at: '2027-03-02T10:00:00Z' }, got: 'no clock case is of kind guess' } },
    ]);
  });
});

describe('a file that is none', () => {
  test.each([
    ['unknown.json', { kind: 'weather', cases: [] }, 'no known kind of cases: weather'],
    ['inherited.json', { kind: 'constructor', cases: [] }, 'no known kind of cases: constructor'],
    ['kindless.json', { cases: [] }, 'a case file has a kind and a list of cases'],
    ['caseless.json', { kind: 'clock' }, 'a case file has a kind and a list of cases'],
    ['idless.json', { kind: 'clock', cases: [{}] }, 'a case file has a kind and a list of cases'],
    ['null.json', null, 'a case file has a kind and a list of cases'],
  ])('%s', (name, content, sentence) => {
    expect(runFile(written(name, content))).toContain(sentence);
  });

  test('text that is no JSON, and a file that is not there', () => {
    expect(runFile(written('text.json', 'not json'))).toContain('text.json');
    expect(runFile(join(folder, 'missing.json'))).toContain('ENOENT');
  });
});

test('only the keys of the expectation are compared, arrays in order, instants by what they mean', () => {
  expect(difference({ a: 1 }, { a: 1, b: 2 })).toBeNull();
  expect(difference({ a: 1, c: null }, { a: 2 })).toEqual({ expected: { a: 1, c: null }, got: { a: 2, c: null } });
  expect(same(['a', 'b'], ['b', 'a'])).toBe(false);
  expect(same(['2027-03-02T10:00Z'], ['2027-03-02T11:00+01:00'])).toBe(true);
  expect(same('2027-03-02', '2027-03-02T00:00Z')).toBe(false);
});
