/**
 * Signing in through the real endpoints: password, code, reset; what is refused beside what is allowed; sessions end at
 * once; attempts are limited per account whatever address they come from.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf } from '../cast/code.ts';
import { type Doors, openDoors, password } from '../cast/doors.ts';

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors();
});
afterAll(() => doors.end());

describe('password', () => {
  test('the right one opens, a wrong one and an unknown address are told apart by nobody', async () => {
    const person = await doors.person('ada@one.example', 'Ada');
    const me = await person.get('/api/me');
    expect(me.body.person).toEqual({ id: person.userId, name: 'Ada', email: 'ada@one.example' });
    const wrong = await doors
      .visitor()
      .post('/api/auth/sign-in/email', { email: 'ada@one.example', password: 'not the right one' });
    const unknown = await doors.visitor().post('/api/auth/sign-in/email', { email: 'nobody@one.example', password });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'wrong-credentials']);
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
    expect(wrong.headers['content-type']).toContain('application/problem+json');
  });

  test('a stranger is nobody: 401 everywhere that needs a person', async () => {
    for (const path of ['/api/me', '/api/me/account', '/api/me/sessions'])
      expect((await doors.visitor().get(path)).status, path).toBe(401);
  });

  test('a cookie of another secret, or one that was changed, is nobody', async () => {
    const person = await doors.person('eve@one.example');
    const [name, value] = [...person.cookies][0] ?? ['', ''];
    const forged = doors.visitor();
    forged.cookies.set(name, value.replace(/.$/, value.endsWith('A') ? 'B' : 'A').replace(/^./, 'z'));
    expect((await forged.get('/api/me')).status).toBe(401);
    expect((await person.get('/api/me')).status).toBe(200);
  });

  test('nobody signs themselves up, and endpoints that are not offered do not exist', async () => {
    const visitor = doors.visitor();
    for (const path of [
      'sign-up/email',
      'update-user',
      'update-session',
      'delete-user',
      'api-key/create',
      'sign-in/social',
      'list-sessions',
    ])
      expect((await visitor.post(`/api/auth/${path}`, { email: 'x@one.example', password, name: 'X' })).status, path).toBe(404);
  });

  test('too many attempts on one account are refused from every address, and a passkey is named as the way out', async () => {
    await doors.person('target@one.example');
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 21; attempt += 1) {
      const answer = await doors
        .visitor()
        .post('/api/auth/sign-in/email', { email: 'target@one.example', password: 'guess number one' });
      statuses.push(answer.status);
    }
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 401));
    expect(statuses[20]).toBe(429);
    const right = await doors.visitor().post('/api/auth/sign-in/email', { email: 'Target@one.example', password });
    expect(right.status).toBe(429);
    expect((await doors.person('bystander@one.example')).userId).toBeTruthy();
  });

  test('one address may not try without end, and is told when to come back', async () => {
    const visitor = doors.visitor();
    const guess = () => visitor.post('/api/auth/sign-in/email', { email: 'u@one.example', password: 'guess number one' });
    expect((await guess()).status).toBe(401);
    await doors.database.pools.identity.query('update identity_rate_limit set count = 59');
    expect((await guess()).status).toBe(401);
    const refused = await guess();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(
      (await doors.visitor().post('/api/auth/sign-in/email', { email: 'u@one.example', password: 'guess number one' })).status,
    ).toBe(401);
  });
});

describe('origin', () => {
  test('a page of another site cannot act with our cookies, nor sign somebody in', async () => {
    const person = await doors.person('csrf@one.example');
    person.headers['origin'] = 'https://evil.example';
    expect((await person.post('/api/auth/sign-out')).status).toBe(403);
    expect((await person.delete('/api/me/sessions')).status).toBe(403);
    const stranger = doors.visitor();
    stranger.headers['origin'] = 'https://evil.example';
    expect((await stranger.post('/api/auth/sign-in/email', { email: 'csrf@one.example', password })).status).toBe(403);
  });
});

describe('sessions', () => {
  test('are listed, and one that is revoked is refused by the very next request', async () => {
    const here = await doors.person('two@one.example');
    const there = doors.visitor();
    await there.post('/api/auth/sign-in/email', { email: 'two@one.example', password });
    const { items } = (await here.get('/api/me/sessions')).body;
    expect(items).toHaveLength(2);
    const other = items.find((item: { current: boolean }) => !item.current);
    expect((await there.get('/api/me')).status).toBe(200);
    expect((await here.delete(`/api/me/sessions/${other.id}`)).status).toBe(200);
    expect((await there.get('/api/me')).status).toBe(401);
    expect((await here.get('/api/me')).status).toBe(200);
  });

  test('another person cannot end them', async () => {
    const mine = await doors.person('mine@one.example');
    const other = await doors.person('other@one.example');
    const { items } = (await mine.get('/api/me/sessions')).body;
    expect((await other.delete(`/api/me/sessions/${items[0].id}`)).status).toBe(404);
    expect((await mine.get('/api/me')).status).toBe(200);
  });

  test('signing out ends the session, not only the cookie', async () => {
    const person = await doors.person('out@one.example');
    const kept = new Map(person.cookies);
    expect((await person.post('/api/auth/sign-out')).status).toBe(200);
    const replayed = doors.visitor();
    for (const [name, value] of kept) replayed.cookies.set(name, value);
    expect((await replayed.get('/api/me')).status).toBe(401);
  });
});

describe('code of an authenticator app', () => {
  test('once set up, the password alone opens nothing; the code does, and a recovery code does once', async () => {
    const person = await doors.person('totp@one.example');
    const prepared = await person.post('/api/auth/two-factor/enable', { password });
    expect(prepared.status).toBe(200);
    const { totpURI, backupCodes } = prepared.body;
    expect((await person.post('/api/auth/two-factor/verify-totp', { code: '000000' })).body.code).toBe('wrong-code');
    expect((await person.post('/api/auth/two-factor/verify-totp', { code: codeOf(totpURI) })).status).toBe(200);
    expect((await person.get('/api/me/account')).body.twoFactor).toBe(true);

    const again = doors.visitor();
    const first = await again.post('/api/auth/sign-in/email', { email: 'totp@one.example', password });
    expect([first.status, first.body.twoFactorRedirect]).toEqual([200, true]);
    expect((await again.get('/api/me')).status).toBe(401);
    expect((await again.post('/api/auth/two-factor/verify-totp', { code: '123456' })).status).toBe(401);
    expect((await again.post('/api/auth/two-factor/verify-totp', { code: codeOf(totpURI) })).status).toBe(200);
    expect((await again.get('/api/me')).status).toBe(200);

    for (const expected of [200, 401]) {
      const lost = doors.visitor();
      await lost.post('/api/auth/sign-in/email', { email: 'totp@one.example', password });
      expect((await lost.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] })).status).toBe(expected);
    }
  });

  test('cannot be set up or taken away without the password', async () => {
    const person = await doors.person('stolen@one.example');
    expect((await person.post('/api/auth/two-factor/enable', { password: 'not the right one' })).status).toBe(401);
    expect((await person.post('/api/auth/two-factor/disable', { password: 'not the right one' })).status).toBe(401);
  });
});

describe('proving again', () => {
  test('sign-in counts for a quarter of an hour; then the password opens it again', async () => {
    const person = await doors.person('step@one.example');
    expect((await person.get('/api/me/account')).body.steppedUpUntil).not.toBeNull();
    expect((await person.get('/api/auth/passkey/generate-register-options')).status).toBe(200);
    await doors.database.pools.identity.query(
      `update identity_session set stepped_up_at = now() - interval '16 minutes' where user_id = $1`,
      [person.userId],
    );
    expect((await person.get('/api/me/account')).body.steppedUpUntil).toBeNull();
    expect((await person.get('/api/auth/passkey/generate-register-options')).body.code).toBe('step-up-needed');
    expect((await person.post('/api/me/step-up', { password: 'not the right one' })).body.code).toBe('wrong-credentials');
    expect((await person.post('/api/me/step-up', { code: '123456' })).body.code).toBe('invalid-input');
    expect((await person.post('/api/me/step-up', { password })).status).toBe(200);
    expect((await person.get('/api/auth/passkey/generate-register-options')).status).toBe(200);
  });

  test('guessing the password of a stolen session ends after ten tries', async () => {
    const person = await doors.person('guess@one.example');
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1)
      statuses.push((await person.post('/api/me/step-up', { password: 'guess number one' })).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await person.post('/api/me/step-up', { password })).status).toBe(429);
  });
});

describe('forgotten password', () => {
  const link = async (email: string) => {
    const mails = (await doors.mails()).filter((mail) => mail.topic === 'identity.mail' && mail.payload.email === email);
    return /reset-password\/(\S+)/.exec(mails.at(-1)?.payload.text ?? '')?.[1] ?? '';
  };

  test('a mailed link sets a new one once, ends every session, and tells the person', async () => {
    const person = await doors.person('forgot@one.example');
    const visitor = doors.visitor();
    expect((await visitor.post('/api/auth/request-password-reset', { email: 'forgot@one.example' })).status).toBe(200);
    const token = await link('forgot@one.example');
    expect(token).not.toBe('');
    expect((await visitor.post('/api/auth/reset-password', { token, newPassword: 'short' })).body.code).toBe('password-unfit');
    expect((await visitor.post('/api/auth/reset-password', { token, newPassword: 'a new one that is long' })).status).toBe(200);
    expect((await visitor.post('/api/auth/reset-password', { token, newPassword: 'a third one, also long' })).status).toBe(400);
    expect((await person.get('/api/me')).status).toBe(401);
    expect((await visitor.post('/api/auth/sign-in/email', { email: 'forgot@one.example', password })).status).toBe(401);
    const opened = await visitor.post('/api/auth/sign-in/email', {
      email: 'forgot@one.example',
      password: 'a new one that is long',
    });
    expect(opened.status).toBe(200);
    const kinds = (await doors.mails())
      .filter((mail) => mail.payload.email === 'forgot@one.example')
      .map((mail) => mail.payload.kind);
    expect(kinds).toEqual(['password-reset', 'password-changed']);
  });

  test('an address without an account gets the same answer and no mail', async () => {
    const known = await doors.visitor().post('/api/auth/request-password-reset', { email: 'forgot@one.example' });
    const unknown = await doors.visitor().post('/api/auth/request-password-reset', { email: 'nobody@one.example' });
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    expect(await link('nobody@one.example')).toBe('');
  });

  test('the link goes to the configured address, whatever the request claims to be for', async () => {
    await doors.person('host@one.example');
    const visitor = doors.visitor();
    visitor.headers['host'] = 'evil.example';
    visitor.headers['origin'] = 'http://evil.example';
    visitor.headers['x-forwarded-host'] = 'evil.example';
    await visitor.post('/api/auth/request-password-reset', { email: 'host@one.example' });
    const text = (await doors.mails()).filter((mail) => mail.payload.email === 'host@one.example').at(-1)?.payload.text ?? '';
    expect(text).toContain('http://127.0.0.1:4400/reset-password/');
    expect(text).not.toContain('evil.example');
  });

  test('mail to one address is bounded', async () => {
    await doors.person('flood@one.example');
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1)
      statuses.push((await doors.visitor().post('/api/auth/request-password-reset', { email: 'flood@one.example' })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });
});
