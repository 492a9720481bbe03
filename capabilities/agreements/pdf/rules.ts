/**
 * The statement of work as a PDF: fonts embedded, tagged for readers that speak, with language, title, outline, contents
 * with page numbers, and the content hash at the foot of every page. Tables repeat their header on each page and no cell
 * is cut. It prints the model and adds nothing to it; it runs in a thread.
 */
import { fileURLToPath } from 'node:url';
import type { Blank, Block, Clause, Statement, Table } from '@tandem/core/commercial/statement/model.ts';
import PDFDocument from 'pdfkit';
import { blankWords, certificateRows, sourceMark, wholeRowsMax } from '../statement/rules.ts';

const fonts = {
  text: import.meta.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  bold: import.meta.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
  italic: import.meta.resolve('@expo-google-fonts/inter/400Regular_Italic/Inter_400Regular_Italic.ttf'),
};
const ink = { text: '#1b2233', heading: '#1f2a44', quiet: '#5b6475', line: '#b8c0cc', head: '#e9edf3', open: '#fff1c2' };
const margin = 56;
const indent = 34;
const size = { title: 22, heading: 13, text: 9.5, cell: 7.5, quiet: 6.5 };
const cellPad = { x: 4, y: 3 };
/**
 * Figures of one width where a point stands between them, or the font draws the point of 7.1 into its digits; sums stand under
 * each other. Text with features is laid out without the printer's cache, which takes several times as long, so no other text has any.
 */
const figured = (text: string): { features?: PDFKit.Mixins.OpenTypeFeatures[] } =>
  /\d[.,]\d/.test(text) ? { features: ['tnum'] } : {};

interface Page {
  doc: PDFKit.PDFDocument;
  paper: 'LETTER' | 'A4';
  layout: 'portrait' | 'landscape';
  /** The element that holds everything, for readers that speak. */
  root: PDFKit.PDFStructureElement;
  entries: { title: string; page: number; name: string }[];
}

/** The document's bytes. The same statement gives the same pages. */
export async function renderPdf(statement: Statement): Promise<Uint8Array> {
  const paper = statement.paper === 'letter' ? 'LETTER' : 'A4';
  const doc = new PDFDocument({
    size: paper,
    margin,
    bufferPages: true,
    tagged: true,
    lang: 'en-US',
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: statement.title, Subject: `Content hash ${statement.hash}`, Creator: 'Tandem' },
  });
  const bytes = collect(doc);
  for (const [name, file] of Object.entries(fonts)) doc.registerFont(name, fileURLToPath(file));
  const root = doc.struct('Document');
  doc.addStructure(root);
  const page: Page = { doc, paper, layout: 'portrait', root, entries: [] };
  writeFront(page, statement);
  const contents = doc.struct('TOC');
  root.add(contents);
  const contentsTop = doc.y;
  newPage(page, 'portrait');
  writeSections(page, statement);
  writeSchedules(page, statement);
  writeCertificate(page, statement);
  writeContents(page, contents, contentsTop);
  contents.end();
  root.end();
  writeFeet(page, statement);
  doc.end();
  return bytes;
}

function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
  });
}

const widthOf = ({ doc }: Page) => doc.page.width - 2 * margin;
const bottomOf = ({ doc }: Page) => doc.page.height - margin;

function newPage(page: Page, layout: Page['layout']): void {
  page.layout = layout;
  page.doc.addPage({ size: page.paper, layout, margin });
}

/** A line or two that lead to what follows, in points. */
const leadHeight = 50;

/** Begins a new page when less than `height` points are left. */
function need(page: Page, height: number): void {
  if (page.doc.y + height > bottomOf(page)) newPage(page, page.layout);
}

/** Adds one element of the given kind, written by `write`. */
function tagged(page: Page, tag: string, write: () => void): void {
  page.root.add(page.doc.struct(tag, {}, write));
}

function writeFront(page: Page, statement: Statement): void {
  const { doc } = page;
  const { internal, provider } = statement.parties;
  const state = statement.signatures.length === 0 ? 'Draft for counsel, not signed.' : 'Signed; see the certificate at the end.';
  tagged(page, 'H1', () => {
    doc
      .font('bold')
      .fontSize(size.title)
      .fillColor(ink.heading)
      .text(statement.title, margin, margin + 20, { width: widthOf(page), ...figured(statement.title) });
  });
  doc.y += 8;
  tagged(page, 'P', () => {
    const text = `Between ${internal} and ${provider}. Clause library ${statement.edition}. ${state}`;
    doc
      .font('text')
      .fontSize(size.text)
      .fillColor(ink.text)
      .text(text, margin, doc.y, { width: widthOf(page), ...figured(text) });
  });
  doc.y += 14;
}

function writeHeading(page: Page, title: string): void {
  const { doc } = page;
  need(page, 90);
  if (doc.y > margin) doc.y += 12;
  const name = `part-${page.entries.length + 1}`;
  page.entries.push({ title, page: doc.bufferedPageRange().count, name });
  doc.outline.addItem(title);
  tagged(page, 'H2', () => {
    doc
      .font('bold')
      .fontSize(size.heading)
      .fillColor(ink.heading)
      .text(title, margin, doc.y, { width: widthOf(page), destination: name, ...figured(title) });
  });
  doc.y += 5;
}

function writeSections(page: Page, statement: Statement): void {
  for (const { number, title, blocks } of statement.sections) {
    writeHeading(page, `${number}.  ${title}`);
    writeBlocks(page, blocks, indent);
  }
}

function writeSchedules(page: Page, statement: Statement): void {
  for (const { letter, title, blocks } of statement.schedules) {
    newPage(page, 'landscape');
    writeHeading(page, `Schedule ${letter}: ${title}`);
    writeBlocks(page, blocks, 0);
  }
}

function writeCertificate(page: Page, statement: Statement): void {
  if (statement.signatures.length === 0) return;
  newPage(page, 'portrait');
  writeHeading(page, 'Signing certificate');
  const columns = [
    { title: 'What', share: 0.22 },
    { title: 'Recorded', share: 0.78 },
  ];
  for (const signature of statement.signatures) {
    const rows = certificateRows(statement, signature);
    writeTable(page, { kind: 'table', id: 'certificate', columns, rows, rowIds: rows.map(() => null), repeatHeader: true });
  }
}

/** `left` is where paragraphs begin: below the text of the clauses around them. A paragraph stays with its table. */
function writeBlocks(page: Page, blocks: readonly Block[], left: number): void {
  blocks.forEach((block, index) => {
    const next = blocks[index + 1];
    if (block.kind === 'paragraph' && next?.kind === 'table') need(page, leadHeight + measureTable(page, next).begin);
    writeBlock(page, block, left);
  });
}

function writeBlock(page: Page, block: Block, left: number): void {
  if (block.kind === 'table') writeTable(page, block);
  else if (block.kind === 'clause') writeClause(page, block);
  else if (block.kind === 'blank') writeBlank(page, block);
  else if (block.kind === 'paragraph') {
    need(page, leadHeight);
    writeText(page, 'P', left, [['text', block.text]]);
  } else for (const item of block.items) writeItem(page, item);
}

type Run = [font: 'text' | 'bold' | 'italic', text: string];

/** A paragraph of runs in several fonts; it goes to the next page whole when it is short. */
function writeText(page: Page, tag: string, left: number, runs: Run[]): void {
  const { doc } = page;
  const width = widthOf(page) - left;
  need(page, Math.min(heightOf(page, runs, width), 120));
  tagged(page, tag, () => {
    doc.fontSize(size.text).fillColor(ink.text);
    runs.forEach(([font, text], index) => {
      const continued = index < runs.length - 1;
      doc.font(font);
      if (index === 0) doc.text(text, margin + left, doc.y, { width, lineGap: 2, continued, ...figured(text) });
      else doc.text(text, { lineGap: 2, continued, ...figured(text) });
    });
  });
  doc.y += 5;
}

function heightOf({ doc }: Page, runs: Run[], width: number): number {
  return doc
    .font('bold')
    .fontSize(size.text)
    .heightOfString(runs.map(([, text]) => text).join(''), { width, lineGap: 2 });
}

const bulletWidth = 10;

/** The bullet hangs before the text, as the number of a clause does. */
function writeItem(page: Page, item: string): void {
  const { doc } = page;
  const runs: Run[] = [['text', item]];
  need(page, Math.min(heightOf(page, runs, widthOf(page) - indent - bulletWidth), 120));
  const top = doc.y;
  tagged(page, 'Lbl', () => {
    doc
      .font('text')
      .fontSize(size.text)
      .fillColor(ink.text)
      .text('•', margin + indent, top, { width: bulletWidth, lineGap: 2 });
  });
  doc.y = top;
  writeText(page, 'P', indent + bulletWidth, runs);
}

/** The number hangs in the margin of the text. */
function writeClause(page: Page, clause: Clause): void {
  const { doc } = page;
  const mark = sourceMark(clause);
  const runs: Run[] = [
    ['bold', `${clause.title}. `],
    ['text', clause.text],
    ...(mark === '' ? [] : [['italic', ` ${mark}`] as Run]),
  ];
  need(page, Math.min(heightOf(page, runs, widthOf(page) - indent), 120));
  const top = doc.y;
  tagged(page, 'Lbl', () => {
    doc
      .font('text')
      .fontSize(size.text)
      .fillColor(ink.quiet)
      .text(clause.number, margin, top, { width: indent, lineGap: 2, ...figured(clause.number) });
  });
  doc.y = top;
  writeText(page, 'P', indent, runs);
}

function writeBlank(page: Page, blank: Blank): void {
  const { doc } = page;
  const runs: Run[] = [
    ['bold', `${blank.label}: `],
    [blank.state === 'filled' ? 'text' : 'italic', blankWords(blank)],
  ];
  const width = widthOf(page) - indent;
  const height = heightOf(page, runs, width);
  need(page, height + 4);
  if (blank.state === 'open') {
    artifact(doc, () => doc.rect(margin + indent - 3, doc.y - 2, width + 6, height + 3).fill(ink.open));
  }
  writeText(page, 'P', indent, runs);
}

/** Drawn for the eye alone: readers that speak pass it over. */
function artifact(doc: PDFKit.PDFDocument, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}

/** Widths and heights of a table, and how much of a page it takes to begin: all of a short one, or its first two rows. */
function measureTable(page: Page, table: Table) {
  const { doc } = page;
  const widths = table.columns.map(({ share }) => share * widthOf(page));
  const heights = table.rows.map((cells) => rowHeight(doc, cells, widths, 'text'));
  const head = rowHeight(doc, headOf(table), widths, 'bold');
  const whole = heights.reduce((sum, height) => sum + height, head);
  const fits = table.rows.length <= wholeRowsMax && whole < bottomOf(page) - margin - leadHeight;
  return { widths, heights, head, begin: fits ? whole : head + (heights[0] ?? 0) + (heights[1] ?? 0) };
}

function writeTable(page: Page, table: Table): void {
  const { doc } = page;
  const { widths, heights, head, begin } = measureTable(page, table);
  need(page, begin);
  const element = doc.struct('Table');
  page.root.add(element);
  writeRow(page, element, table, headOf(table), widths, head, true);
  table.rows.forEach((cells, index) => {
    const height = heights[index] ?? 0;
    if (doc.y + height > bottomOf(page)) {
      newPage(page, page.layout);
      artifact(doc, () => drawRow(page, table, headOf(table), widths, head, true));
    }
    writeRow(page, element, table, cells, widths, height, false);
  });
  element.end();
  doc.y += 10;
}

const headOf = (table: Table) => table.columns.map(({ title }) => title);

function rowHeight(doc: PDFKit.PDFDocument, cells: string[], widths: number[], font: 'text' | 'bold'): number {
  doc.font(font).fontSize(size.cell);
  const tallest = cells.map((text, index) =>
    doc.heightOfString(text || ' ', { width: (widths[index] ?? 0) - 2 * cellPad.x, ...figured(text) }),
  );
  return Math.max(...tallest) + 2 * cellPad.y;
}

/** One row as an element with its cells, then moves below it. */
function writeRow(
  page: Page,
  table: PDFKit.PDFStructureElement,
  { columns }: Table,
  cells: string[],
  widths: number[],
  height: number,
  isHead: boolean,
): void {
  const { doc } = page;
  const top = doc.y;
  artifact(doc, () => drawBoxes(doc, widths, top, height, isHead));
  const row = doc.struct('TR');
  table.add(row);
  cells.forEach((text, index) => {
    const write = () => drawCell(doc, text, leftOf(widths, index), top, widths[index] ?? 0, columns[index]?.align, isHead);
    row.add(doc.struct(isHead ? 'TH' : 'TD', {}, write));
  });
  row.end();
  doc.y = top + height;
}

function drawRow({ doc }: Page, { columns }: Table, cells: string[], widths: number[], height: number, isHead: boolean): void {
  const top = doc.y;
  drawBoxes(doc, widths, top, height, isHead);
  cells.forEach((text, index) => {
    drawCell(doc, text, leftOf(widths, index), top, widths[index] ?? 0, columns[index]?.align, isHead);
  });
  doc.y = top + height;
}

const leftOf = (widths: number[], index: number) => widths.slice(0, index).reduce((sum, width) => sum + width, margin);

function drawBoxes(doc: PDFKit.PDFDocument, widths: number[], top: number, height: number, isHead: boolean): void {
  const whole = leftOf(widths, widths.length) - margin;
  if (isHead) doc.rect(margin, top, whole, height).fill(ink.head);
  doc.lineWidth(0.5).strokeColor(ink.line).rect(margin, top, whole, height).stroke();
  for (let index = 1; index < widths.length; index += 1) {
    const x = leftOf(widths, index);
    doc.moveTo(x, top).lineTo(x, top + height);
  }
  doc.stroke();
}

function drawCell(
  doc: PDFKit.PDFDocument,
  text: string,
  left: number,
  top: number,
  width: number,
  align: 'end' | undefined,
  isHead: boolean,
): void {
  doc
    .font(isHead ? 'bold' : 'text')
    .fontSize(size.cell)
    .fillColor(ink.text)
    .text(text, left + cellPad.x, top + cellPad.y, {
      width: width - 2 * cellPad.x,
      align: align === 'end' ? 'right' : 'left',
      ...figured(text),
    });
}

/** Written last, on the first page, when the page of each part is known. */
function writeContents({ doc, entries }: Page, contents: PDFKit.PDFStructureElement, top: number): void {
  doc.switchToPage(0);
  const width = doc.page.width - 2 * margin;
  entries.forEach(({ title, page, name }, index) => {
    const y = top + index * 18;
    const write = () => {
      doc.font('text').fontSize(size.text).fillColor(ink.text);
      doc.text(title, margin, y, { width: width - 40, goTo: name, lineBreak: false, ...figured(title) });
      doc.text(String(page), margin + width - 40, y, { width: 40, align: 'right', goTo: name, lineBreak: false });
    };
    contents.add(doc.struct('TOCI', {}, write));
  });
}

function writeFeet({ doc }: Page, statement: Statement): void {
  const { count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    doc.switchToPage(index);
    const { margins } = doc.page;
    const bottom = margins.bottom;
    margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    const y = doc.page.height - 36;
    const width = doc.page.width - 2 * margin;
    doc.font('text').fontSize(size.quiet).fillColor(ink.quiet);
    doc.text(`Content hash ${statement.hash}`, margin, y, { width: width - 80, lineBreak: false });
    doc.text(`Page ${index + 1} of ${count}`, margin + width - 80, y, { width: 80, align: 'right', lineBreak: false });
    doc.endMarkedContent();
    margins.bottom = bottom;
  }
}
