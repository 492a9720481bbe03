/**
 * The one-way door of a new installation, and the first engagement that its first person makes.
 */
import { identityExampleUser } from '@tandem/capabilities/identity/index.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Doors, openDoors, password } from '../cast/doors.ts';

const first = { name: 'Ada Berg', email: 'Ada@harbor.test', password };

describe('an empty installation', () => {
  let doors: Doors;
  beforeAll(async () => {
    doors = await openDoors();
  });
  afterAll(() => doors.end());

  test('refuses a first person whose password is too short, and stays open', async () => {
    expect((await doors.visitor().get('/api/setup')).body).toEqual({ open: true });
    const answer = await doors.visitor().post('/api/setup', { ...first, password: 'eleven char' });
    expect([answer.status, answer.body.field]).toEqual([422, 'password']);
    expect((await doors.visitor().get('/api/setup')).body).toEqual({ open: true });
  });

  test('is set up by exactly one of many who try at once, and never again', async () => {
    const tries = await Promise.all(
      Array.from({ length: 6 }, (_, index) => doors.visitor().post('/api/setup', { ...first, email: `ada${index}@harbor.test` })),
    );
    expect(tries.map((answer) => answer.status).sort()).toEqual([201, 404, 404, 404, 404, 404]);
    const { rows } = await doors.database.pools.identity.query('select id from identity_user');
    expect(rows).toHaveLength(1);
    expect((await doors.visitor().get('/api/setup')).body).toEqual({ open: false });
    expect((await doors.visitor().post('/api/setup', first)).status).toBe(404);
  });

  test('cannot be opened again, not even by the role that closed it', async () => {
    const { identity } = doors.database.pools;
    expect((await identity.query('update identity_setup set closed_at = null')).rowCount).toBe(0);
    await expect(identity.query('delete from identity_setup')).rejects.toThrow(/permission denied/);
    await expect(identity.query('insert into identity_setup default values')).rejects.toThrow(/permission denied/);
  });

  test('its first person makes an engagement and is the first member; another person may not', async () => {
    const { rows } = await doors.database.pools.identity.query('select email from identity_user');
    const ada = doors.visitor();
    expect((await ada.post('/api/auth/sign-in/email', { email: rows[0].email, password })).status).toBe(200);
    expect((await ada.get('/api/me')).body.mayCreate).toBe(true);
    const wanted = {
      slug: 'harbor',
      name: 'Harbor with Northline',
      prefix: 'HAR',
      parties: { internal: 'Harbor', provider: 'Northline' },
      side: 'internal',
    };
    const made = await ada.post('/api/engagements', wanted);
    expect(made.status).toBe(201);
    const me = (await ada.get(`/api/engagements/${made.body.id}/me`)).body;
    expect([me.side, me.role]).toEqual(['internal', 'it']);
    expect((await ada.post('/api/engagements', wanted)).body.code).toBe('name-taken');

    const bob = await doors.person('bob@harbor.test');
    expect((await bob.get('/api/me')).body.mayCreate).toMatch(/^Only/);
    expect((await bob.post('/api/engagements', { ...wanted, slug: 'second' })).status).toBe(403);
    expect((await doors.visitor().post('/api/engagements', { ...wanted, slug: 'third' })).status).toBe(401);
  });
});

describe('an installation that runs the example', () => {
  let doors: Doors;
  beforeAll(async () => {
    doors = await openDoors([]);
  });
  afterAll(() => doors.end());

  test('has no set-up, and its sign-ins are reset to the known password', async () => {
    expect((await doors.visitor().get('/api/setup')).body).toEqual({ open: false });
    expect((await doors.visitor().post('/api/setup', first)).status).toBe(404);
    const dana = { name: 'Dana Ruiz', email: 'dana@harbor.example', password: 'tandem example' };
    const id = await identityExampleUser(doors.services, dana);
    expect(await identityExampleUser(doors.services, { ...dana, password: 'tandem example two' })).toBe(id);
    const sign = (guess: string) => doors.visitor().post('/api/auth/sign-in/email', { email: dana.email, password: guess });
    expect((await sign('tandem example')).status).toBe(401);
    expect((await sign('tandem example two')).status).toBe(200);
  });

  test('gives no known password to a real address, nor on a server that others can reach', async () => {
    const person = { name: 'Real', email: 'real@harbor.test', password: 'tandem example' };
    await expect(identityExampleUser(doors.services, person)).rejects.toThrow(/ends in \.example/);
    const reachable = { ...doors.services, config: { ...doors.services.config, host: '0.0.0.0' } };
    await expect(identityExampleUser(reachable, { ...person, email: 'dana@harbor.example' })).rejects.toThrow(/loopback/);
    const real = { ...doors.services, config: { ...doors.services.config, example: false } };
    await expect(identityExampleUser(real, { ...person, email: 'dana@harbor.example' })).rejects.toThrow(/loopback/);
  });
});
