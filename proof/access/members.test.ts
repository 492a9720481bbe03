/**
 * People of an engagement through the real doors: who sees whom, who may change whom, and how somebody joins. Each
 * allowed deed stands beside the refused one: a stranger, a neighbour, the other side, a lesser role.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Doors, openDoors, password, type Visitor } from '../cast/doors.ts';

let doors: Doors;
let harbor: string;
let dana: Visitor & { userId: string };
let mo: Visitor & { userId: string };
let neighbour: Visitor & { userId: string };

const path = (rest: string) => `/api/engagements/${harbor}${rest}`;

async function engagement(person: Visitor & { userId: string }, slug: string): Promise<string> {
  const made = await person.post('/api/engagements', {
    slug,
    name: `${slug} with Northline`,
    prefix: slug.slice(0, 3).toUpperCase(),
    parties: { internal: slug, provider: 'Northline' },
    side: 'internal',
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body.id;
}

async function tokenFor(email: string): Promise<string> {
  const mails = (await doors.mails()).filter((mail) => mail.topic === 'engagements.invited' && mail.payload.email === email);
  return /\/invitation\/(\S+)$/.exec(mails.at(-1)?.payload.link ?? '')?.[1] ?? '';
}

/** Invites, accepts with a new account and signs in. */
async function join(inviter: Visitor, email: string, side: string, role: string): Promise<Visitor & { userId: string }> {
  const invited = await inviter.post(path('/invitations'), { email, name: email, side, role });
  if (invited.status !== 201) throw new Error(JSON.stringify(invited.body));
  const accepted = await doors
    .visitor()
    .post(`/api/invitations/${await tokenFor(email)}`, { account: { name: email, password } });
  if (accepted.status !== 200) throw new Error(JSON.stringify(accepted.body));
  const visitor = doors.visitor();
  await visitor.post('/api/auth/sign-in/email', { email, password });
  return Object.assign(visitor, { userId: (await visitor.get('/api/me')).body.person.id as string });
}

async function memberOf(visitor: Visitor, email: string) {
  const { items } = (await visitor.get(path('/members?limit=200'))).body;
  return items.find((item: { email: string }) => item.email === email);
}

beforeAll(async () => {
  doors = await openDoors();
  await doors.visitor().post('/api/setup', { name: 'Dana Ruiz', email: 'dana@harbor.test', password });
  const visitor = doors.visitor();
  await visitor.post('/api/auth/sign-in/email', { email: 'dana@harbor.test', password });
  dana = Object.assign(visitor, { userId: (await visitor.get('/api/me')).body.person.id });
  harbor = await engagement(dana, 'harbor');
  mo = await join(dana, 'mo@northline.test', 'provider', 'admin');
  const dorset = await mo.post('/api/engagements', {
    slug: 'dorset',
    name: 'Dorset with Northline',
    prefix: 'DOR',
    parties: { internal: 'Dorset', provider: 'Northline' },
    side: 'provider',
  });
  neighbour = await doors.person('ned@dorset.test');
  expect(dorset.body).toEqual({ id: expect.any(String) });
}, 60_000);
afterAll(() => doors.end());

describe('who sees an engagement', () => {
  test('its members; a stranger gets 401, everybody else 404', async () => {
    for (const rest of ['', '/me', '/members', '/invitations', '/assets', '/apps', '/keys']) {
      expect((await dana.get(path(rest))).status, rest).toBe(200);
      expect((await doors.visitor().get(path(rest))).status, rest).toBe(401);
      expect((await neighbour.get(path(rest))).status, rest).toBe(404);
    }
  });

  test('a provider that works for two keeps one organisation, and each member sees their own engagements', async () => {
    const slugs = async (visitor: Visitor) =>
      (await visitor.get('/api/me')).body.engagements.map((engagement: { slug: string }) => engagement.slug);
    expect(await slugs(mo)).toEqual(['harbor', 'dorset']);
    expect(await slugs(dana)).toEqual(['harbor']);
    expect(await slugs(neighbour)).toEqual([]);
    const { rows } = await doors.database.pools.owner.query(`select name from engagements_organisation order by name`);
    expect(rows.map((row) => row.name)).toEqual(['Dorset', 'Northline', 'harbor']);
  });

  test('a provider administrator makes engagements of their own provider only', async () => {
    const wanted = {
      slug: 'other',
      name: 'Other',
      prefix: 'OTH',
      parties: { internal: 'Else', provider: 'Rival MSP' },
      side: 'provider',
    };
    expect((await mo.post('/api/engagements', wanted)).status).toBe(403);
    expect(
      (await mo.post('/api/engagements', { ...wanted, parties: { internal: 'Else', provider: 'Northline' }, side: 'internal' }))
        .status,
    ).toBe(403);
  });

  test('what may be done is told with the sentence the route refuses with', async () => {
    const { can } = (await mo.get(path('/me'))).body;
    expect(can['engagements.members-manage']).toBe(true);
    const analyst = await join(mo, 'lee@northline.test', 'provider', 'analyst');
    const told = (await analyst.get(path('/me'))).body.can['engagements.register-edit'];
    const refused = await analyst.post(path('/assets'), { name: 'X1', class: 'server' });
    expect([refused.status, refused.body.detail]).toEqual([403, told]);
  });
});

describe('changing people', () => {
  test('each side changes its own; the other side is visible and out of reach', async () => {
    const kim = await join(mo, 'kim@northline.test', 'provider', 'dispatcher');
    const kimMember = await memberOf(dana, 'kim@northline.test');
    expect(kimMember.may).toMatch(/kept by that side/);
    expect((await dana.patch(path(`/members/${kimMember.id}`), { role: 'analyst' })).status).toBe(403);
    expect((await dana.delete(path(`/members/${kimMember.id}`))).status).toBe(403);
    expect((await mo.patch(path(`/members/${kimMember.id}`), { role: 'engineer', teams: ['msp-noc'] })).body).toMatchObject({
      role: 'engineer',
      teams: ['msp-noc'],
    });
    expect((await kim.get(path('/me'))).body.role).toBe('engineer');
    expect((await kim.patch(path(`/members/${kimMember.id}`), { role: 'admin' })).status).toBe(403);
  });

  test('a provider administrator cannot widen, remove, stand in for or reset an internal person', async () => {
    const helen = await join(dana, 'helen@harbor.test', 'internal', 'business');
    const member = await memberOf(mo, 'helen@harbor.test');
    for (const change of [{ role: 'leader' }, { role: 'it' }, { person: 'pat' }, { teams: ['msp-soc'] }])
      expect((await mo.patch(path(`/members/${member.id}`), change)).status, JSON.stringify(change)).toBe(403);
    expect((await mo.delete(path(`/members/${member.id}`))).status).toBe(403);
    expect(
      (await mo.post(path('/invitations'), { email: 'spy@northline.test', name: 'Spy', side: 'internal', role: 'it' })).status,
    ).toBe(403);
    expect((await mo.patch(path(`/members/${member.id}`), { role: 'admin' })).status).toBe(403);
    expect((await helen.get(path('/me'))).body.role).toBe('business');
    // There is no route by which anybody resets somebody else's sign-in: the mail goes to the person alone.
    await mo.post('/api/auth/request-password-reset', { email: 'helen@harbor.test' });
    expect((await doors.mails()).at(-1)?.payload.email).toBe('helen@harbor.test');
  });

  test('a role belongs to a side, and nobody changes their own', async () => {
    const self = await memberOf(dana, 'dana@harbor.test');
    expect((await dana.patch(path(`/members/${self.id}`), { role: 'leader' })).status).toBe(403);
    const helen = await memberOf(dana, 'helen@harbor.test');
    expect((await dana.patch(path(`/members/${helen.id}`), { role: 'admin' })).body.field).toBe('role');
    expect((await dana.patch(path(`/members/${helen.id}`), { role: 'employee' })).status).toBe(200);
  });

  test('the last person who can manage a side stays', async () => {
    const self = await memberOf(dana, 'dana@harbor.test');
    expect((await dana.delete(path(`/members/${self.id}`))).body.code).toBe('last-keeper');
    const moMember = await memberOf(mo, 'mo@northline.test');
    expect((await mo.delete(path(`/members/${moMember.id}`))).body.code).toBe('last-keeper');
  });

  test('of two keepers who remove each other at once, one stays', async () => {
    const pat = await join(dana, 'pat@harbor.test', 'internal', 'leader');
    const [danaMember, patMember] = [await memberOf(dana, 'dana@harbor.test'), await memberOf(dana, 'pat@harbor.test')];
    const answers = await Promise.all([
      dana.delete(path(`/members/${patMember.id}`)),
      pat.delete(path(`/members/${danaMember.id}`)),
    ]);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const left = answers[0]?.status === 200 ? dana : pat;
    const gone = answers[0]?.status === 200 ? pat : dana;
    expect((await gone.get(path('/me'))).status).toBe(404);
    expect((await left.get(path('/me'))).status).toBe(200);
    dana = Object.assign(left, { userId: (await left.get('/api/me')).body.person.id });
  });

  test('two members cannot stand for one person of the agreement', async () => {
    const helen = await memberOf(dana, 'helen@harbor.test');
    expect((await dana.patch(path(`/members/${helen.id}`), { person: 'helen' })).status).toBe(200);
    await join(dana, 'other@harbor.test', 'internal', 'employee');
    const other = await memberOf(dana, 'other@harbor.test');
    expect((await dana.patch(path(`/members/${other.id}`), { person: 'helen' })).body.code).toBe('person-taken');
  });

  test('an employee does not read the list of people, nor the register of assets', async () => {
    const wes = await join(dana, 'wes@harbor.test', 'internal', 'employee');
    expect((await wes.get(path('/members'))).status).toBe(403);
    expect((await wes.get(path('/assets'))).status).toBe(403);
    expect((await wes.get(path('/apps'))).status).toBe(200);
  });

  test('the list comes in pages that neither skip nor repeat', async () => {
    const all = (await dana.get(path('/members?limit=200'))).body.items.map((item: { id: string }) => item.id);
    const seen: string[] = [];
    let after = '';
    do {
      const page = (await dana.get(path(`/members?limit=2${after}`))).body;
      seen.push(...page.items.map((item: { id: string }) => item.id));
      after = page.next === null ? '' : `&after=${page.next}`;
    } while (after !== '');
    expect(seen).toEqual(all);
    expect((await dana.get(path('/members?after=nonsense'))).body.field).toBe('after');
  });
});

describe('invitations', () => {
  const invite = (inviter: Visitor, email: string, extra: Record<string, unknown> = {}) =>
    inviter.post(path('/invitations'), { email, name: 'Guest', side: 'provider', role: 'engineer', ...extra });

  test('are seen by the side that sent them alone, in the list and in the record', async () => {
    await invite(mo, 'quiet@northline.test');
    const emails = async (visitor: Visitor) =>
      (await visitor.get(path('/invitations'))).body.items.map((item: { email: string }) => item.email);
    expect(await emails(mo)).toContain('quiet@northline.test');
    expect(await emails(dana)).not.toContain('quiet@northline.test');
    const { rows } = await doors.database.pools.owner.query(
      `select chain from record_audit where action = 'engagements.invited' and subject ->> 'label' = 'quiet@northline.test'`,
    );
    expect(rows).toEqual([{ chain: 'provider' }]);
  });

  test('a link is shown to whoever holds it, works once, and not for another address', async () => {
    await invite(mo, 'ann@northline.test');
    const token = await tokenFor('ann@northline.test');
    const seen = (await doors.visitor().get(`/api/invitations/${token}`)).body;
    expect(seen).toMatchObject({ email: 'ann@northline.test', side: 'provider', role: 'engineer', hasAccount: false });

    const another = await doors.person('bert@northline.test');
    expect((await another.post(`/api/invitations/${token}`)).body.code).toBe('invitation-for-another');
    expect((await another.post(`/api/invitations/${token}`, { account: { name: 'Bert', password } })).body.code).toBe(
      'invitation-for-another',
    );
    expect((await doors.visitor().post(`/api/invitations/${token}`)).status).toBe(401);

    const both = await Promise.all(
      ['Ann', 'Anna'].map((name) => doors.visitor().post(`/api/invitations/${token}`, { account: { name, password } })),
    );
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 410]);
    expect((await doors.visitor().get(`/api/invitations/${token}`)).body.code).toBe('invitation-closed');
  });

  test('somebody with an account signs in first, then accepts', async () => {
    await invite(mo, 'cleo@northline.test');
    const token = await tokenFor('cleo@northline.test');
    const cleo = await doors.person('cleo@northline.test');
    expect((await doors.visitor().get(`/api/invitations/${token}`)).body.hasAccount).toBe(true);
    expect((await doors.visitor().post(`/api/invitations/${token}`, { account: { name: 'C', password } })).body.code).toBe(
      'sign-in-first',
    );
    expect((await cleo.get(path('/me'))).status).toBe(404);
    expect((await cleo.post(`/api/invitations/${token}`)).status).toBe(200);
    expect((await cleo.get(path('/me'))).status).toBe(200);
  });

  test('an expired, revoked, replaced or guessed link opens nothing', async () => {
    await invite(mo, 'late@northline.test');
    const late = await tokenFor('late@northline.test');
    doors.clock.set(doors.clock.now().add({ hours: 24 * 7 + 1 }));
    const expired = await doors.visitor().post(`/api/invitations/${late}`, { account: { name: 'Late', password } });
    doors.clock.set(doors.clock.now().subtract({ hours: 24 * 7 + 1 }));
    expect([expired.status, expired.body.code]).toEqual([410, 'invitation-closed']);

    const made = await invite(mo, 'never@northline.test');
    const never = await tokenFor('never@northline.test');
    expect((await dana.delete(path(`/invitations/${made.body.id}`))).status).toBe(404);
    expect((await mo.delete(path(`/invitations/${made.body.id}`))).status).toBe(200);
    expect((await doors.visitor().get(`/api/invitations/${never}`)).status).toBe(410);

    await invite(mo, 'twice@northline.test');
    const old = await tokenFor('twice@northline.test');
    await invite(mo, 'twice@northline.test');
    expect((await doors.visitor().get(`/api/invitations/${old}`)).status).toBe(410);
    expect((await doors.visitor().get(`/api/invitations/${await tokenFor('twice@northline.test')}`)).status).toBe(200);
    expect((await doors.visitor().get(`/api/invitations/${'A'.repeat(32)}`)).status).toBe(404);
  });

  test('die with the right of whoever sent them', async () => {
    const second = await join(mo, 'second@northline.test', 'provider', 'admin');
    await invite(second, 'backdoor@northline.test', { role: 'admin' });
    const token = await tokenFor('backdoor@northline.test');
    const member = await memberOf(mo, 'second@northline.test');
    expect((await mo.delete(path(`/members/${member.id}`))).status).toBe(200);
    expect((await second.get(path('/me'))).status).toBe(404);
    expect((await doors.visitor().post(`/api/invitations/${token}`, { account: { name: 'B', password } })).status).toBe(410);
  });

  test('the token is kept nowhere but in the mail', async () => {
    await invite(mo, 'secret@northline.test');
    const token = await tokenFor('secret@northline.test');
    expect(token).not.toBe('');
    for (const table of ['engagements_invitation', 'record_audit']) {
      const { rows } = await doors.database.pools.owner.query(`select 1 from ${table} t where strpos(t::text, $1) > 0`, [token]);
      expect(rows, table).toEqual([]);
    }
  });
});
