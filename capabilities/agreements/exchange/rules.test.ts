/**
 * The matrix as a table: out and in again is the same matrix, nothing in it is a formula, and a line that cannot be read
 * whole is refused with its reason.
 */
import { readFileSync } from 'node:fs';
import { draftOf } from '@tandem/core/responsibility/draft.ts';
import type { EngagementFile, Row } from '@tandem/core/responsibility/model.ts';
import { parseEngagement } from '@tandem/core/responsibility/parse.ts';
import { describe, expect, test } from 'vitest';
import { columnNames } from './contract.ts';
import { decodeTable, guessMapping, importRows, neutral, tableOf } from './rules.ts';

function harbor(): EngagementFile {
  const text = readFileSync(new URL('../../../examples/harbor.yaml', import.meta.url), 'utf8');
  const parsed = parseEngagement(text, 'harbor.yaml');
  if (!parsed.ok) throw new Error('The example does not parse.');
  return draftOf(parsed.file, '2027-07-01');
}

const rowsOf = (file: EngagementFile): Row[] => file.matrix[0]!.rows;
const read = (lines: string[][], mapping = guessMapping(lines[0]!)) => importRows(lines.slice(1), mapping, harbor());

/** One line that is right, changed. */
function line(changes: Partial<Record<(typeof columnNames)[number], string>> = {}) {
  const right = { id: 'X-1', function: 'bk-monitor', always: 'msp-noc: act', accountable: 'pat', ...changes };
  return read([[...columnNames], columnNames.map((column) => (right as Record<string, string>)[column] ?? '')]);
}

describe('out and in again', () => {
  test('gives the same rows, every key of them', () => {
    const rows: Row[] = [
      ...rowsOf(harbor()),
      {
        id: 'X-1',
        function: 'bk-monitor',
        scope: { asset: 'ERP01', site: 'main', 'user-group': '=HYPERLINK("x")' },
        'business-hours': { who: ['dana', 'sam'], mode: 'act', P1: 'page', P4: 'queue' },
        'after-hours': { who: ['msp-noc'], mode: 'page' },
        accountable: 'pat',
        'absence-cover': 'none',
        overflow: false,
        'requires-skill': ['erp'],
        approvers: ['dana'],
        approve: 'all',
        'fail-safe': '- line one, "quoted"\nline two',
        authorisers: ['helen'],
        'needs-approval-of': ['data-owner'],
        evidence: ["'quoted"],
        handover: 'on-acceptance',
      },
    ];
    const lines = [[...columnNames], ...tableOf(rows)].map((cells) => cells.map(neutral));
    expect(read(lines)).toEqual({ rows, refused: [] });
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "'=1"])('%j is no formula any more', (text) => {
    expect(neutral(text)).toMatch(/^'/);
  });

  test('other text is left alone', () => {
    expect(['dana', '1-2', ' =1', ''].map(neutral)).toEqual(['dana', '1-2', ' =1', '']);
  });
});

describe('headings', () => {
  test('are recognised as people write them, each once', () => {
    expect(guessMapping(['Row ID', 'Work', 'Business Hours', 'absence_cover', 'Cover', 'Cost'])).toEqual([
      'id',
      'function',
      'business-hours',
      'absence-cover',
      null,
      null,
    ]);
  });
});

describe('a line is refused', () => {
  test.each<[string, Parameters<typeof line>[0], RegExp]>([
    ['without an id', { id: '' }, /no id/],
    ['without a function', { function: '' }, /no function/],
    ['for an unknown function', { function: 'make-coffee' }, /no function make-coffee/],
    ['without somebody accountable', { accountable: '' }, /Nobody is accountable/],
    ['when a team is accountable', { accountable: 'msp-noc' }, /no person msp-noc/],
    ['for a stranger', { always: 'zoe: act' }, /no person, team or rota zoe/],
    ['without a mode', { always: 'dana' }, /written as/],
    ['with a mode that is none', { always: 'dana: sleep' }, /one of act, queue/],
    ['with a priority that is none', { always: 'dana: act; P9: queue' }, /P9: queue/],
    ['when a window has nobody', { always: '', 'business-hours': 'dana: act' }, /Nobody acts in after-hours, weekend, holiday/],
    ['with an overflow that is neither', { overflow: 'maybe' }, /yes or no/],
    ['with a duration that is none', { inform: 'dana: soon' }, /written as “dana: 30m”/],
    ['with a site that is none', { site: 'moon' }, /no site moon/],
    ['with endless text', { 'fail-safe': 'x'.repeat(2_001) }, /longer than/],
    ['when it would touch every object', { inform: '__proto__: 30m' }, /written as/],
  ])('%s', (_what, changes, reason) => {
    const { rows, refused } = line(changes);
    expect(rows).toEqual([]);
    expect(refused).toMatchObject([{ line: 2 }]);
    expect(refused[0]!.reasons.join(' ')).toMatch(reason);
  });

  test('the right line is not', () => {
    expect(line().refused).toEqual([]);
  });

  test('when its id was there before, or when it has more cells than the heading', () => {
    const good = ['X-1', 'bk-monitor', 'msp-noc: act', 'pat'];
    const { rows, refused } = read([
      ['id', 'function', 'always', 'accountable'],
      good,
      good,
      ['X-2', ...good.slice(1), 'more'],
      [],
    ]);
    expect(rows.map(({ id }) => id)).toEqual(['X-1']);
    expect(refused.map(({ line: at, reasons }) => [at, reasons])).toEqual([
      [3, ['Row X-1 is there twice.']],
      [4, ['It has 5 cells; the heading has 4.']],
    ]);
  });
});

describe('encodings', () => {
  const text = 'id,Zoë';
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-16, little end first', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
    ['UTF-16, big end first', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])],
  ])('%s is read', (_name, bytes) => {
    expect(decodeTable(bytes)).toEqual({ text });
  });

  test.each([
    ['Latin-1', Buffer.from(text, 'latin1'), /neither UTF-8 nor UTF-16/],
    ['UTF-16 without its mark', Buffer.from(text, 'utf16le'), /not plain text/],
    ['UTF-16 that holds NUL', Buffer.from('\ufeffid\0', 'utf16le'), /not plain text/],
    ['a workbook', Buffer.from('PK\u0003\u0004'), /workbook/],
  ])('%s is refused in words', (_name, bytes, says) => {
    expect(decodeTable(bytes)).toMatchObject({ refusal: expect.stringMatching(says) });
  });
});
