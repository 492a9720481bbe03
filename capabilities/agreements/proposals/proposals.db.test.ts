/**
 * Proposals on real PostgreSQL, through the server: work that no row covers opens one, the same again counts it up, and
 * who keeps the agreement answers it, once.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { workCapability } from '../../work/index.ts';
import { agreementsCapability } from '../index.ts';

let cast: Cast;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, workCapability, agreementsCapability]);
});
afterAll(() => cast.end());

/** Opens work and lets everybody hear of it. */
async function open(what: object): Promise<string> {
  const made = await cast.as('dana').post('~/work/items', { kind: 'incident', title: 'A thing to do', ...what });
  expect(made.status).toBe(201);
  await cast.settle();
  return made.body.number;
}

const uncovered = { function: 'nw-dns-domain', priority: 'P2' };
const proposals = async (state = 'open') => (await cast.as('jo').get(`~/agreement/proposals?state=${state}`)).body.items;

test('work that no row covers opens a proposal, the same again counts it up, and covered work opens none', async () => {
  await open({ function: 'bk-failure-fix', priority: 'P2' });
  expect(await proposals()).toEqual([]);
  const first = await open(uncovered);
  expect(await proposals()).toMatchObject([
    { kind: 'gap', function: uncovered.function, count: 1, state: 'open', evidence: [{ number: first }] },
  ]);
  const second = await open(uncovered);
  const [proposal, ...more] = await proposals();
  expect(more).toEqual([]);
  expect(proposal).toMatchObject({ count: 2, evidence: [{ number: second }, { number: first }] });
  expect(proposal.sentence).toContain('No row covers');
  expect(proposal.sentence).not.toContain(uncovered.function);
});

test('an employee sees none, and who does not keep the agreement answers none', async () => {
  const [{ id }] = await proposals();
  expect(await cast.as('wes').get('~/agreement/proposals')).toMatchObject({ status: 403 });
  // To an employee a proposal does not exist; whoever reads them is told that answering is for others.
  for (const [person, status] of [
    ['wes', 404],
    ['jo', 403],
  ] as const) {
    expect(await cast.as(person).post(`~/agreement/proposals/${id}/dismiss`, { reason: 'No' })).toMatchObject({ status });
    expect(await cast.as(person).post(`~/agreement/proposals/${id}/draft`)).toMatchObject({ status });
  }
  expect(await proposals()).toMatchObject([{ id, state: 'open' }]);
});

test('one that was dismissed goes on counting in silence, and is answered once', async () => {
  const [{ id }] = await proposals();
  const dismissed = await cast.as('dana').post(`~/agreement/proposals/${id}/dismiss`, { reason: 'It is meant so' });
  expect(dismissed).toMatchObject({
    status: 200,
    body: { state: 'dismissed', answered: { by: 'Dana Ruiz', reason: 'It is meant so' } },
  });
  expect(await cast.as('mo').post(`~/agreement/proposals/${id}/draft`)).toMatchObject({
    status: 409,
    body: { code: 'proposal-answered' },
  });
  await open(uncovered);
  expect(await proposals()).toEqual([]);
  expect(await proposals('answered')).toMatchObject([{ id, count: 3 }]);
});

test('a draft is begun from one, with the reason that live work gave', async () => {
  const number = await open({ function: 'nw-site-moves', priority: 'P3' });
  const [{ id }] = await proposals();
  const drafted = await cast.as('mo').post(`~/agreement/proposals/${id}/draft`);
  expect(drafted).toMatchObject({ status: 201, body: { state: 'drafted', draftId: expect.any(String) } });
  const draft = (await cast.as('dana').get(`~/drafts/${drafted.body.draftId}`)).body;
  expect(draft).toMatchObject({ kind: 'amendment', state: 'open', reason: expect.stringContaining(number) });
});
