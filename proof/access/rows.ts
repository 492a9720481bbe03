/**
 * One real row for everything that a path or a body can name: of each side, and of two employees. What can be made
 * through the product is made through it, by the people of the cast; what a person only gets from a process of its own
 * (a mailed token, a key's secret, a message that was sent) is written as that process writes it.
 */
import { createHash, randomUUID } from 'node:crypto';
import { tellQueue } from '../../capabilities/responsibility/index.ts';
import type { Cast, HarborPerson } from '../cast/cast.ts';
import { agreementRows, commentOf } from './agreement-rows.ts';
import { ok } from './made.ts';

export type Side = 'internal' | 'provider';

/** The nine roles, each in one person. */
export const roles = [
  { role: 'it', side: 'internal', person: 'dana' },
  { role: 'leader', side: 'internal', person: 'pat' },
  { role: 'business', side: 'internal', person: 'helen' },
  { role: 'employee', side: 'internal', person: 'wes' },
  { role: 'admin', side: 'provider', person: 'mo' },
  { role: 'dispatcher', side: 'provider', person: 'kim' },
  { role: 'engineer', side: 'provider', person: 'jo' },
  { role: 'analyst', side: 'provider', person: 'lee' },
  { role: 'account', side: 'provider', person: 'ana' },
] as const satisfies readonly { role: string; side: Side; person: HarborPerson }[];

export type Caller = (typeof roles)[number];

/** An item as its readers name it; `offerId` is empty unless a hand-over is on offer. */
export interface Item {
  id: string;
  number: string;
  version: number;
  offerId: string;
}

/** Items that one side holds, or that stand for one employee, in every state that a route asks for. */
export interface Items {
  open: Item;
  waiting: Item;
  resolved: Item;
  /** On offer to the other side. */
  offering: Item;
  /** On offer to this side. */
  offered: Item;
}

/** What a path can name, by the name of its parameter; `items` are named by number. */
export interface Rows {
  side: Side;
  items: Items;
  named: Record<string, string>;
  /** A source as its form shows it, with its revision. */
  source: Record<string, unknown>;
  sourceToken: string;
  /** Of an invitation that is open. */
  invitationToken: string;
}

/** What only some may read carries this text, with a word for what it is and for whose it is: `note-secret-of-internal`. */
export const secret = (kind: string, whose: string) => `${kind}-secret-of-${whose}`;

export interface World {
  /** Rows of a side, with what belongs to that person alone; for an employee, with the items they asked for. */
  rowsOf(person: HarborPerson): Rows;
  /** The text of the engagement file that counts. */
  file: string;
  receiptId: string;
  neighbourMemberId: string;
}

const keeper = { internal: 'dana', provider: 'mo' } as const;
const holder = { internal: 'dana', provider: 'kim' } as const;
const other = { internal: 'provider', provider: 'internal' } as const;

export async function makeWorld(cast: Cast): Promise<World> {
  const file = (await ok(cast.as('dana').get('~/file'))) as string;
  const bySide = { internal: await rowsOfSide(cast, 'internal'), provider: await rowsOfSide(cast, 'provider') };
  const asked = { wes: await itemsFor(cast, 'wes', null), una: await itemsFor(cast, 'una', null) };
  const own = await ownRows(cast, bySide);
  await cast.asSystem((ctx) => tellQueue(ctx, async () => ({ untouched: 3, oldestP3Since: null })));
  const first = bySide.internal.items.open.number;
  const { authority } = await ok(cast.as('dana').get(`~/work/items/${first}`));
  return {
    file,
    receiptId: authority.receiptId,
    neighbourMemberId: cast.neighbour.dora.memberId,
    rowsOf: (person) => {
      const side = sideOf(person);
      const items = person === 'wes' || person === 'una' ? asked[person] : null;
      const rows = bySide[side];
      return {
        ...rows,
        items: items?.items ?? rows.items,
        named: { ...rows.named, ...items?.named, ...own[person], receiptId: authority.receiptId },
      };
    },
  };
}

export function sideOf(person: HarborPerson): Side {
  return ['dana', 'pat', 'helen', 'wes', 'una'].includes(person) ? 'internal' : 'provider';
}

async function rowsOfSide(cast: Cast, side: Side): Promise<Rows> {
  const { items, named } = await itemsFor(cast, holder[side], side);
  const register = await registerOf(cast, side);
  const { source, token, ids } = await alertsOf(cast, side);
  const agreements = await agreementRows(cast, side);
  const invitationToken = `token-of-an-invitation-${side}`;
  const invitationId = await invitationOf(cast, side, invitationToken);
  const teamWebhookId = await webhookOf(cast, side, null, secret('channel', side));
  const findingId = await findingOf(cast, side);
  await letterOf(cast, side);
  const memberId = cast.people[side === 'internal' ? 'una' : 'ana'].memberId;
  return {
    side,
    items,
    named: { ...named, ...register, ...ids, ...agreements, invitationId, teamWebhookId, findingId, memberId },
    source,
    sourceToken: token,
    invitationToken,
  };
}

/** Items of every state, held by `side` (null: by whom the agreement says), and what hangs on the open one. */
async function itemsFor(cast: Cast, opener: HarborPerson, side: Side | null): Promise<{ items: Items; named: Rows['named'] }> {
  const open = await openItem(cast, opener, side);
  const holding = side ?? open.side;
  const writer = cast.as(holder[holding]);
  const audience = side === null ? 'requester' : 'shared';
  const link = { audience, title: 'The manual', target: { url: 'https://example.org/manual' } };
  const { id: linkId } = await ok(writer.post(`~/work/items/${open.number}/links`, link));
  const attachmentId = await upload(cast, holder[holding], open.number, { audience });
  const hidden = await hide(
    cast,
    open.number,
    side === null ? { by: holding, audience: 'shared', whose: 'helpers' } : { by: side, audience: side, whose: side },
  );
  const waiting = await openItem(cast, opener, side);
  await act(cast, waiting, 'wait', { state: 'waiting-vendor', reason: 'The part is on its way.' });
  const resolved = await openItem(cast, opener, side);
  await act(cast, resolved, 'take', {});
  await act(cast, resolved, 'resolve', { resolution: 'It works again.' });
  const offering = await openItem(cast, opener, side);
  await offer(cast, offering);
  const offered = await openItem(cast, opener, side === null ? null : other[side]);
  await offer(cast, offered);
  const [first, second, third, fourth, fifth] = await Promise.all(
    [open, waiting, resolved, offering, offered].map((each) => readItem(cast, each.number)),
  );
  const items = { open: first, waiting: second, resolved: third, offering: fourth, offered: fifth } as Items;
  return { items, named: { linkId, attachmentId, ...hidden } };
}

/** A note, a link and a file on an item that are not for everybody who sees the item. */
async function hide(cast: Cast, number: string, { by, audience, whose }: { by: Side; audience: string; whose: string }) {
  const writer = cast.as(holder[by]);
  await ok(writer.post(`~/work/items/${number}/notes`, { audience, body: secret('note', whose) }));
  const link = { audience, title: secret('link', whose), target: { url: 'https://example.org/secret' } };
  const { id: hiddenLinkId } = await ok(writer.post(`~/work/items/${number}/links`, link));
  const hiddenAttachmentId = await upload(cast, holder[by], number, { audience, name: secret('file', whose) });
  return { hiddenLinkId, hiddenAttachmentId };
}

interface Opened {
  number: string;
  side: Side;
}

/** An item that `side` holds and nobody took. */
async function openItem(cast: Cast, opener: HarborPerson, side: Side | null): Promise<Opened> {
  const made = await ok(cast.as(opener).post('~/work/items', { kind: 'request', title: `Something broke for ${opener}` }));
  const opened: Opened = { number: made.number, side: made.custody.side };
  if (side === null || side === opened.side) return opened;
  const { offerId } = await offer(cast, opened);
  await ok(cast.as(holder[side]).post(`~/work/items/${made.number}/offers/${offerId}/accept`));
  const held = { number: opened.number, side };
  await act(cast, held, 'assign', { memberId: null, team: null });
  return held;
}

async function readItem(cast: Cast, number: string): Promise<Item> {
  const { id, version, offer: open } = await ok(cast.as('dana').get(`~/work/items/${number}`));
  return { id, number, version, offerId: open?.id ?? '' };
}

/** Something its holder does to an item. */
async function act(cast: Cast, item: Opened, deed: string, body: object): Promise<void> {
  const { version } = await readItem(cast, item.number);
  await ok(cast.as(holder[item.side]).post(`~/work/items/${item.number}/${deed}`, { version, ...body }));
}

async function offer(cast: Cast, item: Opened): Promise<Item> {
  const { version } = await readItem(cast, item.number);
  const body = { version, to: offerTarget(other[item.side], cast), brief: { situation: 'Look at it.', nextAction: 'Look.' } };
  await ok(cast.as(holder[item.side]).post(`~/work/items/${item.number}/offers`, body));
  return readItem(cast, item.number);
}

/** Whom of that side a hand-over is offered to. */
export function offerTarget(side: Side, cast: Cast): { team: string | null; memberId: string | null } {
  return side === 'provider' ? { team: 'msp-desk', memberId: null } : { team: null, memberId: cast.people.dana.memberId };
}

/** A multipart body with one small file. */
export function uploadBody(name = 'notes'): { headers: Record<string, string>; payload: string } {
  const edge = 'edge-of-a-part';
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}.txt"\r\ncontent-type: text/plain\r\n\r\n`;
  return { headers: { 'content-type': `multipart/form-data; boundary=${edge}` }, payload: `${head}${name}\r\n--${edge}--\r\n` };
}

async function upload(
  cast: Cast,
  person: HarborPerson,
  number: string,
  file: { audience: string; name?: string },
): Promise<string> {
  const { headers, payload } = uploadBody(file.name);
  const response = await cast.app.inject({
    method: 'POST',
    url: `/api/engagements/${cast.harborId}/work/items/${number}/attachments?audience=${file.audience}`,
    headers: { ...headers, 'x-test-user': cast.people[person].userId },
    payload,
  });
  if (response.statusCode !== 201) throw new Error(`A file could not be attached: ${response.body}`);
  return response.json().id;
}

async function registerOf(cast: Cast, side: Side): Promise<{ assetId: string; appId: string }> {
  const clerk = cast.as(side === 'internal' ? 'dana' : 'jo');
  const asset = await ok(clerk.post('~/assets', { name: `PC of ${side}`, class: 'workstation' }));
  const app = await ok(clerk.post('~/apps', { name: `App of ${side}` }));
  return { assetId: asset.id, appId: app.id };
}

/** A source of the side that heard one alert and one body that nobody can read. */
async function alertsOf(cast: Cast, side: Side) {
  const clerk = cast.as(side === 'internal' ? 'dana' : 'jo');
  const settings = {
    name: `Monitoring of ${side}`,
    format: 'plain',
    mapping: null,
    rules: [],
    priorities: { label: 'severity', map: { critical: 'P1' }, otherwise: 'P3' },
    reopenMinutes: 60,
    heartbeat: null,
    explains: false,
  };
  const { source, token } = await ok(clerk.post('~/alerts/sources', settings));
  const send = (payload: string) =>
    cast.app.inject({ method: 'POST', url: `/in/alerts/${token}`, headers: { 'content-type': 'application/json' }, payload });
  await send(JSON.stringify({ title: 'Disk full', key: `disk-of-${side}`, severity: 'critical' }));
  await send('{"nothing": "that says what happened"}');
  const [alert] = (await ok(clerk.get(`~/alerts?sourceId=${source.id}`))).items;
  const [entry] = (await ok(clerk.get(`~/alerts/quarantine?sourceId=${source.id}`))).items;
  const ids = { sourceId: source.id, tokenId: source.tokens[0].id, alertId: alert.id, entryId: entry.id };
  return { source: { ...settings, revision: source.revision }, token, ids };
}

/** The mailed token is kept nowhere, so a row with a known one is written as the invitation's own route writes it. */
async function invitationOf(cast: Cast, side: Side, token: string): Promise<string> {
  return insert(
    cast,
    `insert into engagements_invitation (engagement_id, email, name, side, role, token_hash, invited_by, invited_at, expires_at)
     values ($1, $2, $7, $3, $4, $5, $6, '2027-03-10T15:00:00Z', '2027-03-17T15:00:00Z')`,
    [
      cast.harborId,
      `new@${side}.example`,
      side,
      side === 'internal' ? 'it' : 'engineer',
      createHash('sha256').update(token).digest('hex'),
      cast.people[keeper[side]].memberId,
      secret('invitation', side),
    ],
  );
}

/** A member's own webhook, or (null) the channel of a team. Its address is one that the product refuses to reach. */
async function webhookOf(cast: Cast, side: Side, memberId: string | null, name: string): Promise<string> {
  return insert(
    cast,
    `insert into notifications_webhook (engagement_id, side, member_id, team, name, url, secret, created_at)
     values ($1, $2, $3, $4, $5, 'http://127.0.0.1:9/in', 'a secret of thirty-two characters', '2027-03-10T15:00:00Z')`,
    [cast.harborId, side, memberId, memberId === null ? 'msp-desk' : null, name],
  );
}

/** Something that only the side itself is to know went wrong. */
async function findingOf(cast: Cast, side: Side): Promise<string> {
  return insert(
    cast,
    `insert into notifications_finding (engagement_id, audience, side, kind, subject, detail, first_at, last_at)
     values ($1, $2, $2, 'delivery-failed', 'A channel', $3, '2027-03-10T15:00:00Z', '2027-03-10T15:00:00Z')`,
    [cast.harborId, side, secret('finding', side)],
  );
}

/** Mail to somebody who is no member yet: whoever looks after the side passes it on. */
async function letterOf(cast: Cast, side: Side): Promise<void> {
  await insert(
    cast,
    `insert into notifications_mailbox (engagement_id, side, address, subject, body, message_id, at)
     values ($1, $2, 'new@nowhere.example', 'Come in', $3, $3, '2027-03-10T15:00:01Z')`,
    [cast.harborId, side, secret('letter', side)],
  );
}

/** Writes a row past every lock; gives its id. */
async function insert(cast: Cast, statement: string, values: readonly unknown[]): Promise<string> {
  const { rows } = await cast.database.pools.owner.query<{ id: string }>(`${statement} returning id`, [...values]);
  const [row] = rows;
  if (row === undefined) throw new Error('A row was not written.');
  return row.id;
}

/** What belongs to one person alone: a key, a session, a notice, a message with its attempt, mail, and how they are told. */
async function ownRows(cast: Cast, bySide: Record<Side, Rows>): Promise<Record<HarborPerson, Record<string, string>>> {
  const entries = await Promise.all(
    Object.entries(cast.people).map(async ([name, { userId, memberId, email }]) => {
      const side = sideOf(name as HarborPerson);
      const session = await accountOf(cast, { userId, name, email });
      const keyId = await keyOf(cast, userId, secret('key', name));
      const webhookId = await webhookOf(cast, side, memberId, secret('webhook', name));
      const commentId = await commentBy(cast, name as HarborPerson, bySide[side].named);
      return [
        name,
        { ...session, keyId, webhookId, commentId, ...(await toldOf(cast, { name, memberId, side, email })) },
      ] as const;
    }),
  );
  return Object.fromEntries<Record<string, string>>(entries) as Record<HarborPerson, Record<string, string>>;
}

/** An employee writes on no draft: the comment of their side stands for theirs. */
async function commentBy(cast: Cast, person: HarborPerson, named: Rows['named']): Promise<string> {
  const isReader = roles.some((each) => each.person === person && each.role !== 'employee');
  return isReader ? commentOf(cast, person, named['draftId'] ?? '') : (named['commentId'] ?? '');
}

async function accountOf(cast: Cast, person: { userId: string; name: string; email: string }) {
  const sessionId = randomUUID();
  await cast.database.pools.owner.query(
    `insert into identity_user (id, name, email, created_at, updated_at) values ($1, $2, $3, now(), now())`,
    [person.userId, person.name, person.email],
  );
  await cast.database.pools.owner.query(
    `insert into identity_session (id, user_id, token, expires_at, created_at, updated_at)
     values ($1, $2, $3, now() + interval '1 day', now(), now())`,
    [sessionId, person.userId, `token of ${sessionId}`],
  );
  return { sessionId };
}

async function keyOf(cast: Cast, userId: string, name: string): Promise<string> {
  const id = randomUUID();
  const metadata = JSON.stringify({ engagementId: cast.harborId, scopes: ['work:read'] });
  await cast.database.pools.owner.query(
    `insert into identity_api_key (id, reference_id, name, start, key, expires_at, metadata, created_at, updated_at)
     values ($1, $2, $5, 'tandem_abc', $3, now() + interval '1 day', $4, now(), now())`,
    [id, userId, `hash of ${id}`, metadata, name],
  );
  return id;
}

async function toldOf(
  cast: Cast,
  to: { name: string; memberId: string; side: Side; email: string },
): Promise<Record<string, string>> {
  const { owner } = cast.database.pools;
  const noticeId = await insert(
    cast,
    `insert into notifications_inbox (engagement_id, member_id, title, body, urgent, at) values ($1, $2, $3, 'Look', false, '2027-03-10T15:00:00Z')`,
    [cast.harborId, to.memberId, secret('notice', to.name)],
  );
  const deliveryId = await insert(
    cast,
    `insert into notifications_delivery (engagement_id, channel, side, member_id, recipient, address, topic, subject, body, urgent, state, created_at, sent_at)
     values ($1, 'email', $2, $3, 'Somebody', $4, 'work.opened', $5, 'Look', false, 'sent', '2027-03-10T15:00:00Z', '2027-03-10T15:00:01Z')`,
    [cast.harborId, to.side, to.memberId, to.email, secret('delivery', to.name)],
  );
  await owner.query(
    `insert into notifications_attempt (engagement_id, delivery_id, number, started_at, outcome) values ($1, $2, 1, '2027-03-10T15:00:01Z', 'sent')`,
    [cast.harborId, deliveryId],
  );
  const mailId = await insert(
    cast,
    `insert into notifications_mailbox (engagement_id, side, member_id, address, subject, body, message_id, at)
     values ($1, $2, $3, $4, $6, 'Look', $5, '2027-03-10T15:00:01Z')`,
    [cast.harborId, to.side, to.memberId, to.email, `<${deliveryId}@tandem.example>`, secret('mail', to.name)],
  );
  await owner.query(`insert into notifications_preference (engagement_id, member_id) values ($1, $2)`, [
    cast.harborId,
    to.memberId,
  ]);
  return { noticeId, deliveryId, mailId };
}
