import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyTerms, type Terms } from '../commercial/terms.ts';
import { anyEngagement } from './arbitrary.test.ts';
import { applyDiff } from './diff.ts';
import { draftOf, emptyDraft } from './draft.ts';
import type { DraftFinding } from './examine/finding.ts';
import { examineAgreement, examineTwoAbsences, mergeFindings } from './examine.ts';
import type { EngagementFile } from './model.ts';
import { parseEngagement } from './parse.ts';
import { type RowChanges, testFile, testRow } from './test-engagement.ts';

const year = { from: '2027-01-01', to: '2028-01-01' };

function draft(rows: RowChanges[], changes: Partial<EngagementFile> = {}): EngagementFile {
  return draftOf(testFile(rows, changes), '2027-01-01');
}

function examine(
  file: EngagementFile,
  terms: Partial<Terms> = {},
  options: Partial<Parameters<typeof examineAgreement>[1]> = {},
) {
  return examineAgreement({ file, terms: { ...emptyTerms(), ...terms } }, { ...year, ...options });
}

const rules = (findings: readonly DraftFinding[]) => [...new Set(findings.map(({ rule }) => rule))].sort();

function harbor(): EngagementFile {
  const parsed = parseEngagement(readFileSync(new URL('../../examples/harbor.yaml', import.meta.url), 'utf8'), 'harbor.yaml');
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.file;
}

describe('a draft that is not finished', () => {
  test('an empty one is examined', () => {
    const empty = emptyDraft({ id: 'e', name: 'E' }, { internal: { name: 'A' }, provider: { name: 'B' } }, '2027-01-01');
    const { findings, examined } = examine(empty);
    expect(examined?.functions).toBe(0);
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['gap', 'info']]);
  });

  test('a broken row is an error at its place, and the rest is proven', () => {
    const file = draft([{ id: 'R-1' }, { id: 'R-2', function: 'other' }]);
    const { accountable: _, ...broken } = file.matrix[0]!.rows[1]!;
    const given = { ...file, matrix: [{ ...file.matrix[0]!, rows: [file.matrix[0]!.rows[0]!, broken as never] }] };
    const { findings, examined, functions } = examine(given);
    const [first] = findings;
    expect(first).toMatchObject({
      rule: 'not-valid',
      severity: 'error',
      rows: ['R-2'],
      function: 'other',
      path: 'matrix.draft.rows.R-2',
    });
    expect(first!.message).toContain('accountable');
    expect(examined?.functions).toBe(1);
    expect(functions).toEqual({ 'R-1': 'fix', 'R-2': 'other' });
    const mended = applyDiff(given as EngagementFile, first!.fixes[0]!.changes);
    expect(rules(examine(mended).findings)).not.toContain('not-valid');
  });

  test('a cell in which nobody stands is told with its row and its part of the week', () => {
    const cells = { 'business-hours': { who: [], mode: 'act' as const }, 'after-hours': { who: ['desk'], mode: 'act' as const } };
    const { findings } = examine(draft([cells]));
    expect(findings[0]).toMatchObject({ rule: 'not-valid', message: 'Row R-1, business hours: At least 1 is needed here.' });
  });

  test('rows that refer to nothing say where', () => {
    const { findings } = examine(draft([{ always: { who: ['desk', 'nobody'], mode: 'act' } }]));
    expect(findings[0]).toMatchObject({ rule: 'not-valid', path: 'matrix.draft.rows.R-1.always.who' });
  });

  test('a window that is missing can wait for business hours', () => {
    const row = testRow({ 'business-hours': { who: ['ann'], mode: 'act' } });
    const file = draft([row]);
    const [first] = examine(file).findings;
    expect(first).toMatchObject({ rule: 'not-valid', rows: ['R-1'] });
    expect(examine(applyDiff(file, first!.fixes[0]!.changes)).findings.map(({ rule }) => rule)).not.toContain('not-valid');
  });

  test('what is wrong outside the rows is told, and nothing is guessed', () => {
    const file = draft([{}], { sites: [{ id: 'main', timezone: 'Mars/Olympus' }] });
    const { findings, examined } = examine(file);
    expect(findings[0]).toMatchObject({ rule: 'not-valid', path: 'sites.main.timezone', rows: [] });
    expect(examined).toBeNull();
  });

  test('two rows of one id: the first stands', () => {
    const file = draft([{ id: 'R-1' }]);
    file.matrix[0]!.rows.push(testRow({ function: 'other' }));
    const { findings, examined } = examine(file);
    expect(findings.filter(({ rule }) => rule === 'not-valid')).toHaveLength(1);
    expect(examined?.functions).toBe(1);
  });

  test('nothing that a draft can hold makes it throw', () => {
    const paths = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 6 });
    const junk = fc.constantFrom<unknown>(
      null,
      undefined,
      3,
      '',
      'x',
      [],
      {},
      [null],
      { id: 'x' },
      true,
      'rota:x',
      '25:00-26:00',
    );
    fc.assert(
      fc.property(anyEngagement, paths, junk, (file, path, value) => {
        const copy = JSON.parse(
          JSON.stringify({ ...file, matrix: [{ ...file.matrix[0]!, amends: undefined, withdraw: undefined }] }),
        );
        put(copy, path, value);
        const { findings } = examine(copy as EngagementFile);
        expect(findings.every(({ key }) => key.length > 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

/** Follows the numbers into the value, each choosing one of the members there, and replaces what it arrives at. */
function put(value: unknown, [step = 0, ...rest]: readonly number[], junk: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(keys.length, 1)];
  if (key === undefined) return;
  const members = value as Record<string, unknown>;
  if (rest.length === 0 || typeof members[key] !== 'object') members[key] = junk;
  else put(members[key], rest, junk);
}

describe('keys', () => {
  test('are different for different findings', () => {
    const { findings } = examine(draftOf(harbor(), '2027-01-01'));
    expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length);
  });

  test('stay when other rows, days and messages change', () => {
    const alone = (extra: RowChanges[], from: string) =>
      examine(draft([{ always: { who: ['ann'], mode: 'act' } }, ...extra]), {}, { from }).findings.find(
        ({ rule }) => rule === 'single-holder',
      );
    const first = alone([], '2027-01-01');
    expect(first).toBeDefined();
    expect(alone([{ id: 'R-9', function: 'other' }], '2027-02-10')?.key).toBe(first!.key);
  });

  test('mark an accepted risk', () => {
    const file = draft([{ always: { who: ['ann'], mode: 'act' } }]);
    const { key } = examine(file).findings.find(({ rule }) => rule === 'single-holder')!;
    const risk = {
      sentence: '',
      owner: 'cat',
      reviewOn: '2027-06-01',
      reason: '',
      acceptedBy: 'Cat',
      acceptedAt: '2027-01-01T00:00Z',
    };
    const accepted = examine(file, { risks: { [key]: risk } }).findings.filter((finding) => finding.accepted);
    expect(accepted.map((finding) => finding.key)).toEqual([key]);
  });
});

describe('fixes', () => {
  test('each can be applied, and what it was for is gone', () => {
    const file = draftOf(harbor(), '2027-01-01');
    const { findings } = examine(file, { frameworks: ['hipaa'] });
    const fixable = findings.filter(({ fixes }) => fixes.length > 0);
    expect(rules(fixable)).toEqual(expect.arrayContaining(['single-holder', 'no-fail-safe', 'evidence-holder-missing', 'gap']));
    for (const finding of fixable) {
      for (const fix of finding.fixes) {
        const mended = examine(applyDiff(file, fix.changes), { frameworks: ['hipaa'] }).findings;
        expect([finding.key, fix.label, mended.some(({ key }) => key === finding.key)]).toEqual([finding.key, fix.label, false]);
        expect(rules(mended)).not.toContain('not-valid');
      }
    }
  });
});

describe('examining only what an edit touched', () => {
  const byKey = (findings: readonly DraftFinding[]) =>
    Object.fromEntries(findings.map(({ key, severity, rows }) => [key, `${severity} ${rows.join()}`]));
  const cells = [
    { who: ['ann'], mode: 'act' },
    { who: ['noc'], mode: 'page' },
    { who: ['rota:night'], mode: 'act' },
    { who: ['desk'], mode: 'approve-then-act' },
    { who: ['ann'], mode: 'queue' },
    { who: ['bob', 'ann'], mode: 'vendor-case' },
  ] as const;
  const anyRow = fc.record(
    {
      id: fc.constantFrom('R-1', 'R-2', 'R-3', 'R-4', 'R-5'),
      function: fc.constantFrom('fix', 'other', 'sv-monitoring'),
      always: fc.constantFrom(...cells).map((cell) => ({ ...cell, who: [...cell.who] })),
      scope: fc.constantFrom({}, { asset: 'X' }, { site: 'plant' }, { app: 'Y' }),
      'absence-cover': fc.constantFrom('none', 'ann', 'desk'),
    },
    { requiredKeys: ['id', 'function', 'always'] },
  );
  const anyRows = fc.uniqueArray(anyRow, { maxLength: 5, selector: ({ id }) => id });

  test('and merging gives what examining everything gives', () => {
    fc.assert(
      fc.property(anyRows, anyRows, fc.constantFrom('fix', 'other', 'sv-monitoring'), (before, edited, name) => {
        const after = [...before.filter((row) => row.function !== name), ...edited.filter((row) => row.function === name)];
        fc.pre(new Set(after.map(({ id }) => id)).size === after.length);
        const span = { from: '2027-01-01', to: '2027-03-01' };
        const whole = examine(draft(after), {}, span);
        const part = examine(draft(after), {}, { ...span, functions: [name] });
        const merged = mergeFindings(examine(draft(before), {}, span), part, [name]);
        const comparable = (findings: readonly DraftFinding[]) => byKey(findings.filter(({ key }) => !wholeOnly.test(key)));
        expect(comparable(merged.findings)).toEqual(comparable(whole.findings));
      }),
      { numRuns: 150 },
    );
  });

  /** What only a full examination says again: functions in no row, targets, spending, contacts, and which vendor is left to which row. */
  const wholeOnly = /^gap:catalogue$|^not-monotone:targets|^duty-without-authority:.*(spending|vendor)|^unreachable:$/;
});

describe('two absences of a draft', () => {
  const always = { who: ['ann'], mode: 'act' as const };

  test('are looked for over the year asked about, whatever day the draft begins on, in what the check leaves', () => {
    const file = draft([
      { always, 'absence-cover': 'bob' },
      { id: 'R-2', function: 'other' },
    ]);
    const { accountable: _, ...broken } = file.matrix[0]!.rows[1]!;
    const rows = [file.matrix[0]!.rows[0]!, broken as never];
    const later = { ...file, matrix: [{ ...file.matrix[0]!, from: '2029-01-01', rows }] };
    expect(examineTwoAbsences(later, year)?.pairs).toMatchObject([{ people: ['ann', 'bob'], days: 365 }]);
  });

  test('are not guessed at in a file that is none', () => {
    expect(examineTwoAbsences({ ...draft([{}]), people: 'many' } as never, year)).toBeNull();
  });
});
