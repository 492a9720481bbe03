/**
 * The statement of work as a Word document: real heading and clause styles, numbering that Word continues, tables whose
 * header row repeats and whose rows never break across pages, a table of contents that is a field, and the content hash
 * with the page number at the foot of every page. It prints the model and adds nothing to it; it runs in a thread.
 */
import type { Blank, Block, Clause, Statement, Table as TableBlock } from '@tandem/core/commercial/statement/model.ts';
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  convertInchesToTwip,
  Document,
  type FileChild,
  Footer,
  Header,
  HeadingLevel,
  LeaderType,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { blankWords, certificateRows, sourceMark, wholeRowsMax } from '../statement/rules.ts';

const font = 'Arial';
const ink = { heading: '1F2A44', quiet: '5B6475', line: 'B8C0CC', head: 'E9EDF3', open: 'FFF1C2' };
/** Twips: a page's short and long edge. */
const papers = { letter: [12_240, 15_840], a4: [11_906, 16_838] } as const;
const margin = convertInchesToTwip(0.9);
/** Twips: numbers hang before the text. */
const textIndent = 560;

/** The document's bytes. */
export async function renderDocx(statement: Statement): Promise<Uint8Array> {
  const [short, long] = papers[statement.paper];
  const page = (orientation: 'portrait' | 'landscape') => ({
    size: { width: short, height: long, orientation: PageOrientation[orientation === 'portrait' ? 'PORTRAIT' : 'LANDSCAPE'] },
    margin: { top: margin, bottom: margin, left: margin, right: margin, header: 500, footer: 450 },
  });
  const frame = { headers: { default: headerOf(statement) }, footers: { default: footerOf(statement) } };
  const certificate = certificateOf(statement, short - 2 * margin);
  const document = new Document({
    title: statement.title,
    creator: 'Tandem',
    description: `Content hash ${statement.hash}`,

    styles,
    numbering,
    sections: [
      { ...frame, properties: { page: page('portrait') }, children: bodyOf(statement, short - 2 * margin) },
      { ...frame, properties: { page: page('landscape') }, children: schedulesOf(statement, long - 2 * margin) },
      ...(certificate.length === 0 ? [] : [{ ...frame, properties: { page: page('portrait') }, children: certificate }]),
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const heading = (size: number) => ({
  run: { font, size, bold: true, color: ink.heading },
  paragraph: { spacing: { before: 320, after: 120 }, keepNext: true, keepLines: true },
});

const styles = {
  default: {
    document: { run: { font, size: 20 }, paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } } },
    heading1: heading(26),
    title: {
      run: { font, size: 44, bold: true, color: ink.heading },
      paragraph: { spacing: { before: 600, after: 200, line: 264, lineRule: LineRuleType.AUTO } },
    },
  },
  paragraphStyles: [
    { id: 'Clause', name: 'Clause', basedOn: 'Normal', quickFormat: true, paragraph: { spacing: { after: 120 } } },
    {
      id: 'Schedule',
      name: 'Schedule heading',
      basedOn: 'Heading1',
      next: 'Normal',
      quickFormat: true,
      ...heading(26),
    },
    {
      id: 'Cell',
      name: 'Table cell',
      basedOn: 'Normal',
      run: { font, size: 15 },
      paragraph: { spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO } },
    },
    {
      id: 'Quiet',
      name: 'Quiet',
      basedOn: 'Normal',
      run: { font, size: 14, color: ink.quiet },
      paragraph: { spacing: { after: 0 } },
    },
  ],
};

const numbering = {
  config: [
    {
      reference: 'sections',
      levels: [
        {
          level: 0,
          format: LevelFormat.DECIMAL,
          text: '%1.',
          alignment: AlignmentType.START,
          style: { paragraph: { indent: { left: textIndent, hanging: textIndent } } },
        },
        {
          level: 1,
          format: LevelFormat.DECIMAL,
          text: '%1.%2',
          alignment: AlignmentType.START,
          style: { paragraph: { indent: { left: textIndent, hanging: textIndent } } },
        },
      ],
    },
    {
      reference: 'points',
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '•',
          alignment: AlignmentType.START,
          style: { paragraph: { indent: { left: 900, hanging: 260 } } },
        },
      ],
    },
  ],
};

function headerOf(statement: Statement): Header {
  const state = statement.signatures.length === 0 ? 'Draft for counsel, not signed' : 'Signed';
  return new Header({ children: [new Paragraph({ style: 'Quiet', text: `${statement.title}    ·    ${state}` })] });
}

function footerOf(statement: Statement): Footer {
  return new Footer({
    children: [
      new Paragraph({
        style: 'Quiet',
        children: [
          new TextRun(`Content hash ${statement.hash}    ·    Page `),
          new TextRun({ children: [PageNumber.CURRENT] }),
          new TextRun(' of '),
          new TextRun({ children: [PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  });
}

function bodyOf(statement: Statement, width: number): FileChild[] {
  const { internal, provider } = statement.parties;
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, text: statement.title }),
    new Paragraph({ text: `Between ${internal} and ${provider}. Clause library ${statement.edition}.` }),
    contentsOf(statement),
    ...statement.sections.flatMap(({ number, title, blocks }, index) => [
      new Paragraph({
        heading: HeadingLevel.HEADING_1,
        numbering: { reference: 'sections', level: 0 },
        children: [anchored(`section-${number}`, title)],
        pageBreakBefore: index === 0,
      }),
      ...blocks.flatMap((block) => blockOf(block, width, textIndent)),
    ]),
  ];
}

/**
 * What is shown until the field is updated: numbers as they are printed, each a link. Only a word processor knows the
 * pages, so no dots lead to where they would stand.
 */
function contentsOf({ sections, schedules, signatures }: Statement): TableOfContents {
  const cachedEntries = [
    ...sections.map(({ number, title }) => ({ title: `${number}. ${title}`, href: `section-${number}`, level: 1 })),
    ...schedules.map(({ letter, title }) => ({ title: scheduleTitle(letter, title), href: `schedule-${letter}`, level: 1 })),
    ...(signatures.length === 0 ? [] : [{ title: certificateTitle, href: 'certificate', level: 1 }]),
  ];
  return new TableOfContents('Contents', {
    hyperlink: true,
    headingStyleRange: '1-1',
    tabLeader: LeaderType.NONE,
    cachedEntries,
  });
}

const certificateTitle = 'Signing certificate';
const scheduleTitle = (letter: string, title: string) => `Schedule ${letter}: ${title}`;
const anchored = (id: string, text: string) => new Bookmark({ id, children: [new TextRun(text)] });

function schedulesOf(statement: Statement, width: number): FileChild[] {
  return statement.schedules.flatMap(({ letter, title, blocks }, index) => [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      children: [anchored(`schedule-${letter}`, scheduleTitle(letter, title))],
      pageBreakBefore: index > 0,
    }),
    ...blocks.flatMap((block) => blockOf(block, width, 0)),
  ]);
}

/** `left` is where paragraphs begin: below the text of the clauses around them. */
function blockOf(block: Block, width: number, left: number): FileChild[] {
  if (block.kind === 'clause') return [clauseParagraph(block)];
  if (block.kind === 'table') return tableOf(block, width);
  if (block.kind === 'blank') return [blankParagraph(block)];
  if (block.kind === 'paragraph') return [new Paragraph({ text: block.text, indent: { left }, keepNext: true })];
  return block.items.map((text) => new Paragraph({ text, numbering: { reference: 'points', level: 0 } }));
}

function clauseParagraph(clause: Clause): Paragraph {
  const mark = sourceMark(clause);
  return new Paragraph({
    style: 'Clause',
    numbering: { reference: 'sections', level: 1 },
    children: [
      new TextRun({ text: `${clause.title}. `, bold: true }),
      new TextRun(clause.text),
      ...(mark === '' ? [] : [new TextRun({ text: ` ${mark}`, italics: true, color: ink.quiet })]),
    ],
  });
}

function blankParagraph(blank: Blank): Paragraph {
  const open = blank.state === 'open';
  const shading = { type: ShadingType.CLEAR, color: 'auto', fill: ink.open };
  return new Paragraph({
    indent: { left: textIndent },
    keepLines: true,
    children: [
      new TextRun({ text: `${blank.label}: `, bold: true }),
      new TextRun({ text: blankWords(blank), italics: blank.state !== 'filled', ...(open && { shading }) }),
    ],
  });
}

function tableOf(block: TableBlock, width: number): FileChild[] {
  const widths = block.columns.map(({ share }) => Math.round(share * width));
  const line = { style: BorderStyle.SINGLE, size: 4, color: ink.line };
  const row = (cells: string[], isHead: boolean, keepNext: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(
        (text, index) =>
          new TableCell({
            width: { size: widths[index] ?? 0, type: WidthType.DXA },
            margins: { top: 40, bottom: 40, left: 80, right: 80 },
            ...(isHead && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: ink.head } }),
            children: [
              new Paragraph({
                style: 'Cell',
                keepNext,
                alignment: block.columns[index]?.align === 'end' ? AlignmentType.END : AlignmentType.START,
                children: [new TextRun({ text, bold: isHead })],
              }),
            ],
          }),
      ),
    });
  const isShort = block.rows.length <= wholeRowsMax;
  return [
    new Table({
      width: { size: widths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
      rows: [
        row(
          block.columns.map(({ title }) => title),
          true,
          true,
        ),
        ...block.rows.map((cells, index) => row(cells, false, isShort && index < block.rows.length - 1)),
      ],
    }),
    new Paragraph({ style: 'Cell', text: '' }),
  ];
}

function certificateOf(statement: Statement, width: number): FileChild[] {
  if (statement.signatures.length === 0) return [];
  const columns = [
    { title: 'What', share: 0.25 },
    { title: 'Recorded', share: 0.75 },
  ];
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: [anchored('certificate', certificateTitle)] }),
    ...statement.signatures.flatMap((signature) => {
      const rows = certificateRows(statement, signature);
      return tableOf(
        { kind: 'table', id: 'certificate', columns, rows, rowIds: rows.map(() => null), repeatHeader: true },
        width,
      );
    }),
  ];
}
