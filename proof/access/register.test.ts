/**
 * The register of assets and applications through the real server, as both IT sides and others use it.
 */
import { engagementsCapability } from '@tandem/capabilities/engagements/index.ts';
import { identityCapability } from '@tandem/capabilities/identity/index.ts';
import { responsibilityCapability } from '@tandem/capabilities/responsibility/index.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cast, createCast } from '../cast/cast.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast([identityCapability, engagementsCapability, responsibilityCapability]);
});
afterAll(() => cast.end());

describe('assets', () => {
  test('both IT sides keep them; readers, employees, neighbours and strangers do not', async () => {
    const asset = { name: 'ERP01', class: 'server', site: 'main', detail: 'The ERP' };
    const made = await cast.as('dana').post('~/assets', asset);
    expect([made.status, made.body]).toEqual([201, expect.objectContaining({ ...asset, app: null, retiredAt: null })]);
    const { id } = made.body;
    expect((await cast.as('jo').patch(`~/assets/${id}`, { detail: 'The ERP server' })).body).toMatchObject({
      site: 'main',
      detail: 'The ERP server',
    });
    for (const [who, status] of [
      ['pat', 403],
      ['lee', 403],
      ['ana', 403],
      ['wes', 404],
    ] as const)
      expect((await cast.as(who).patch(`~/assets/${id}`, { detail: 'x' })).status, who).toBe(status);
    expect((await cast.as(cast.neighbour.dora).patch(`~/assets/${id}`, { detail: 'x' })).status).toBe(404);
    expect((await cast.as(null).patch(`~/assets/${id}`, { detail: 'x' })).status).toBe(401);
    const foreign = `/api/engagements/${cast.neighbour.id}/assets/${id}`;
    expect((await cast.as(cast.neighbour.dora).delete(foreign)).status).toBe(404);
  });

  test('a name is taken once among what is in use, whatever its case, and free again after retirement', async () => {
    const first = (await cast.as('dana').post('~/assets', { name: 'FS01', class: 'server' })).body;
    const again = await cast.as('kim').post('~/assets', { name: 'fs01', class: 'server' });
    expect([again.status, again.body.code, again.body.field]).toEqual([409, 'name-taken', 'name']);
    const retired = (await cast.as('dana').delete(`~/assets/${first.id}`)).body;
    expect(retired.retiredAt).toMatch(/^2027-03-10T16:0/);
    expect((await cast.as('dana').delete(`~/assets/${first.id}`)).body.retiredAt).toBe(retired.retiredAt);
    expect((await cast.as('jo').post(`~/assets/${first.id}/restore`)).body.retiredAt).toBeNull();
    await cast.as('dana').delete(`~/assets/${first.id}`);
    expect((await cast.as('kim').post('~/assets', { name: 'fs01', class: 'server' })).status).toBe(201);
    expect((await cast.as('jo').post(`~/assets/${first.id}/restore`)).body.code).toBe('name-taken');
    expect((await cast.as('lee').post(`~/assets/${first.id}/restore`)).status).toBe(403);
  });

  test('are found by part of any word, where %, _ and \\ mean themselves', async () => {
    await cast.as('dana').post('~/assets', { name: '50%_done\\', class: 'odd' });
    const names = async (q: string) =>
      (await cast.as('dana').get(`~/assets?q=${encodeURIComponent(q)}`)).body.items.map((item: { name: string }) => item.name);
    expect(await names('erp')).toEqual(['ERP01']);
    expect(await names('0%_d')).toEqual(['50%_done\\']);
    expect(await names('e\\')).toEqual(['50%_done\\']);
    expect(await names('%')).toEqual(['50%_done\\']);
    expect(await names("'; drop table x; --")).toEqual([]);
  });

  test('come in pages that neither skip nor repeat, in any alphabet', async () => {
    for (const name of ['Älv', 'älg', 'Zebra', 'zebra-2', 'PC 1', 'pc 10', 'PC 2', '東京'])
      await cast.as('dana').post('~/assets', { name, class: 'pc' });
    const all = (await cast.as('lee').get('~/assets?limit=200')).body.items.map((item: { id: string }) => item.id);
    const seen: string[] = [];
    let after = '';
    do {
      const page = (await cast.as('lee').get(`~/assets?limit=3${after}`)).body;
      seen.push(...page.items.map((item: { id: string }) => item.id));
      after = page.next === null ? '' : `&after=${page.next}`;
    } while (after !== '');
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test.each([
    [{ name: '', class: 'x' }, 'name'],
    [{ name: 'a\u0000b', class: 'x' }, 'name'],
    [{ name: 'x'.repeat(121), class: 'x' }, 'name'],
    [{ name: 'ok', class: 'x', site: 'Not An Id' }, 'site'],
    [{ name: 'ok' }, 'class'],
  ])('refuse %j and name the field', async (body, field) => {
    const answer = await cast.as('dana').post('~/assets', body);
    expect([answer.status, answer.body.field]).toEqual([422, field]);
  });
});

describe('applications', () => {
  test('are read by everybody in the engagement and kept by the IT sides', async () => {
    const made = await cast.as('jo').post('~/apps', { name: 'ERP', vendor: 'forgeline-erp' });
    expect(made.status).toBe(201);
    expect((await cast.as('wes').get('~/apps')).body.items).toEqual([
      expect.objectContaining({ name: 'ERP', vendor: 'forgeline-erp' }),
    ]);
    expect((await cast.as('wes').post('~/apps', { name: 'Games' })).status).toBe(403);
    expect((await cast.as(cast.neighbour.ned).get('~/apps')).status).toBe(404);
    expect((await cast.as('dana').patch(`~/apps/${made.body.id}`, { vendor: null })).body.vendor).toBeNull();
    expect((await cast.as('dana').delete(`~/apps/${made.body.id}`)).status).toBe(200);
    expect((await cast.as('wes').get('~/apps')).body.items).toEqual([]);
    expect((await cast.as('wes').get('~/apps?retired=yes')).body.items).toHaveLength(1);
  });
});
