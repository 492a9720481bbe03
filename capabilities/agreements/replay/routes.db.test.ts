/**
 * Replays on real PostgreSQL, through the server: recorded decisions come out again exactly, both sides get the same, a
 * draft shows what it would change, and an imported list is decided without being kept.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast } from '../../../proof/cast/cast.ts';
import { alertsCapability } from '../../alerts/index.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { workCapability } from '../../work/index.ts';
import { agreementsCapability } from '../index.ts';

let cast: Cast;
const functions = ['bk-failure-fix', 'sm-edr-triage', 'ir-server-containment', 'nw-dns-dhcp', 'sd-tier1-support'];

beforeAll(async () => {
  cast = await createCast([
    engagementsCapability,
    responsibilityCapability,
    alertsCapability,
    workCapability,
    agreementsCapability,
  ]);
  for (const [index, name] of functions.entries()) {
    const priority = index % 2 === 0 ? 'P1' : 'P3';
    const { status } = await cast
      .as('dana')
      .post('~/work/items', { kind: 'incident', title: `About ${name}`, function: name, priority });
    expect(status).toBe(201);
  }
});
afterAll(() => cast.end());

async function begin(): Promise<string> {
  const { body } = await cast.as('mo').post('~/drafts', { kind: 'amendment', title: 'Replayed' });
  return `~/drafts/${body.id}`;
}

/** Gives the security desk's work to Dana, at all hours. */
async function change(path: string) {
  const cell = { who: ['msp-soc'], mode: 'act' };
  const steps = ['matrix', 'draft', 'rows', 'A-04', 'always'];
  const edit = { action: 'changed', steps, path: steps.join('.'), before: cell, after: { who: ['dana'], mode: 'act' } };
  const { body } = await cast.as('mo').post(`${path}/edits`, { revision: 0, file: [edit] });
  expect(body).toEqual({ revision: 1, conflicts: [] });
}

test('the agreement in force gives every recorded answer again, exactly', async () => {
  const { status, body } = await cast.as('dana').get(`${await begin()}/replay`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ count: functions.length, cut: false, refusedCount: 0 });
  expect(body.reproduced).toEqual({ same: functions.length, different: 0 });
});

test('a draft that says the same changes nothing; one that moves a duty shows it', async () => {
  const path = await begin();
  expect((await cast.as('mo').get(`${path}/replay`)).body).toMatchObject({ changed: 0, changes: [] });
  await change(path);
  const { body } = await cast.as('mo').get(`${path}/replay`);
  expect(body.changes).toEqual([
    expect.objectContaining({
      function: 'sm-edr-triage',
      before: expect.objectContaining({ side: 'provider', who: ['msp-soc'] }),
      after: expect.objectContaining({ side: 'internal', who: ['dana'] }),
    }),
  ]);
});

test('both sides get the same, and the file is the whole of it', async () => {
  const path = await begin();
  await change(path);
  const [ours, theirs] = [await cast.as('dana').get(`${path}/replay`), await cast.as('mo').get(`${path}/replay`)];
  expect(ours.body).toEqual(theirs.body);
  const file = await cast.as('mo').get(`${path}/replay/file?as=json`);
  expect(JSON.parse(file.body.text).events).toHaveLength(functions.length);
  const table = await cast.as('mo').get(`${path}/replay/file?as=csv`);
  expect(table.body.text.trim().split('\r\n')).toHaveLength(functions.length + 1);
});

test('the price is that of the card in the terms, and what is not known is said', async () => {
  const path = await begin();
  const price = async (handle: 'dana' | 'mo') => (await cast.as(handle).get(`${path}/replay`)).body.price;
  expect(await price('dana')).toEqual({
    before: { known: false, reason: expect.stringContaining('first file') },
    after: { known: false, reason: 'No rate card is chosen yet.' },
    differenceMinor: null,
  });
  await cast.as('mo').post(`${path}/card`, { rateId: null });
  const ours = await price('dana');
  expect(ours.after).toEqual({ known: true, feeMinor: expect.any(Number), currency: 'USD' });
  expect(await price('mo')).toEqual(ours);
  const file = await cast.as('dana').get(`${path}/replay/file?as=json`);
  expect(JSON.parse(file.body.text).price).toEqual(ours);
});

test('a list of tickets is decided, with every line that is not understood, and not kept', async () => {
  const path = await begin();
  await change(path);
  const csv = 'id,at,function,priority\nT-1,2026-12-05T22:00,sm-edr-triage,P1\nT-2,never,sm-edr-triage,P1\n';
  const { status, body } = await cast.as('dana').post(`${path}/replay/tickets`, { csv });
  expect(status).toBe(200);
  expect(body).toMatchObject({ count: 1, changed: 1, refusedCount: 1, refused: [{ line: 3 }] });
  expect(body.totals.before.woken).toEqual({ 'msp-soc': 1 });
  expect(body.totals.after.woken).toEqual({ dana: 1 });
  expect((await cast.as('dana').get(`${path}/replay`)).body.count).toBe(functions.length);
});

test('what is no list, and a draft that cannot be read, are refused', async () => {
  const path = await begin();
  expect(await cast.as('dana').post(`${path}/replay/tickets`, { csv: 'a,b\n1,2' })).toMatchObject({ status: 422 });
  const steps = ['matrix', 'draft', 'rows', 'A-04', 'accountable'];
  const edit = { action: 'changed', steps, path: steps.join('.'), before: 'pat', after: 'nobody' };
  await cast.as('mo').post(`${path}/edits`, { revision: 0, file: [edit] });
  expect(await cast.as('dana').get(`${path}/replay`)).toMatchObject({ status: 409 });
});

test('before the first agreement a list is decided with nobody owning anything, and under the draft', async () => {
  const path = await begin();
  await cast.database.pools.owner.query('delete from responsibility_current');
  const csv = 'id,at,function,priority\nT-1,2026-12-05T22:00,sm-edr-triage,P1\n';
  const { status, body } = await cast.as('dana').post(`${path}/replay/tickets`, { csv });
  expect(status).toBe(200);
  expect(body).toMatchObject({ count: 1, changed: 1, price: { before: { known: false } } });
  expect(body.changes[0]).toMatchObject({ before: { side: null, woken: [] }, after: { side: 'provider', woken: ['msp-soc'] } });
});
