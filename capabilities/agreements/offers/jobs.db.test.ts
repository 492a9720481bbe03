/**
 * What happens to an offer by itself, on real PostgreSQL: whoever has not signed is reminded, it lapses, and an emergency
 * counts at once and ends on its day.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast } from '../../../proof/cast/cast.ts';
import { hearOffers, offering } from '../../../proof/cast/offering.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { agreementsCapability } from '../index.ts';
import { watchOffers } from './jobs.ts';

let cast: Cast;
let offers: ReturnType<typeof offering>;
const told = hearOffers();

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, agreementsCapability]);
  offers = offering(cast);
});
afterAll(() => cast.end());

const oneDay = 24 * 60;

test('whoever has not signed is reminded, both are told before it lapses, and it lapses', async () => {
  const offer = await offers.offered('sam', { lapsesOn: '2027-03-20' });
  await offers.sign(offer).by('mo');
  const at = async (minutes: number) => {
    const clock = { ...cast.clock, now: () => Temporal.Instant.from(offer.offeredAt).add({ minutes }) };
    await watchOffers({ ...cast.services, clock });
    await watchOffers({ ...cast.services, clock });
  };
  await at(oneDay + 1);
  const of = async (start: string) => {
    await cast.settle();
    return told.filter(({ title }) => title.startsWith(start) && title.includes(`version ${offer.version})`));
  };
  expect(await of('Your signature is awaited')).toMatchObject([{ to: [{ memberIds: [cast.people.pat.memberId] }] }]);
  await at(10 * oneDay);
  expect(await of('Lapses soon')).toMatchObject([{ to: [{ side: 'internal' }, { side: 'provider' }] }]);
  await at(12 * oneDay);
  expect((await cast.as('pat').get(`~/offers/${offer.id}`)).body).toMatchObject({ state: 'lapsed' });
  expect(await offers.sign(offer).by('pat')).toMatchObject({ status: 409, body: { code: 'offer-closed' } });
});

test('an emergency is signed by leads on duty, counts at once, ends by itself, and the executives are told', async () => {
  const draft = await offers.readyDraft('emergency', 'dana');
  const today = cast.clock.now().toZonedDateTimeISO('America/Chicago').toPlainDate();
  const offer = (days: number) =>
    cast.as('dana').post(`~/drafts/${draft.id}/offers`, {
      revision: draft.revision,
      version: 'night',
      from: today.toString(),
      to: today.add({ days }).toString(),
    });
  expect(await offer(7)).toMatchObject({ status: 422, body: { field: 'to' } });
  const made = await offer(2);
  expect(made).toMatchObject({ status: 201, body: { signers: [] } });
  expect(await offers.sign(made.body).by('dana')).toMatchObject({ status: 200 });
  expect(await cast.proved('ana').post(`~/offers/${made.body.id}/sign`, { hash: made.body.hash })).toMatchObject({
    status: 403,
    body: { code: 'not-signer' },
  });
  expect(await offers.sign(made.body).by('kim')).toMatchObject({ status: 200, body: { state: 'signed' } });
  await cast.settle();
  const { versions, inForce } = (await cast.as('jo').get('~/responsibility')).body;
  expect(inForce).toBe('night');
  const named = (name: string) => versions.find((each: { version: string }) => each.version === name);
  expect(named('3-after-night')).toMatchObject({ from: today.add({ days: 3 }).toString(), to: '2027-06-30' });
  expect(named('4')).toMatchObject({ from: '2027-07-01', amends: '3' });
  expect(told.find(({ title }) => title.startsWith('Emergency amendment until'))?.to).toEqual([
    { side: 'internal', memberIds: [], roles: ['leader'] },
    { side: 'provider', memberIds: [], roles: ['admin'] },
  ]);
});
