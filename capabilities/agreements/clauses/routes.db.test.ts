/**
 * The clause library on real PostgreSQL: versions that never change, texts that can be printed, nothing of it for the other
 * side, and no draft that claims wording to be the library's when it is not.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, type HarborPerson } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { agreementsCapability } from '../index.ts';

let cast: Cast;
let draftId: string;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, agreementsCapability]);
  draftId = (await cast.as('mo').post('~/drafts', { kind: 'amendment', title: 'Wording' })).body.id;
});
afterAll(() => cast.end());

const clause = (more: object = {}) => ({
  after: null,
  section: 'data',
  replaces: null,
  title: 'Copies',
  text: '{provider} keeps no copy.',
  ...more,
});

test('a clause gets versions, and each stays as it was', async () => {
  const first = await cast.as('mo').post('~/clauses', clause());
  expect(first).toMatchObject({ status: 201, body: { version: 1, section: 'data', replaces: null, withdrawn: false } });
  const { clauseId } = first.body;
  const second = await cast.as('ana').post('~/clauses', clause({ after: { clauseId, version: 1 }, text: 'One copy is kept.' }));
  expect(second).toMatchObject({ status: 201, body: { clauseId, version: 2 } });
  const late = await cast.as('mo').post('~/clauses', clause({ after: { clauseId, version: 1 } }));
  expect(late).toMatchObject({ status: 409, body: { code: 'clause-outdated' } });
  const gone = await cast.as('mo').post(`~/clauses/${clauseId}/withdrawal`, { version: 2 });
  expect(gone).toMatchObject({ status: 200, body: { version: 3, withdrawn: true, text: 'One copy is kept.' } });
  expect(await cast.as('mo').post(`~/clauses/${clauseId}/withdrawal`, { version: 3 })).toMatchObject({ status: 409 });
  const { items } = (await cast.as('mo').get('~/clauses')).body;
  const own = items.filter((each: { clauseId: string }) => each.clauseId === clauseId);
  expect(own.map((each: { version: number; text: string }) => [each.version, each.text])).toEqual([
    [3, 'One copy is kept.'],
    [2, 'One copy is kept.'],
    [1, '{provider} keeps no copy.'],
  ]);
  const owner = cast.database.pools.owner;
  const told = await owner.query(`select action, chain from record_audit where action like 'agreements.clause-%' order by 1`);
  expect(told.rows.map(({ action }) => action)).toEqual([
    'agreements.clause-saved',
    'agreements.clause-saved',
    'agreements.clause-withdrawn',
  ]);
  expect(new Set(told.rows.map(({ chain }) => chain))).toEqual(new Set(['provider']));
});

test('what no engagement fills in is refused by its name, and so is a place that does not exist', async () => {
  expect(await cast.as('mo').post('~/clauses', clause({ text: '{provider} and {client} and { internal }' }))).toMatchObject({
    status: 422,
    body: { field: 'text', detail: expect.stringContaining('{client}, { internal }') },
  });
  expect(await cast.as('mo').post('~/clauses', clause({ replaces: 'data.nothing' }))).toMatchObject({
    status: 422,
    body: { field: 'replaces' },
  });
  expect(await cast.as('mo').post('~/clauses', clause({ replaces: 'term.length' }))).toMatchObject({
    status: 422,
    body: { field: 'replaces', detail: expect.stringContaining('another section') },
  });
  expect(await cast.as('mo').post('~/clauses', clause({ section: 'nowhere' }))).toMatchObject({ status: 422 });
  expect(await cast.as('mo').post('~/clauses', clause({ replaces: 'data.owner' }))).toMatchObject({ status: 201 });
  const never = '00000000-0000-7000-8000-000000000000';
  expect(await cast.as('mo').post('~/clauses', clause({ after: { clauseId: never, version: 1 } }))).toMatchObject({
    status: 404,
  });
});

test('the other side hears nothing of it, and at the provider only those who answer for it', async () => {
  const { clauseId } = (await cast.as('mo').post('~/clauses', clause({ title: 'A secret' }))).body;
  for (const person of ['pat', 'dana', 'lee', 'jo'] as const) {
    expect(await cast.as(person).get('~/clauses')).toMatchObject({ status: 403 });
    expect(await cast.as(person).post('~/clauses', clause())).toMatchObject({ status: 403 });
  }
  expect(await cast.as('pat').post(`~/clauses/${clauseId}/withdrawal`, { version: 1 })).toMatchObject({ status: 404 });
  expect(await cast.as('lee').post(`~/clauses/${clauseId}/withdrawal`, { version: 1 })).toMatchObject({ status: 403 });
});

const put = async (by: HarborPerson, key: string, value: object) => {
  const { revision } = (await cast.as(by).get(`~/drafts/${draftId}`)).body;
  const steps = ['clauses', key];
  const change = { action: 'added', steps, path: steps.join('.'), after: value };
  return cast.as(by).post(`~/drafts/${draftId}/edits`, { revision, terms: [change] });
};

test('a draft holds a clause of the library only word for word, put in by whoever can read it', async () => {
  const { clauseId } = (await cast.as('mo').post('~/clauses', clause({ title: 'Ours' }))).body;
  const said = { section: 'data', title: 'Ours', text: '{provider} keeps no copy.', from: { clauseId, version: 1 } };
  const refused = { status: 409, body: { code: 'not-in-library' } };
  expect(await put('mo', 'own-data-1', { ...said, text: 'Anything.' })).toMatchObject(refused);
  expect(await put('mo', 'own-data-1', { ...said, from: { clauseId, version: 2 } })).toMatchObject(refused);
  expect(await put('mo', 'data.owner', said)).toMatchObject(refused);
  expect(await put('dana', 'own-data-1', said)).toMatchObject(refused);
  expect(await put('mo', 'own-data-1', said)).toMatchObject({ status: 200 });
  const seen = (await cast.as('dana').get(`~/drafts/${draftId}/statement`)).body;
  const printed = seen.sections.flatMap(({ blocks }: { blocks: { id: string }[] }) => blocks);
  expect(printed.find(({ id }: { id: string }) => id === 'own-data-1')).toMatchObject({
    source: 'provider',
    text: 'Northline MSP keeps no copy.',
    mark: 'added by Northline MSP, version 1 of its clause library',
  });
  const text = { action: 'changed', steps: ['clauses', 'own-data-1', 'text'], path: '', before: said.text, after: 'Other.' };
  expect(await cast.as('dana').post(`~/drafts/${draftId}/edits`, { revision: 1, terms: [text] })).toMatchObject(refused);
  const other = { action: 'changed', steps: ['termMonths'], path: '', before: 12, after: 24 };
  expect(await cast.as('dana').post(`~/drafts/${draftId}/edits`, { revision: 1, terms: [other] })).toMatchObject({ status: 200 });
  const own = { action: 'removed', steps: ['clauses', 'own-data-1', 'from'], path: '', before: said.from };
  expect(await cast.as('mo').post(`~/drafts/${draftId}/edits`, { revision: 2, terms: [own] })).toMatchObject({ status: 200 });
});
