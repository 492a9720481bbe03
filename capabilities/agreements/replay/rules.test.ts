import { readFileSync } from 'node:fs';
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import { emptyTerms, type Terms } from '@tandem/core/commercial/terms.ts';
import { compile, type Engagement } from '@tandem/core/responsibility/compile.ts';
import { parseEngagement } from '@tandem/core/responsibility/parse.ts';
import { replay } from '@tandem/core/responsibility/replay.ts';
import { describe, expect, test } from 'vitest';
import { feeInForce, replayCsv, type Tickets, ticketsOf } from './rules.ts';

function harbor(): Engagement {
  const parsed = parseEngagement(readFileSync('examples/harbor.yaml', 'utf8'), 'harbor.yaml');
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return compile(parsed.file);
}

const engagement = harbor();
const read = (csv: string) => ticketsOf(csv, engagement) as Tickets;

describe('a list of tickets', () => {
  test('is read by the names of its columns, in any order and spelling', () => {
    const { events, refused } = read(
      '\ufeffPriority,AT,Function,Title,Id,First response,resolved,asset,colour\r\nP1,2027-01-04 22:00,sm-edr-triage,"Odd, sign-in",T-1,2027-01-04T22:05,2027-01-05T00:00,ERP01,red\r\n',
    );
    expect(refused).toEqual([]);
    expect(events).toEqual([
      {
        id: 'T-1',
        title: 'Odd, sign-in',
        facts: { at: '2027-01-05T04:00:00Z', function: 'sm-edr-triage', priority: 'P1', asset: 'ERP01' },
        recorded: null,
        firstResponseAt: '2027-01-05T04:05:00Z',
        resolvedAt: '2027-01-05T06:00:00Z',
      },
    ]);
  });

  test.each([
    ['a time that is none', 'soon,sm-edr-triage,P1', /at/],
    ['a priority that is none', '2027-01-04T22:00,sm-edr-triage,P9', /priority/],
    ['no function', '2027-01-04T22:00,,P1', /function/],
    ['too few columns', '2027-01-04T22:00', /function/],
  ])('refuses %s, and reads the others', (_, line, reason) => {
    const { events, refused } = read(`at,function,priority\n${line}\n\n2027-01-04T22:00,bk-monitor,P2\n`);
    expect(refused).toEqual([{ line: 2, reason: expect.stringMatching(reason) }]);
    expect(events.map(({ id }) => id)).toEqual(['line 4']);
  });

  test('refuses the second of an id', () => {
    const { refused } = read('id,at,function,priority\nT,2027-01-04T22:00,bk-monitor,P2\nT,2027-01-04T23:00,bk-monitor,P2');
    expect(refused).toEqual([{ line: 3, reason: 'The id T is there twice.' }]);
  });

  test('is none without its columns', () => {
    expect(ticketsOf('a,b\n1,2', engagement)).toEqual({ problem: expect.stringContaining('at, function, priority') });
    expect(ticketsOf('\u0000', engagement)).toHaveProperty('problem');
  });
});

test('a table holds every event, and nothing that a spreadsheet would compute', () => {
  const { events } = read(
    'id,at,function,priority,title\nT-1,2027-01-04T22:00,bk-monitor,P2,"=cmd|calc"\nT-2,2027-01-04T23:00,bk-monitor,P2,plain',
  );
  const fee = { known: true, feeMinor: 123_450, currency: 'USD' } as const;
  const compared = { engagement, hash: 'x', fee };
  const unpriced = { ...compared, fee: { known: false, reason: 'No card.' } as const };
  const [head, first, second] = replayCsv(replay(events, compared, unpriced)).split('\r\n');
  expect(head).toContain('before woken');
  expect(first).toContain("'=cmd|calc");
  expect(second).toMatch(/^T-2,plain,.*,USD 1234\.50,No card\.$/);
});

describe('the fee in force', () => {
  const terms: Terms = { ...emptyTerms(), modules: ['platform'], card: { name: 'Card', rates: exampleRateCard } };
  const rows = engagement.file.matrix[0]!.rows;
  const version = (name: string, from: string, rest = {}) => ({ version: name, signed: from, from, rows, ...rest });
  const file = { ...engagement.file, matrix: [version('1', '2027-01-01', { to: '2027-12-31' })] };
  const signed = (name: string, changes: Partial<Terms> = {}) => ({
    version: name,
    content: { file, terms: { ...terms, ...changes } },
  });

  test('is that of what was signed as the version that holds on the day', () => {
    const fee = feeInForce(file, '2027-06-01', [signed('2', { card: null }), signed('1')]);
    expect(fee).toMatchObject({ known: true, currency: exampleRateCard.currency });
    expect((fee as { feeMinor: number }).feeMinor).toBeGreaterThan(0);
  });

  test('is that of the earlier version where it is only said again after an emergency', () => {
    const again = { ...version('1-after-1-emergency', '2028-01-01', { amends: '1' }), rows: [] };
    const later = { ...file, matrix: [...file.matrix, again] };
    expect(feeInForce(later, '2028-02-01', [signed('1')])).toMatchObject({ known: true });
    const amended = { ...again, rows: rows.slice(0, 1) };
    expect(feeInForce({ ...file, matrix: [...file.matrix, amended] }, '2028-02-01', [signed('1')])).toMatchObject({
      known: false,
    });
  });

  test.each([
    ['no version holds', '2029-01-01', [signed('1')], /No version/],
    ['it was not signed here', '2027-06-01', [], /first file/],
    ['it has no card', '2027-06-01', [signed('1', { card: null })], /without a rate card/],
    ['the card lacks what is bought', '2027-06-01', [signed('1', { modules: ['unheard-of'] })], /unheard-of/],
  ])('is not known, and says why, when %s', (_, today, offers, reason) => {
    expect(feeInForce(file, today, offers)).toEqual({ known: false, reason: expect.stringMatching(reason) });
  });
});
