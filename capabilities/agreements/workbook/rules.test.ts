/**
 * The workbook, read back by another library: both sheets say what the model says, and no cell is a formula.
 */
import { readFileSync } from 'node:fs';
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { draftOf } from '@tandem/core/responsibility/draft.ts';
import { parseEngagement } from '@tandem/core/responsibility/parse.ts';
import { strFromU8, unzipSync } from 'fflate';
import readXlsx from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { columnNames } from '../exchange/contract.ts';
import { tableOf } from '../exchange/rules.ts';
import { printedTable, renderWorkbook } from './rules.ts';

function agreement() {
  const text = readFileSync(new URL('../../../examples/harbor.yaml', import.meta.url), 'utf8');
  const parsed = parseEngagement(text, 'harbor.yaml');
  if (!parsed.ok) throw new Error('The example does not parse.');
  const file = draftOf(parsed.file, '2027-07-01');
  file.matrix[0]!.rows[0]!['must-not'] = ['=HYPERLINK("https://example.org")'];
  return { file, terms: emptyTerms() };
}

test('what another library reads is what the model says', async () => {
  const given = agreement();
  const rows = given.file.matrix[0]!.rows;
  const bytes = Buffer.from(await renderWorkbook(given, rows));
  const text = (table: readonly (readonly unknown[])[]) =>
    table.map((cells) => cells.map((cell) => (cell === null ? '' : String(cell))));
  const sheets = await readXlsx(bytes);
  const sheet = (name: string) => text(sheets.find((each) => each.sheet === name)?.data ?? []);
  expect(sheet('Matrix')).toEqual(printedTable(given));
  expect(sheet('Data')).toEqual([[...columnNames], ...tableOf(rows)]);
  expect(sheet('Matrix')).toHaveLength(rows.length + 1);
});

test('it prints one page wide on tabloid, with its heading on each page, and holds no formula', async () => {
  const given = agreement();
  const parts = unzipSync(await renderWorkbook(given, given.file.matrix[0]!.rows));
  const part = (name: string) => strFromU8(parts[name]!);
  const sheet = part('xl/worksheets/sheet1.xml');
  expect(sheet).toMatch(/<pageSetup(?=[^>]*paperSize="3")(?=[^>]*orientation="landscape")(?=[^>]*fitToHeight="0")/);
  expect(sheet).toContain('<pageSetUpPr fitToPage="1"/>');
  expect(sheet).toMatch(/<pane[^>]*state="frozen"/);
  expect(sheet).not.toMatch(/<f[ >]/);
  expect(part('xl/workbook.xml').match(/<definedNames/g)).toHaveLength(1);
  expect(part('xl/workbook.xml')).toContain('Matrix!$1:$1');
});
