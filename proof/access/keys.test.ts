/**
 * API keys through the real doors: one engagement, scopes within the maker's role, decided anew at each use.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Doors, openDoors, password, type Visitor } from '../cast/doors.ts';

let doors: Doors;
let harbor: string;
let dorset: string;
let dana: Visitor;

const path = (rest: string) => `/api/engagements/${harbor}${rest}`;

function holding(key: string): Visitor {
  const machine = doors.visitor();
  machine.headers['x-api-key'] = key;
  return machine;
}

async function keyWith(scopes: string[]): Promise<string> {
  const made = await dana.post(path('/keys'), { name: `key ${scopes.join(' ')}`, scopes, days: 30 });
  expect(made.body).toMatchObject({ scopes: [...scopes].sort(), key: expect.stringMatching(/^tandem_/) });
  return made.body.key;
}

beforeAll(async () => {
  doors = await openDoors();
  await doors.visitor().post('/api/setup', { name: 'Dana Ruiz', email: 'dana@harbor.test', password });
  dana = doors.visitor();
  await dana.post('/api/auth/sign-in/email', { email: 'dana@harbor.test', password });
  const wanted = { name: 'With Northline', parties: { internal: 'Us', provider: 'Northline' }, side: 'internal' };
  harbor = (await dana.post('/api/engagements', { ...wanted, slug: 'harbor', prefix: 'HAR' })).body.id;
  dorset = (await dana.post('/api/engagements', { ...wanted, slug: 'dorset', prefix: 'DOR' })).body.id;
}, 60_000);
afterAll(() => doors.end());

describe('a key', () => {
  test('does what its scope says and nothing else, in its own engagement and no other', async () => {
    const reader = holding(await keyWith(['register:read']));
    expect((await reader.get(path('/assets'))).status).toBe(200);
    expect((await reader.post(path('/assets'), { name: 'ERP01', class: 'server' })).body.detail).toMatch(
      /lacks the scope register:write/,
    );
    expect((await reader.get(path('/members'))).body.detail).toMatch(/lacks the scope engagement:read/);
    expect((await reader.get(`/api/engagements/${dorset}/assets`)).status).toBe(404);
    expect((await reader.get('/api/me')).body).toMatchObject({ byKey: true, engagements: [{ id: harbor }] });
  });

  test('never manages people, keys, accounts or engagements, whatever its maker may do', async () => {
    const key = holding(await keyWith(['engagement:read', 'register:read', 'register:write']));
    const self = (await key.get(path('/me'))).body.memberId;
    const refused = [
      await key.post(path('/invitations'), { email: 'a@b.test', name: 'A', side: 'internal', role: 'it' }),
      await key.patch(path(`/members/${self}`), { role: 'leader' }),
      await key.post(path('/keys'), { name: 'child', scopes: ['register:read'], days: 1 }),
      await key.get('/api/me/account'),
      await key.get('/api/me/sessions'),
      await key.delete('/api/me/sessions'),
      await key.post('/api/me/step-up', { password }),
      await key.post('/api/engagements', {
        slug: 'x',
        name: 'X',
        prefix: 'XX',
        parties: { internal: 'a', provider: 'b' },
        side: 'internal',
      }),
    ];
    expect(refused.map((answer) => answer.status)).toEqual(refused.map(() => 403));
  });

  test('beside a session it speaks alone, since it may do less', async () => {
    const reader = await keyWith(['register:read']);
    dana.headers['x-api-key'] = reader;
    const answer = await dana.get(path('/members'));
    delete dana.headers['x-api-key'];
    expect(answer.status).toBe(403);
    expect((await dana.get(path('/members'))).status).toBe(200);
  });

  test('is refused at once when it is revoked, expired, wrong, or its holder lost the role or the membership', async () => {
    const secret = await keyWith(['register:write']);
    const key = holding(secret);
    let number = 0;
    const write = async () => {
      number += 1;
      return (await key.post(path('/assets'), { name: `PC${number}`, class: 'workstation' })).status;
    };
    expect(await write()).toBe(201);
    const { owner, identity } = doors.database.pools;
    await owner.query(`update engagements_member set role = 'business' where engagement_id = $1`, [harbor]);
    expect(await write()).toBe(403);
    await owner.query(`update engagements_member set role = 'it', removed_at = now() where engagement_id = $1`, [harbor]);
    expect(await write()).toBe(404);
    await owner.query(`update engagements_member set removed_at = null where engagement_id = $1`, [harbor]);
    expect(await write()).toBe(201);

    await identity.query(`update identity_api_key set expires_at = now() - interval '1 minute' where strpos($1, start) = 1`, [
      secret,
    ]);
    expect(await write()).toBe(401);
    expect((await holding(`${secret.slice(0, -1)}!`).get(path('/assets'))).status).toBe(401);

    const second = holding(await keyWith(['register:read']));
    const { items } = (await dana.get(path('/keys'))).body;
    expect((await second.get(path('/assets'))).status).toBe(200);
    expect((await dana.delete(path(`/keys/${items[0].id}`))).status).toBe(200);
    expect((await second.get(path('/assets'))).status).toBe(401);
    expect((await dana.delete(path(`/keys/${items[0].id}`))).status).toBe(404);
  });
});

describe('making a key', () => {
  test('offers only the scopes of the maker’s role, and refuses the rest', async () => {
    const offered = (await dana.get(path('/keys'))).body.scopes.map((offer: { scope: string }) => offer.scope);
    expect(offered).toEqual(['engagement:read', 'register:read', 'register:write']);
    const { owner } = doors.database.pools;
    await owner.query(`update engagements_member set role = 'leader' where engagement_id = $1`, [harbor]);
    const beyond = await dana.post(path('/keys'), { name: 'k', scopes: ['register:read', 'register:write'], days: 1 });
    await owner.query(`update engagements_member set role = 'it' where engagement_id = $1`, [harbor]);
    expect([beyond.status, beyond.body.code]).toEqual([403, 'scope-beyond-role']);
    expect((await dana.post(path('/keys'), { name: 'k', scopes: ['everything'], days: 1 })).body.code).toBe('scope-beyond-role');
    expect((await dana.post(path('/keys'), { name: 'k', scopes: ['register:read'], days: 366 })).status).toBe(422);
  });

  test('asks for a fresh proof of the person', async () => {
    await doors.database.pools.identity.query(`update identity_session set stepped_up_at = now() - interval '1 hour'`);
    const ask = () => dana.post(path('/keys'), { name: 'k', scopes: ['register:read'], days: 1 });
    expect((await ask()).body.code).toBe('step-up-needed');
    await dana.post('/api/me/step-up', { password });
    expect((await ask()).status).toBe(201);
  });

  test('keeps the key nowhere, and tells the own side that it was made', async () => {
    const secret = await keyWith(['register:read']);
    const { owner } = doors.database.pools;
    for (const table of ['identity_api_key', 'record_audit', 'record_outbox']) {
      const { rows } = await owner.query(`select 1 from ${table} t where strpos(t::text, $1) > 0`, [secret]);
      expect(rows, table).toEqual([]);
    }
    const { rows } = await owner.query(`select distinct chain from record_audit where action = 'engagements.key-made'`);
    expect(rows).toEqual([{ chain: 'internal' }]);
  });
});
