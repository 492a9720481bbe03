/**
 * The matrix out of and into the product as files. Out: of a draft or of what is in force today, as XLSX, CSV, YAML or
 * JSON. In: a CSV is read against a draft and told line by line what an import would do; nothing is written here. Who
 * imports sends the rows as an edit of the draft, so that an import is seen, merged and undone like any other edit.
 */
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { canonicalJson } from '@tandem/core/responsibility/canonical.ts';
import { foldRows, versionOn } from '@tandem/core/responsibility/draft.ts';
import { formatEngagement } from '@tandem/core/responsibility/format.ts';
import type { Row } from '@tandem/core/responsibility/model.ts';
import { authorise, load } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { FastifyRequestLike } from '@tandem/platform/http/capability.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { uuidOr404 } from '@tandem/platform/http/server.ts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import Papa from 'papaparse';
import { agreementInForce } from '../../responsibility/index.ts';
import { agreementsAccess } from '../access.ts';
import { type Draft, draftThing } from '../drafts/store.ts';
import { savedAs } from '../statement/rules.ts';
import { renderWorkbook } from '../workbook/rules.ts';
import { columnNames, type Mapping, mappingShape, type Reading, tableBytesMax, tableLinesMax } from './contract.ts';
import { decodeTable, guessMapping, importRows, neutral, tableOf } from './rules.ts';

const forms = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  yaml: 'application/yaml; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const;
type Form = keyof typeof forms;

interface Chosen {
  agreement: Agreement;
  rows: Row[];
  version: string;
}

interface Params {
  engagementId: string;
  draftId: string;
}

export async function exchangePlugin(app: FastifyInstance, edgeOf: (request: FastifyRequestLike) => Edge): Promise<void> {
  const place = '/api/engagements/:engagementId';
  for (const form of ['xlsx', 'csv', 'yaml', 'json'] as const) {
    app.get<{ Params: Params }>(`${place}/drafts/:draftId/matrix.${form}`, async (request, reply) => {
      const { engagementId, draftId } = request.params;
      const chosen = await edgeOf(request).enter(uuidOr404(engagementId), async (ctx) =>
        chosenOf((await load(ctx, agreementsAccess, draftThing, uuidOr404(draftId), 'draft.read')).row),
      );
      return send(reply, chosen, form);
    });
    app.get<{ Params: Params }>(`${place}/matrix.${form}`, async (request, reply) =>
      send(reply, await edgeOf(request).enter(uuidOr404(request.params.engagementId), inForce), form),
    );
  }
  await app.register(async (scope) => {
    scope.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit: tableBytesMax }, (_request, body, done) =>
      done(null, body),
    );
    scope.post<{ Params: Params; Querystring: { mapping?: string } }>(
      `${place}/drafts/:draftId/matrix/readings`,
      { bodyLimit: tableBytesMax },
      async (request) => {
        const { engagementId, draftId } = request.params;
        const draft = await edgeOf(request).enter(
          uuidOr404(engagementId),
          async (ctx) => (await load(ctx, agreementsAccess, draftThing, uuidOr404(draftId), 'draft.edit')).row,
        );
        if (!Buffer.isBuffer(request.body)) throw new Refusal('unsupported-media-type', 'Send the table as text/csv.', null);
        return readTable(request.body, request.query.mapping, draft);
      },
    );
  });
}

function chosenOf({ file, terms }: Pick<Draft, 'file' | 'terms'>): Chosen {
  const version = file.matrix.at(-1)?.version ?? '';
  return { agreement: { file, terms }, version, rows: foldRows(file, version).map(({ row }) => row) };
}

async function inForce(ctx: Ctx): Promise<Chosen> {
  authorise(ctx, agreementsAccess, 'draft.read');
  const current = await agreementInForce(ctx);
  if (current === null) throw new Refusal('no-agreement', 'Nothing is agreed yet.', null);
  const { file } = current;
  const day = ctx.now.toZonedDateTimeISO(file.sites[0]?.timezone ?? 'UTC').toPlainDate();
  const version = (versionOn(file, day.toString()) ?? file.matrix.at(-1))?.version ?? '';
  const rows = foldRows(file, version).map(({ row }) => row);
  return { agreement: { file, terms: emptyTerms() }, version, rows };
}

async function send(reply: FastifyReply, chosen: Chosen, form: Form) {
  const { engagement } = chosen.agreement.file;
  return reply
    .type(forms[form])
    .header('content-disposition', savedAs(`${engagement.id}-matrix-${chosen.version}.${form}`))
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(await write(chosen, form));
}

async function write({ agreement, rows, version }: Chosen, form: Form): Promise<string | Buffer> {
  if (form === 'xlsx') return Buffer.from(await renderWorkbook(agreement, rows, version));
  if (form === 'yaml') return formatEngagement(agreement.file);
  if (form === 'json') return `${JSON.stringify({ version, rows }, null, 2)}\n`;
  const lines = [[...columnNames], ...tableOf(rows)].map((cells) => cells.map(neutral));
  // The mark at the start makes spreadsheets read UTF-8.
  return `\ufeff${Papa.unparse(lines, { newline: '\r\n' })}\r\n`;
}

/** What an import of these bytes into the draft would do. */
function readTable(bytes: Buffer, mappingText: string | undefined, draft: Draft): Reading {
  const decoded = decodeTable(bytes);
  if ('refusal' in decoded) throw new Refusal('invalid-input', decoded.refusal, 'table');
  const { data, errors } = Papa.parse<string[]>(decoded.text.replace(/^\ufeff/, '').trimEnd(), { preview: tableLinesMax + 2 });
  const [headings = [], ...lines] = data;
  if (headings.every((heading) => heading.trim() === '')) throw new Refusal('invalid-input', 'The table is empty.', 'table');
  if (lines.length > tableLinesMax) throw new Refusal('invalid-input', `A table has at most ${tableLinesMax} lines.`, 'table');
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken !== undefined)
    throw new Refusal('invalid-input', `Line ${(broken.row ?? 0) + 1}: a quotation mark is not closed.`, 'table');
  const mapping = mappingText === undefined ? guessMapping(headings) : readMapping(mappingText, headings.length);
  const { rows, refused } = importRows(lines, mapping, draft.file);
  return { headings, mapping, sample: lines.slice(0, 3), rows: rows.map((row) => ({ ...row })), refused, ...counts(rows, draft) };
}

function readMapping(text: string, width: number): Mapping {
  const parsed = mappingShape.safeParse(jsonOf(text));
  if (!parsed.success || parsed.data.length !== width)
    throw new Refusal('invalid-input', `Say for each of the ${width} columns what it is.`, 'mapping');
  const named = parsed.data.filter((column) => column !== null);
  if (new Set(named).size !== named.length)
    throw new Refusal('invalid-input', 'Two columns cannot be the same thing.', 'mapping');
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function counts(rows: readonly Row[], { file }: Draft): Pick<Reading, 'added' | 'changed' | 'unchanged'> {
  const before = new Map(file.matrix.flatMap((version) => version.rows).map((row) => [row.id, canonicalJson(row)]));
  const added = rows.filter(({ id }) => !before.has(id)).length;
  const unchanged = rows.filter((row) => before.get(row.id) === canonicalJson(row)).length;
  return { added, unchanged, changed: rows.length - added - unchanged };
}
