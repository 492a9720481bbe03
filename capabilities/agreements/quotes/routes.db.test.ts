/**
 * Quotes on real PostgreSQL: the provider's card copied into the terms, and quotes kept as they stood.
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

async function begin(): Promise<string> {
  const { body } = await cast.as('mo').post('~/drafts', { kind: 'amendment', title: 'Priced' });
  return `~/drafts/${body.id}`;
}

const buys = (modules: string[]) => ({
  revision: 0,
  terms: [{ action: 'changed', steps: ['modules'], path: 'modules', before: [], after: modules }],
});

test('the provider chooses the card, both sides read the rates, and a later version changes nothing', async () => {
  const path = await begin();
  const rates = { ...exampleRateCard, coManagedMinimumMonthly: '2400.00' };
  const made = await cast.as('mo').post('~/rates', { card: null, name: 'Ours', effectiveFrom: '2020-01-01', rates });
  expect(await cast.as('dana').post(`${path}/card`, { rateId: made.body.id })).toMatchObject({ status: 403 });
  expect(await cast.as('mo').post(`${path}/card`, { rateId: made.body.id })).toMatchObject({
    status: 200,
    body: { revision: 1 },
  });
  await cast
    .as('mo')
    .post('~/rates', { card: made.body.card, name: 'Ours', effectiveFrom: '2020-01-01', rates: exampleRateCard });
  const seen = await cast.as('dana').get(path);
  expect(seen.body.terms.card).toEqual({ name: 'Ours, version 1', rates });
});

test('a card that counts later cannot be quoted yet, and one that is not there not at all', async () => {
  const path = await begin();
  const later = { card: null, name: 'Next year', effectiveFrom: '2199-01-01', rates: exampleRateCard };
  const made = await cast.as('mo').post('~/rates', later);
  expect(await cast.as('mo').post(`${path}/card`, { rateId: made.body.id })).toMatchObject({
    status: 409,
    body: { code: 'not-priced' },
  });
  const never = '00000000-0000-7000-8000-000000000000';
  expect(await cast.as('mo').post(`${path}/card`, { rateId: never })).toMatchObject({ status: 404 });
});

test('a quote is kept with its hash, and stands when the draft goes on', async () => {
  const path = await begin();
  expect(await cast.as('mo').post(`${path}/quotes`, { revision: 0 })).toMatchObject({
    status: 409,
    body: { code: 'not-priced' },
  });
  await cast.as('mo').post(`${path}/edits`, buys(['platform', 'backup-leadership']));
  await cast.as('mo').post(`${path}/card`, { rateId: null });
  expect(await cast.as('dana').post(`${path}/quotes`, { revision: 1 })).toMatchObject({
    status: 409,
    body: { field: 'revision' },
  });
  const kept = await cast.as('dana').post(`${path}/quotes`, { revision: 2 });
  expect(kept).toMatchObject({
    status: 201,
    body: { revision: 2, side: 'internal', hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  const undone = { ...buys([]), terms: [{ ...buys([]).terms[0], before: ['platform', 'backup-leadership'] }] };
  await cast.as('mo').post(`${path}/edits`, undone);
  expect((await cast.as('pat').get(`${path}/quotes`)).body.items).toEqual([kept.body]);
  expect(await cast.as('jo').post(`${path}/quotes`, { revision: 2 })).toMatchObject({ status: 403 });
});

test('what the card does not sell cannot be priced, and says so', async () => {
  const path = await begin();
  await cast.as('mo').post(`${path}/edits`, buys(['catering']));
  const { body } = await cast.as('mo').post(`${path}/card`, { rateId: null });
  expect(await cast.as('mo').post(`${path}/quotes`, body)).toMatchObject({
    status: 409,
    body: { code: 'not-priced', detail: expect.stringContaining('no module catering') },
  });
});
