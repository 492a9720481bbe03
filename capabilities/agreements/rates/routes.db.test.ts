/**
 * Rate cards on real PostgreSQL: versions that never change, strictly read, and nothing of them for the other side.
 */
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
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

const card = (more: object = {}) => ({ card: null, name: 'Ours', effectiveFrom: '2026-01-01', rates: exampleRateCard, ...more });

test('a card gets versions, and each stays as it was', async () => {
  const first = await cast.as('mo').post('~/rates', card());
  expect(first).toMatchObject({ status: 201, body: { version: 1, currency: 'USD', name: 'Ours' } });
  const dearer = { ...exampleRateCard, coManagedMinimumMonthly: '2500.00' };
  const second = await cast.as('mo').post('~/rates', card({ card: first.body.card, rates: dearer }));
  expect(second.body).toMatchObject({ version: 2, card: first.body.card });
  const seen = await cast.as('mo').get(`~/rates/${first.body.id}`);
  expect(seen.body.rates).toEqual(exampleRateCard);
  expect((await cast.as('mo').get('~/rates')).body.items.map((line: { id: string }) => line.id)).toEqual([
    second.body.id,
    first.body.id,
  ]);
  expect((await cast.as('mo').get('~/rates?limit=1')).body.next).not.toBeNull();
});

test('rates that cannot be priced from are refused at their place', async () => {
  const broken = structuredClone(exampleRateCard);
  broken.modules[0]!.lines![1]!.rate = 'a lot';
  expect(await cast.as('mo').post('~/rates', card({ rates: broken }))).toMatchObject({
    status: 422,
    body: { field: 'rates.modules[0].lines[1].rate' },
  });
  expect(await cast.as('mo').post('~/rates', card({ rates: {} }))).toMatchObject({ status: 422 });
  const never = '00000000-0000-7000-8000-000000000000';
  expect(await cast.as('mo').post('~/rates', card({ card: never }))).toMatchObject({ status: 404, body: { field: 'card' } });
});

test('the other side neither reads nor counts them, in the application or in the database', async () => {
  const { body } = await cast.as('mo').post('~/rates', card({ name: 'A secret' }));
  for (const path of ['~/rates', `~/rates/${body.id}`])
    expect((await cast.as('pat').get(path)).status).toBeGreaterThanOrEqual(403);
  expect(await cast.as('pat').post('~/rates', card())).toMatchObject({ status: 403 });
  const told = await cast.database.pools.owner.query(`select chain from record_audit where action = 'agreements.rate-added'`);
  expect(new Set(told.rows.map(({ chain }) => chain))).toEqual(new Set(['provider']));
});
