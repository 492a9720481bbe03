/**
 * Overflow in life, on real PostgreSQL: the queue is counted after each change, and the next decision of a row that takes
 * part goes where the agreement says; what was begun, what is excluded and what takes no part stays.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cast, createCast } from '../../../proof/cast/cast.ts';
import { alertsCapability, sourceCreate } from '../../alerts/index.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { workCapability } from '../index.ts';

let cast: Cast;
beforeEach(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, alertsCapability, workCapability]);
});
afterEach(() => cast.end());

async function open(more: Record<string, unknown> = {}) {
  const asked = { kind: 'incident', title: 'Mouse is dead', function: 'sd-tier1-support', priority: 'P4', ...more };
  const { status, body } = await cast.as('dana').post('~/work/items', asked);
  expect(status).toBe(201);
  await cast.settle();
  return body;
}

async function fill(count: number): Promise<string[]> {
  const numbers: string[] = [];
  while (numbers.length < count) numbers.push((await open()).number);
  return numbers;
}

async function act(number: string, action: string, more: Record<string, unknown> = {}) {
  const { version } = (await cast.as('dana').get(`~/work/items/${number}`)).body;
  const answer = await cast.as('dana').post(`~/work/items/${number}/${action}`, { version, ...more });
  expect(answer.status).toBe(200);
  await cast.settle();
  return answer.body;
}

const sideOf = (item: { custody: { side: string } }) => item.custody.side;
const later = (minutes: number) => cast.clock.set(cast.clock.now().add({ minutes }));

test('the eleventh goes over, with the reason in its receipt; the ten before it stay', async () => {
  const numbers = await fill(10);
  const eleventh = await open();
  expect(eleventh.custody).toMatchObject({ side: 'provider', team: 'msp-desk' });
  const why = (await cast.as('lee').get(`~/work/items/${eleventh.number}/why`)).body;
  expect(why.facts.overflow).toMatchObject({ untouched: 10 });
  expect(why.trace.join(' ')).toContain('Overflow is active');
  expect(sideOf((await cast.as('dana').get(`~/work/items/${numbers[0]}`)).body)).toBe('internal');
});

test('what is excluded, what takes no part and what was begun stays', async () => {
  const [begun = ''] = await fill(11);
  expect(sideOf(await open({ userGroup: 'executives' }))).toBe('internal');
  expect(sideOf(await open({ function: 'pt-schedule-approval' }))).toBe('internal');
  await act(begun, 'take');
  await fill(1);
  expect(sideOf(await act(begun, 'redecide', { priority: 'P3', reason: 'It can wait' }))).toBe('internal');
});

test('it stays until the queue has been short for its hour', async () => {
  const numbers = await fill(10);
  for (const number of numbers.slice(0, 6)) await act(number, 'take');
  expect(sideOf(await open())).toBe('provider');
  later(61);
  expect(sideOf(await open())).toBe('internal');
});

test('a note to oneself touches nothing; the other side cannot tell that it was written', async () => {
  const [number] = await fill(10);
  await cast.as('dana').post(`~/work/items/${number}/notes`, { audience: 'internal', body: 'Mine' });
  await cast.settle();
  expect(sideOf(await open())).toBe('provider');
});

test('an alert is decided with the queue, and a longer queue alone asks nothing anew', async () => {
  const rules = [{ name: 'All', match: [], set: { function: 'sd-tier1-support' } }];
  const { token } = await cast.asSystem((ctx) => sourceCreate(ctx, 'internal', { name: 'desk', format: 'plain', rules }));
  const post = (key: string) =>
    cast.app.inject({ method: 'POST', url: `/in/alerts/${token}`, payload: { title: 'Printer', key, severity: 'P4' } });
  const decided = async () =>
    (await cast.database.pools.owner.query('select title, facts, answer from alerts_alert order by first_seen_at')).rows;
  expect((await post('first')).statusCode).toBe(200);
  await cast.settle();
  await fill(9);
  expect((await post('second')).statusCode).toBe(200);
  expect((await post('first')).statusCode).toBe(200);
  const [first, second] = await decided();
  expect(first.answer.who).toEqual(['dana']);
  expect(second.answer.who).toEqual(['msp-desk']);
  expect(second.facts.overflow).toMatchObject({ untouched: 10 });
});
