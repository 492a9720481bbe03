/**
 * Drafts on real PostgreSQL, through the server: begun from what is in force or from nothing, and read by both IT sides.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { agreementsCapability } from '../index.ts';

let cast: Cast;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, agreementsCapability]);
});
afterAll(() => cast.end());

test('a draft begins with every row that is in force, and both sides read it', async () => {
  const begun = await cast.as('mo').post('~/drafts', { kind: 'amendment', title: 'Nights to the desk', reason: 'Dana is tired' });
  expect(begun).toMatchObject({ status: 201, body: { state: 'open', revision: 0, createdBy: cast.people.mo.memberId } });
  const seen = await cast.as('dana').get(`~/drafts/${begun.body.id}`);
  expect(seen.body.file.matrix).toHaveLength(1);
  expect(seen.body.file.matrix[0].rows.length).toBeGreaterThan(20);
  expect(seen.body.baseHash).toMatch(/^[0-9a-f]{64}$/);
});

test('what is in force is told as a draft of it would begin', async () => {
  const { body } = await cast.as('pat').get('~/in-force');
  expect(body).toMatchObject({ version: expect.any(String), from: expect.any(String), file: { matrix: [{ version: 'draft' }] } });
  expect((await cast.as('wes').get('~/in-force')).status).toBe(403);
  const nothing = await cast.as(cast.neighbour.dora).get(`/api/engagements/${cast.neighbour.id}/in-force`);
  expect(nothing.body).toEqual({ version: null, from: null, to: null, file: null });
});

test('without an agreement a draft begins with two organisations and nothing agreed', async () => {
  const path = `/api/engagements/${cast.neighbour.id}/drafts`;
  const begun = await cast.as(cast.neighbour.dora).post(path, { kind: 'agreement', title: 'The first one' });
  const seen = await cast.as(cast.neighbour.ned).get(`${path}/${begun.body.id}`);
  expect(seen.body).toMatchObject({ baseHash: null, file: { matrix: [{ version: 'draft', rows: [] }] } });
});

test('pages are complete and in order; a cursor of another list is refused', async () => {
  for (const title of ['one', 'two', 'three']) await cast.as('dana').post('~/drafts', { kind: 'amendment', title });
  const all = (await cast.as('pat').get('~/drafts?limit=200')).body.items.map((line: { id: string }) => line.id);
  const paged: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const page = await cast.as('pat').get(`~/drafts?limit=1${next === '' ? '' : `&after=${next}`}`);
    paged.push(...page.body.items.map((line: { id: string }) => line.id));
    next = page.body.next;
  }
  expect(paged).toEqual(all);
  expect(await cast.as('pat').get('~/drafts?after=bm8')).toMatchObject({
    status: 422,
    body: { code: 'invalid-input', field: 'after' },
  });
});

test('who may not begin one is told why; who is no IT person sees none', async () => {
  expect(await cast.as('jo').post('~/drafts', { kind: 'amendment', title: 'Mine' })).toMatchObject({
    status: 403,
    body: { code: 'not-allowed' },
  });
  expect(await cast.as('wes').get('~/drafts')).toMatchObject({ status: 403 });
  expect(await cast.as('dana').post('~/drafts', { kind: 'amendment', title: ' ' })).toMatchObject({ body: { field: 'title' } });
});
