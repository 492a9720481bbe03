/**
 * The questionnaire on real PostgreSQL: a link that a stranger answers, opens again and no longer opens; and its token,
 * which is kept nowhere.
 */
import { fitQuestions } from '@tandem/core/commercial/fit-questions.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { agreementsCapability } from '../index.ts';
import { reasonAgainstAnswering, reasonAgainstClosing } from './rules.ts';

let cast: Cast;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, agreementsCapability]);
});
afterAll(() => cast.end());

const answers = Object.fromEntries(fitQuestions.map(({ key, answered }) => [key, answered]));

async function link(): Promise<{ id: string; token: string; path: string }> {
  const { status, body } = await cast.as('mo').post('~/fits', { title: 'For Harbor' });
  expect(status).toBe(201);
  const token = body.address.split('/').at(-1);
  return { id: body.fit.id, token, path: `/api/fit/${token}` };
}

async function visit(method: 'GET' | 'POST', path: string, payload?: object) {
  const sent = await cast.app.inject({ method, url: path, ...(payload === undefined ? {} : { payload }) });
  return { status: sent.statusCode, body: sent.json() };
}

test('whoever holds the link answers without signing in, sees who asks, and can come back', async () => {
  const { id, path } = await link();
  const seen = await visit('GET', path);
  expect(seen).toMatchObject({ status: 200, body: { title: 'For Harbor', askedBy: 'Mo Ito', answers: null } });
  expect(Object.keys(seen.body).sort()).toEqual(['answers', 'askedBy', 'expiresAt', 'internal', 'provider', 'title']);
  expect(await visit('POST', path, { answers })).toMatchObject({ status: 200, body: { answers } });
  expect((await visit('POST', path, { answers: { ...answers, employees: 90 } })).status).toBe(200);
  expect((await visit('GET', path)).body.answers.employees).toBe(90);
  for (const person of ['dana', 'mo'] as const) {
    const { items } = (await cast.as(person).get('~/fits')).body;
    expect(items.find((line: { id: string }) => line.id === id)).toMatchObject({ answers: { employees: 90 }, side: 'provider' });
  }
});

test('answers that are none are refused at their question and change nothing', async () => {
  const { path } = await link();
  expect(await visit('POST', path, { answers: { ...answers, itStaff: 'two' } })).toMatchObject({
    status: 422,
    body: { field: 'answers.itStaff' },
  });
  expect((await visit('GET', path)).body.answers).toBeNull();
});

test('a closed link stays closed, its answers stay, and only its side closes it', async () => {
  const { id, path } = await link();
  await visit('POST', path, { answers });
  expect(await cast.as('pat').post(`~/fits/${id}/closing`)).toMatchObject({ status: 403 });
  expect(await cast.as('jo').post(`~/fits/${id}/closing`)).toMatchObject({ status: 403 });
  expect((await cast.as('mo').post(`~/fits/${id}/closing`)).body).toMatchObject({ answers, closedAt: expect.any(String) });
  expect(await visit('GET', path)).toMatchObject({ status: 410, body: { code: 'fit-closed' } });
  expect(await visit('POST', path, { answers })).toMatchObject({ status: 410 });
  expect(await cast.as('mo').post(`~/fits/${id}/closing`)).toMatchObject({ status: 403 });
});

test('a wrong token is an address that does not exist, and the right one is kept nowhere', async () => {
  const { token } = await link();
  expect(await visit('GET', '/api/fit/a-token-of-nobody')).toMatchObject({ status: 404, body: { code: 'missing' } });
  const { rows } = await cast.database.pools.owner.query('select 1 from agreements_fit t where strpos(t::text, $1) > 0', [token]);
  expect(rows).toEqual([]);
  expect(await cast.as('dana').post('~/fits', { title: 'Mine' })).toMatchObject({ status: 403 });
  expect(await cast.as('pat').post('~/fits', { title: ' ' })).toMatchObject({ status: 422, body: { field: 'title' } });
});

test('a link ends with its time, and belongs to the side that made it', () => {
  const now = Temporal.Instant.from('2027-01-01T00:00:00Z');
  const open = { side: 'provider', expiresAt: now.add({ hours: 1 }), closedAt: null } as const;
  expect(reasonAgainstAnswering(open, now)).toBeNull();
  expect(reasonAgainstAnswering({ ...open, expiresAt: now }, now)).toContain('has ended');
  expect(reasonAgainstAnswering({ ...open, closedAt: now }, now)).toContain('was closed');
  expect(reasonAgainstClosing(open, 'provider', now)).toBeNull();
  expect(reasonAgainstClosing(open, 'internal', now)).toContain('other side');
  expect(reasonAgainstClosing({ ...open, expiresAt: now }, 'provider', now)).toContain('closed already');
});
