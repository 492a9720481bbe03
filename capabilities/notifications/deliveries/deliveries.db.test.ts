/**
 * Messages on their way, against real servers on loopback that fail in every way: refused, lost before and after the
 * text, silent; workers that race; a process that dies with a message in hand. Nothing sent is sent again, and what may
 * be a repeat says so.
 */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { systemActor } from '@tandem/platform/access/actor.ts';
import { record } from '@tandem/platform/record/record.ts';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Cast, createCast, type HarborPerson } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { workCapability } from '../../work/index.ts';
import { notificationsCapability } from '../index.ts';
import { deliveriesClaim } from './store.ts';

let cast: Cast;
let smtp: SMTPServer;

interface Got {
  to: string;
  text: string;
}
/** What the mail server took, and how it treats the next letters. */
let got: Got[] = [];
let treat: 'take' | 'refuse-for-now' | 'refuse-for-good' | 'drop' = 'take';

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, done) => {
      const code = { take: 0, drop: 0, 'refuse-for-now': 450, 'refuse-for-good': 550 }[treat];
      done(code === 0 ? undefined : Object.assign(new Error('no'), { responseCode: code }));
    },
    onData: (stream, session, done) => {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      stream.on('end', () => {
        got.push({ to: session.envelope.rcptTo[0]?.address ?? '', text });
        if (treat !== 'drop') return done();
        // The letter is taken, and the connection lost before anybody says so.
        for (const connection of smtp.connections) (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
      });
    },
  });
  smtp.on('error', () => undefined);
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready));
  cast = await createCast([engagementsCapability, responsibilityCapability, workCapability, notificationsCapability]);
  const { port } = smtp.server.address() as { port: number };
  Object.assign(cast.services.config, {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mailFrom: 'tandem@harbor.example',
    allowPrivateTargets: true,
  });
});
afterAll(async () => {
  await cast.end();
  smtp.close(() => undefined);
});
beforeEach(async () => {
  treat = 'take';
  await settleAll();
  advance(600);
  got = [];
});

const advance = (seconds: number) => cast.clock.set(cast.clock.now().add({ seconds }));

async function settleAll(): Promise<void> {
  await cast.settle();
  await cast.database.pools.owner.query('update graphile_worker._private_jobs set run_at = now() where run_at > now()');
  await cast.settle();
}

async function open(what: Record<string, unknown> = {}): Promise<string> {
  const made = await cast
    .as('dana')
    .post('~/work/items', { kind: 'incident', title: 'Backup failed', function: 'bk-failure-fix', priority: 'P2', ...what });
  return made.body.number;
}

const deliveries = async (by: HarborPerson = 'kim') => (await cast.as(by).get('~/notifications/deliveries?limit=200')).body.items;
const deliveryOf = async (number: string) =>
  (await deliveries()).find((each: { subject: string }) => each.subject.includes(number));
const idsOf = (letters: readonly Got[]) => letters.map(({ text }) => /^Message-ID: (<.*>)/im.exec(text)?.[1]);

describe('mail', () => {
  test('goes once, to one address, with an id of its own', async () => {
    const number = await open();
    await settleAll();
    await settleAll();
    expect(got.map((each) => each.to)).toEqual(['jo@northline.example']);
    expect(got[0]?.text).toMatch(new RegExp(`^Subject: URGENT ${number} P2 Backup failed`, 'm'));
    expect(await deliveryOf(number)).toMatchObject({ state: 'sent', mayBeRepeat: false, attempts: [{ outcome: 'sent' }] });
  });

  test('refused for now is tried again, later each time, until it goes', async () => {
    treat = 'refuse-for-now';
    const number = await open();
    await settleAll();
    const first = await deliveryOf(number);
    expect(first).toMatchObject({
      state: 'queued',
      attempts: [{ outcome: 'temporary', detail: expect.stringContaining('450') }],
    });
    expect(Date.parse(first.nextAt) - Date.parse(first.attempts[0].endedAt)).toBe(10_000);
    await settleAll();
    expect((await deliveryOf(number)).attempts).toHaveLength(1);
    advance(10);
    await settleAll();
    const second = await deliveryOf(number);
    expect(Date.parse(second.nextAt) - Date.parse(second.attempts[1].endedAt)).toBe(20_000);
    treat = 'take';
    advance(20);
    await settleAll();
    expect(await deliveryOf(number)).toMatchObject({ state: 'sent', attempts: [{}, {}, { outcome: 'sent' }] });
    expect(got).toHaveLength(1);
  });

  test('refused for good is given up at once, visibly, and the finding goes when the address works again', async () => {
    treat = 'refuse-for-good';
    const number = await open();
    await settleAll();
    expect(await deliveryOf(number)).toMatchObject({ state: 'failed', attempts: [{ outcome: 'permanent' }] });
    const found = async (by: HarborPerson) => (await cast.as(by).get('~/notifications/findings')).body.items;
    expect(await found('kim')).toMatchObject([
      { kind: 'delivery-failed', side: 'provider', detail: expect.stringContaining('Jo Marsh') },
    ]);
    // How the provider's own mail fares is none of the other side's business.
    expect(await found('dana')).toEqual([]);
    treat = 'take';
    advance(600);
    await open();
    await settleAll();
    expect(await found('kim')).toEqual([]);
  });

  test('is given up after ten tries', async () => {
    treat = 'refuse-for-now';
    const number = await open();
    for (let tries = 0; tries < 12; tries += 1) {
      await settleAll();
      advance(3_601);
    }
    expect(await deliveryOf(number)).toMatchObject({ state: 'failed', nextAt: null });
    expect((await deliveryOf(number)).attempts).toHaveLength(10);
  });

  test('whose answer was lost is unknown, goes again with the same id, and says that it may be a repeat', async () => {
    treat = 'drop';
    const number = await open();
    await settleAll();
    expect(await deliveryOf(number)).toMatchObject({ state: 'unknown', mayBeRepeat: true, attempts: [{ outcome: 'unknown' }] });
    treat = 'take';
    advance(10);
    await settleAll();
    expect(await deliveryOf(number)).toMatchObject({ state: 'sent', attempts: [{ outcome: 'unknown' }, { outcome: 'sent' }] });
    expect(new Set(idsOf(got)).size).toBe(1);
    expect(got.map(({ text }) => /^Subject: .*may be a repeat/m.test(text))).toEqual([false, true]);
  });
});

describe('a process that dies', () => {
  test('with a message in hand: it is found, marked unknown, and sent again as a possible repeat', async () => {
    const number = await open();
    await cast.asSystem((ctx) => sql`update record_outbox set next_at = null`.execute(ctx.tx));
    treat = 'refuse-for-now';
    await settleAll();
    advance(10);
    treat = 'take';
    // Claimed, and never heard of again.
    const claimed = await cast.asSystem((ctx) =>
      deliveriesClaim({ ...ctx, actor: systemActor(cast.harborId, 'notifications') }, 10),
    );
    expect(claimed).toHaveLength(1);
    await settleAll();
    expect(await deliveryOf(number)).toMatchObject({ state: 'sending' });
    advance(120);
    await settleAll();
    expect(await deliveryOf(number)).toMatchObject({
      state: 'sent',
      mayBeRepeat: true,
      attempts: [{}, { outcome: 'unknown' }, { outcome: 'sent' }],
    });
    expect(got).toHaveLength(1);
  });

  test('after sending but before writing so: the end of a claim that was taken over is not written', async () => {
    const number = await open();
    await settleAll();
    const { id } = await deliveryOf(number);
    const { deliveryEnd } = await import('./store.ts');
    const late = await cast.asSystem((ctx) =>
      deliveryEnd(ctx, { id, attempts: 1 } as Parameters<typeof deliveryEnd>[1], {
        state: 'failed',
        outcome: 'permanent',
        detail: 'late',
        nextAt: null,
      }),
    );
    expect(late).toBe(false);
    expect(await deliveryOf(number)).toMatchObject({ state: 'sent' });
  });
});

test('workers that race send each message once', async () => {
  for (let count = 0; count < 12; count += 1) await open({ title: `Race ${count}` });
  await cast.settle();
  got = [];
  await cast.asSystem((ctx) =>
    sql`update notifications_delivery set state = 'queued', sent_at = null, next_at = ${ctx.now} where subject like '%Race%'`.execute(
      ctx.tx,
    ),
  );
  for (let worker = 0; worker < 4; worker += 1)
    await cast.database.pools.owner.query(
      "select graphile_worker.add_job('notifications.send', json_build_object('engagementId', $1::text))",
      [cast.harborId],
    );
  await Promise.all([cast.settle(), cast.settle(), cast.settle(), cast.settle()]);
  expect(got).toHaveLength(12);
  expect(new Set(idsOf(got)).size).toBe(12);
});

describe('letters that are no work', () => {
  const publish = (topic: string, payload: Record<string, unknown>, engagementId = cast.harborId) =>
    cast.asSystem(async (ctx) => {
      await sql`select set_config('tandem.engagement', ${engagementId}, true)`.execute(ctx.tx);
      const actor = systemActor(engagementId, 'test');
      await record(
        { ...ctx, actor },
        { action: 'test.mail', subject: { kind: 'mail', id: 'x' }, audience: 'shared', payload: {}, publish: { topic, payload } },
      );
    });
  const bodies = (engagementId: string) =>
    cast.asSystem(async (ctx) => {
      await sql`select set_config('tandem.engagement', ${engagementId}, true)`.execute(ctx.tx);
      return (
        await sql<{
          body: string;
        }>`select body from notifications_delivery where topic in ('engagements.invited', 'identity.mail')`.execute(ctx.tx)
      ).rows.map((row) => row.body);
    });

  test('an invitation goes to its address, and its link is not kept once it is sent', async () => {
    const invited = {
      side: 'provider',
      email: 'nia@northline.example',
      name: 'Nia',
      engagement: 'Harbor',
      invitedBy: 'Mo Ito',
      link: 'https://t.example/invitations/SECRET',
      expiresAt: '2027-03-17T16:00:00Z',
    };
    await publish('engagements.invited', invited);
    await settleAll();
    expect(got[0]).toMatchObject({ to: 'nia@northline.example', text: expect.stringContaining('SECRET') });
    expect(await bodies(cast.harborId)).toEqual(['']);
  });

  test('without a mail server an invitation waits for who looks after the side that wrote it', async () => {
    const { config } = cast.services;
    const { smtpUrl } = config;
    config.smtpUrl = null;
    await publish('engagements.invited', {
      side: 'provider',
      email: 'bo@northline.example',
      name: 'Bo',
      engagement: 'Harbor',
      invitedBy: 'Mo Ito',
      link: 'https://t.example/invitations/BY-HAND',
      expiresAt: '2027-03-17T16:00:00Z',
    });
    await settleAll();
    config.smtpUrl = smtpUrl;
    const box = async (by: HarborPerson) => JSON.stringify((await cast.as(by).get('~/notifications/mailbox')).body.items);
    expect(await box('mo')).toContain('BY-HAND');
    for (const by of ['jo', 'lee', 'dana', 'pat', 'wes'] as const) expect(await box(by)).not.toContain('BY-HAND');
  });

  test('mail about an account stands apart from engagements, and is read by its holder alone', async () => {
    const nowhere = '00000000-0000-0000-0000-000000000000';
    const mail = {
      kind: 'password-reset',
      email: 'jo@northline.example',
      name: 'Jo',
      subject: 'Choose a new password',
      text: 'https://t.example/reset-password/RESET',
    };
    await publish('identity.mail', mail, nowhere);
    await settleAll();
    expect(got[0]).toMatchObject({ to: 'jo@northline.example', text: expect.stringContaining('RESET') });
    expect(await bodies(nowhere)).toEqual(['']);
    const { config } = cast.services;
    const { smtpUrl } = config;
    config.smtpUrl = null;
    await publish('identity.mail', mail, nowhere);
    await settleAll();
    config.smtpUrl = smtpUrl;
    const box = async (by: HarborPerson) => JSON.stringify((await cast.as(by).get('~/notifications/mailbox')).body.items);
    expect(await box('jo')).toContain('RESET');
    expect(await box('mo')).not.toContain('RESET');
  });
});

describe('webhooks', () => {
  const calls: { headers: IncomingHttpHeaders; body: string }[] = [];
  let status = 204;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      calls.push({ headers: request.headers, body });
      response.writeHead(status).end();
    });
  });
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    url = `http://127.0.0.1:${(server.address() as { port: number }).port}/hook`;
  });
  afterAll(() => server.close());
  beforeEach(() => {
    calls.length = 0;
    status = 204;
  });

  const add = (by: HarborPerson, team: string | null) =>
    cast.as(by).post('~/notifications/webhooks', { name: 'Chat', url, team });

  test('are tested before they are told, signed, and tell what their team is told', async () => {
    const made = await add('kim', 'msp-noc');
    expect(made).toMatchObject({ status: 201, body: { team: 'msp-noc', verifiedAt: null, secret: expect.any(String) } });
    await open();
    await settleAll();
    expect(calls).toHaveLength(0);
    const tested = await cast.as('kim').post(`~/notifications/webhooks/${made.body.id}/test`);
    expect(tested.body).toMatchObject({ outcome: 'sent', verifiedAt: expect.any(String) });
    const [call] = calls.splice(0);
    const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call?.headers['tandem-signature'])) ?? [];
    expect(v1).toBe(createHmac('sha256', made.body.secret).update(`${t}.${call?.body}`).digest('hex'));
    advance(600);
    const number = await open();
    await settleAll();
    expect(JSON.parse(calls[0]?.body ?? '{}')).toMatchObject({
      topic: 'work.opened',
      subject: `${number} P2 Backup failed`,
      urgent: true,
      link: expect.stringContaining(number),
      mayBeRepeat: false,
    });
    expect((await cast.as('kim').get('~/notifications/webhooks')).body.items[0]).not.toHaveProperty('secret');
    expect((await cast.as('kim').delete(`~/notifications/webhooks/${made.body.id}`)).status).toBe(200);
    advance(600);
    calls.length = 0;
    await open();
    await settleAll();
    expect(calls).toHaveLength(0);
  });

  test('that answer with an error are tried again', async () => {
    const made = await add('jo', null);
    await cast.as('jo').post(`~/notifications/webhooks/${made.body.id}/test`);
    status = 503;
    await open();
    await settleAll();
    status = 204;
    advance(10);
    await settleAll();
    const ids = calls.slice(1).map((call) => call.headers['tandem-delivery']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    await cast.as('jo').delete(`~/notifications/webhooks/${made.body.id}`);
  });

  test('are their owner’s: not a colleague’s, not the other side’s', async () => {
    const made = await add('lee', null);
    const path = `~/notifications/webhooks/${made.body.id}`;
    for (const by of ['jo', 'mo', 'dana'] as const) {
      expect((await cast.as(by).delete(path)).status).toBe(404);
      expect((await cast.as(by).post(`${path}/test`)).status).toBe(404);
    }
    expect((await add('lee', 'msp-soc')).status).toBe(403);
    expect((await cast.as('wes').get('~/notifications/webhooks')).status).toBe(403);
    const channel = await add('mo', 'msp-soc');
    expect((await cast.as('lee').delete(`~/notifications/webhooks/${channel.body.id}`)).status).toBe(403);
    expect((await cast.as('dana').delete(`~/notifications/webhooks/${channel.body.id}`)).status).toBe(404);
    for (const [by, id] of [
      ['lee', made.body.id],
      ['mo', channel.body.id],
    ] as const)
      await cast.as(by).delete(`~/notifications/webhooks/${id}`);
  });

  test('reach nothing private unless the operator allows it', async () => {
    cast.services.config.allowPrivateTargets = false;
    for (const target of [url, 'http://169.254.169.254/latest', 'http://[::1]:80/', 'http://localhost/']) {
      const refused = await cast.as('jo').post('~/notifications/webhooks', { name: 'x', url: target });
      expect(refused).toMatchObject({ status: 422, body: { code: 'target-refused', field: 'url' } });
    }
    cast.services.config.allowPrivateTargets = true;
  });
});
