/**
 * The matrix as a workbook. The first sheet is for people: Schedule A with what each row allows and forbids, set to print
 * on A3 or tabloid, landscape, as wide as the page, its heading frozen on the screen and repeated on every page. The second
 * holds the same rows with the ids of the file, as the CSV does. Every cell is text, so none is ever a formula.
 */
import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import type { Table } from '@tandem/core/commercial/statement/model.ts';
import { clauseOfRow, statementOf } from '@tandem/core/commercial/statement.ts';
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import type { Row } from '@tandem/core/responsibility/model.ts';
import writeXlsx, { type Feature, type SheetData } from 'write-excel-file/node';
import { getOrderOfSiblings, insertElementMarkupAccordingToOrderOfSiblings } from 'write-excel-file/utility';
import { columnNames } from '../exchange/contract.ts';
import { tableOf } from '../exchange/rules.ts';

/** Paper by its number in the format: A3 and 11 × 17 inches. */
const papers = { a4: 8, letter: 3 } as const;
const sheetFile = 'xl/worksheets/sheet{id}.xml';

/** What the sheet for people says, the heading first. */
export function printedTable(agreement: Agreement, version?: string): string[][] {
  const statement = statementOf(agreement, version === undefined ? {} : { version });
  const matrix = statement.schedules[0]?.blocks.find((block): block is Table => block.kind === 'table');
  if (matrix === undefined) return [];
  const authority = (id: string | null) => (id === null ? '' : (clauseOfRow(statement, id)?.authority?.text ?? ''));
  return [
    [...matrix.columns.map(({ title }) => title), 'Authority'],
    ...matrix.rows.map((cells, index) => [...cells, authority(matrix.rowIds[index] ?? null)]),
  ];
}

/** The bytes of the workbook. `rows` are those of `version`. */
export async function renderWorkbook(agreement: Agreement, rows: readonly Row[], version?: string): Promise<Uint8Array> {
  const printed = printedTable(agreement, version);
  const data = [[...columnNames], ...tableOf(rows)];
  const paper = papers[(agreement.file.sites[0]?.timezone ?? '').startsWith('America/') ? 'letter' : 'a4'];
  const sheets = [
    {
      sheet: 'Matrix',
      data: sheetOf(printed),
      columns: printed[0]?.map((_, index) => ({ width: index === 9 ? 60 : index === 0 ? 9 : 22 })) ?? [],
    },
    { sheet: 'Data', data: sheetOf(data), columns: columnNames.map((column) => ({ width: column === 'id' ? 9 : 24 })) },
  ];
  const buffer = await writeXlsx(
    sheets.map((sheet) => ({ ...sheet, stickyRowsCount: 1, stickyColumnsCount: 1, orientation: 'landscape' as const })),
    {
      features: [
        printing(
          paper,
          sheets.map(({ sheet }) => sheet),
        ),
      ],
      fontFamily: 'Arial',
      fontSize: 10,
    },
  ).toBuffer();
  return new Uint8Array(buffer);
}

function sheetOf(table: readonly (readonly string[])[]): SheetData {
  return table.map((cells, index) =>
    cells.map((value) => ({
      type: String,
      value,
      wrap: true,
      alignVertical: 'top' as const,
      borderColor: '#b8c0cc',
      borderStyle: 'thin' as const,
      ...(index === 0 && { fontWeight: 'bold' as const, backgroundColor: '#e9edf3' }),
    })),
  );
}

/** Paper, one page wide, and the first row on each page. */
function printing(paper: number, names: string[]): Feature<Stream | Buffer | Blob> {
  const titles = names.map(
    (name, index) => `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${name}!$1:$1</definedName>`,
  );
  return {
    files: {
      transform: {
        [sheetFile]: {
          transform: (xml: string) =>
            insertElementMarkupAccordingToOrderOfSiblings(
              xml,
              '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
              getOrderOfSiblings(sheetFile, 'worksheet') ?? [],
              'worksheet',
            ),
          transformElementAttributes: (tag: string, attributes: Record<string, string | number>) =>
            tag === 'pageSetup' ? { ...attributes, paperSize: paper, fitToWidth: 1, fitToHeight: 0 } : attributes,
        },
        'xl/workbook.xml': {
          transform: (xml: string) =>
            xml
              .replace(/<definedNames\s*\/>/, '')
              .replace('</sheets>', `</sheets><definedNames>${titles.join('')}</definedNames>`),
        },
      },
    },
  };
}
