/**
 * The printed statement of work, opened by programs that are not ours: LibreOffice turns the DOCX into a PDF, Poppler
 * takes the text out of both PDFs, and each holds every row, every price and every clause of the model. Where a program is
 * not installed the test says so and does not run.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderDocx } from '@tandem/capabilities/agreements/docx/rules.ts';
import { renderPdf } from '@tandem/capabilities/agreements/pdf/rules.ts';
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import type { Statement } from '@tandem/core/commercial/statement/model.ts';
import { statementOf } from '@tandem/core/commercial/statement.ts';
import { agreementHash, emptyTerms } from '@tandem/core/commercial/terms.ts';
import { draftOf } from '@tandem/core/responsibility/draft.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { parseEngagement } from '@tandem/core/responsibility/parse.ts';
import { afterAll, expect, test } from 'vitest';

const has = (name: string, flag: string) => spawnSync(name, [flag]).error === undefined;
const hasPoppler = has('pdftotext', '-v');
const hasOffice = hasPoppler && has('libreoffice', '--version');
if (!hasOffice)
  process.stdout.write(
    'statement: LibreOffice or Poppler is not installed (libreoffice-writer, poppler-utils), so not every test ran.\n',
  );

const folder = mkdtempSync(join(tmpdir(), 'statement-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** `adapt` changes the file before it is stated. */
function statement(adapt: (file: EngagementFile) => void = () => undefined): Statement {
  const parsed = parseEngagement(readFileSync(new URL('../../examples/harbor.yaml', import.meta.url), 'utf8'), 'harbor.yaml');
  if (!parsed.ok) throw new Error('The example does not parse.');
  const file = draftOf(parsed.file, '2027-07-01');
  Object.assign(file.parties.internal, { users: 75, workstations: 80, servers: 4 });
  adapt(file);
  const modules = ['platform', 'security-ops', 'after-hours', 'overflow'];
  const clauses = { 'own-1': { section: 'data', title: 'Copies', text: '{provider} keeps one copy.' } };
  const blanks = { 'fees.payment': { text: '30 days' }, 'term.renewal': { struck: true as const } };
  const terms = { ...emptyTerms(), card: { name: 'Northline', rates: exampleRateCard }, modules, clauses, blanks };
  const signed = { title: 'CFO', at: '2027-06-14T15:03:11Z', hash: agreementHash({ file, terms }), method: 'passkey' };
  return statementOf(
    { file, terms },
    {
      signatures: [
        { ...signed, side: 'internal', name: 'Pat Lowe', address: '192.0.2.7' },
        { ...signed, side: 'provider', name: 'Mo Adler', address: '198.51.100.4' },
      ],
    },
  );
}

/** What a page says, whatever its lines: letters and digits alone, since a line may break inside a word. */
const bare = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
const textOf = (path: string) => execFileSync('pdftotext', [path, '-'], { encoding: 'utf8', maxBuffer: 2 ** 26 });

/** How wide the words are that match, in points. */
function widthsOf(path: string, wanted: RegExp): string[] {
  const boxes = execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return [...boxes.matchAll(/xMin="([\d.]+)" .*xMax="([\d.]+)" .*>(\S+)<\/word>/g)].flatMap(([, left, right, word = '']) =>
    wanted.test(word) ? [(Number(right) - Number(left)).toFixed(1)] : [],
  );
}

/** Every text of the model that the page lacks. */
function lacking(text: string, { sections, schedules, signatures, hash }: Statement): string[] {
  const page = bare(text);
  const wanted = [...sections, ...schedules].flatMap(({ title, blocks }) => [
    title,
    ...blocks.flatMap((block): string[] => {
      if (block.kind === 'table') return [...block.columns.map((column) => column.title), ...block.rows.flat()];
      if (block.kind === 'list') return block.items;
      if (block.kind === 'blank') return [block.label, block.text];
      return block.kind === 'clause' ? [block.title] : [];
    }),
  ]);
  const signers = signatures.flatMap(({ name, at, address, method }) => [name, at, address, method]);
  return [...wanted, ...signers, hash].filter((each) => !page.includes(bare(each)));
}

/** Clauses are longer than a page may be: their sentences are looked for one by one. */
function lackingSentences(text: string, { sections }: Statement): string[] {
  const page = bare(text);
  return sections
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'clause' ? block.text.split(/(?<=[.:;]) /) : [])))
    .filter((sentence) => !page.includes(bare(sentence)))
    .filter((sentence) => !sentence.includes('content hash'));
}

test.skipIf(!hasPoppler)(
  'a sentence that leads to a table stands on the page on which the table begins, wherever the page ends',
  async () => {
    const turns = [{ people: ['dana'] }, { people: ['sam'] }];
    const layers = [{ turns, length: '1w', anchor: '2027-01-04T08:00' }];
    for (let more = 0; more < 6; more += 1) {
      const model = statement((file) => {
        file.rotas = [{ id: 'nights', timezone: 'America/Chicago', layers }];
        for (let n = 0; n < more; n += 1) file.people.push({ id: `p${n}`, name: `Person ${n}`, side: 'internal', role: 'it' });
      });
      const path = join(folder, `rota-${more}.pdf`);
      writeFileSync(path, await renderPdf(model));
      const page = textOf(path)
        .split('\f')
        .find((each) => each.includes('Who is on call.'));
      expect(page, `${more} more people`).toContain('On shift');
    }
  },
  60_000,
);

test.skipIf(!hasPoppler)(
  'the PDF says what the model says, embeds its fonts, is tagged and numbered',
  async () => {
    const model = statement();
    const path = join(folder, 'own.pdf');
    writeFileSync(path, await renderPdf(model));
    const text = textOf(path);
    expect(lacking(text, model)).toEqual([]);
    expect(lackingSentences(text, model).length).toBeLessThan(6);
    expect(text).toContain('USD 5,500.00');
    const pages = text.split('\f').slice(0, -1);
    pages.forEach((page, index) => {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(page).toContain(model.hash);
    });
    const info = execFileSync('pdfinfo', [path], { encoding: 'utf8' });
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toContain(model.title);
    const fonts = execFileSync('pdffonts', [path], { encoding: 'utf8' }).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(1);
    for (const font of fonts) expect(font).toMatch(/Inter.* yes yes yes /);
    expect(new Set(widthsOf(path, /^\d\.\d$/)).size, 'a 7.1 is as wide as an 8.2').toBe(1);
  },
  60_000,
);

test.skipIf(!hasOffice)(
  'the DOCX, as LibreOffice prints it, holds every row and every price',
  async () => {
    const model = statement();
    const path = join(folder, 'word.docx');
    writeFileSync(path, await renderDocx(model));
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    execFileSync('libreoffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, path], { stdio: 'ignore' });
    const text = textOf(join(folder, 'word.pdf'));
    expect(lacking(text, model)).toEqual([]);
    expect(lackingSentences(text, model).length).toBeLessThan(6);
    const contents = text.slice(0, text.indexOf('\f'));
    for (const { number, title } of model.sections) expect(contents).toContain(`${number}. ${title}`);
    for (const { blocks } of model.sections)
      for (const block of blocks) if (block.kind === 'clause') expect(text).toContain(block.number);
  },
  180_000,
);

test.skipIf(!hasPoppler)(
  'a document that lacks a row is found out',
  async () => {
    const model = statement();
    const [matrix] = model.schedules[0]!.blocks;
    if (matrix?.kind !== 'table') throw new Error('Schedule A is no table.');
    const poor = structuredClone(model);
    const table = poor.schedules[0]!.blocks[0];
    if (table?.kind === 'table') table.rows = table.rows.filter(([id]) => id !== 'A-24');
    const path = join(folder, 'poor.pdf');
    writeFileSync(path, await renderPdf(poor));
    expect(lacking(textOf(path), model)).toContain('A-24');
  },
  60_000,
);
