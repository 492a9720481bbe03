/**
 * The matrix as files through the server: what goes out comes in again unchanged, a dry run changes nothing, and hostile
 * tables get a sentence.
 */
import { readFileSync } from 'node:fs';
import { foldRows } from '@tandem/core/responsibility/draft.ts';
import { parseEngagement } from '@tandem/core/responsibility/parse.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, type HarborPerson } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { agreementsCapability } from '../index.ts';
import { tableBytesMax } from './contract.ts';

let cast: Cast;
let draftId: string;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, agreementsCapability]);
  draftId = (await cast.as('mo').post('~/drafts', { kind: 'amendment', title: 'The next one' })).body.id;
});
afterAll(() => cast.end());

const url = (path: string) => `/api/engagements/${cast.harborId}/${path}`;
const as = (by: HarborPerson) => ({ 'x-test-user': cast.people[by].userId });
const get = (path: string, by: HarborPerson = 'dana') => cast.app.inject({ url: url(path), headers: as(by) });
const read = (payload: Buffer | string, query = '', by: HarborPerson = 'dana', type = 'text/csv') =>
  cast.app.inject({
    method: 'POST',
    url: url(`drafts/${draftId}/matrix/readings${query}`),
    headers: { ...as(by), 'content-type': type },
    payload,
  });

test('a draft’s matrix goes out as CSV and reads in again as it was', async () => {
  const draft = (await cast.as('dana').get(`~/drafts/${draftId}`)).body;
  const out = await get(`drafts/${draftId}/matrix.csv`);
  expect(out.headers['content-type']).toBe('text/csv; charset=utf-8');
  const reading = (await read(out.rawPayload)).json();
  expect(reading).toMatchObject({ refused: [], added: 0, changed: 0, unchanged: draft.file.matrix[0].rows.length });
  expect(reading.rows).toEqual(draft.file.matrix[0].rows);
  expect((await cast.as('dana').get(`~/drafts/${draftId}`)).body).toEqual(draft);
});

test('what is in force goes out in four forms', async () => {
  const parsed = parseEngagement(readFileSync(new URL('../../../examples/harbor.yaml', import.meta.url), 'utf8'), 'harbor.yaml');
  if (!parsed.ok) throw new Error('The example does not parse.');
  const json = (await get('matrix.json')).json();
  expect(json.rows).toEqual(foldRows(parsed.file, json.version).map(({ row }) => row));
  expect(parseEngagement((await get('matrix.yaml')).body, 'out.yaml')).toMatchObject({ ok: true });
  expect((await get('matrix.xlsx')).rawPayload.subarray(0, 2).toString()).toBe('PK');
  expect((await get('matrix.csv')).body.split('\r\n')).toHaveLength(json.rows.length + 2);
});

test('the mapping that a person gives counts, and must fit', async () => {
  const table = 'nr;what;who;boss\nX-1;bk-monitor;msp-noc: act;pat\nX-2;bk-monitor;zoe: act;pat\n';
  expect((await read(table)).json()).toMatchObject({ mapping: [null, null, null, null], rows: [] });
  const mapping = encodeURIComponent(JSON.stringify(['id', 'function', 'always', 'accountable']));
  const reading = (await read(table, `?mapping=${mapping}`)).json();
  expect(reading.rows).toEqual([
    { id: 'X-1', function: 'bk-monitor', always: { who: ['msp-noc'], mode: 'act' }, accountable: 'pat' },
  ]);
  expect(reading.refused).toEqual([{ line: 3, row: 'X-2', reasons: ['The engagement has no person, team or rota zoe.'] }]);
  for (const wrong of ['[]', 'x', '["id","id",null,null]', '["price",null,null,null]'])
    expect((await read(table, `?mapping=${encodeURIComponent(wrong)}`)).json()).toMatchObject({ status: 422, field: 'mapping' });
});

test.each<[string, Buffer | string, RegExp]>([
  ['nothing', '\n', /empty/],
  ['Latin-1', Buffer.from('id,Zoë', 'latin1'), /neither UTF-8 nor UTF-16/],
  ['a workbook', Buffer.from('PK\u0003\u0004'), /Save the sheet as CSV/],
  ['an open quotation mark', 'id,function\n"X-1,bk-monitor\n', /quotation mark/],
  ['a million lines', 'id\n'.repeat(600_000), /at most 5000 lines/],
])('%s is refused in words', async (_what, payload, says) => {
  const refused = await read(payload);
  expect(refused.json()).toMatchObject({ status: 422, field: 'table', detail: expect.stringMatching(says) });
});

test('too much is refused before it is read, and so is another kind of file', async () => {
  expect((await read(Buffer.alloc(tableBytesMax + 1, 'x'))).statusCode).toBe(413);
  const promised = await cast.app.inject({
    method: 'POST',
    url: url(`drafts/${draftId}/matrix/readings`),
    headers: { ...as('dana'), 'content-type': 'text/csv', 'content-length': '104857600' },
    payload: 'id',
  });
  expect(promised.statusCode).toBe(413);
  expect((await read('{}', '', 'dana', 'application/json')).statusCode).toBe(415);
});

test('who may not edit the draft may not try an import; who is no IT person takes nothing out', async () => {
  expect((await read('id\n', '', 'jo')).statusCode).toBe(403);
  expect((await get('matrix.csv', 'wes')).statusCode).toBe(403);
  expect((await get(`drafts/${draftId}/matrix.xlsx`, 'wes')).statusCode).toBe(404);
});
