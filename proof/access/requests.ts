/**
 * One good request for every route inside an engagement, by method and path (`~` stands for the engagement). Where the
 * right depends on what is asked, there is one for each case, with the case after `#`. A route that has none fails the
 * proof by name, so whoever adds a route says here what asking it rightly looks like.
 */
import { agreementRequests } from './agreement-requests.ts';
import type { AskOf } from './ask.ts';
import { offerTarget, type Rows, uploadBody } from './rows.ts';

const plain: AskOf = () => ({});
const lists =
  (named: string): AskOf =>
  ({ rows }) => ({ shows: rows.named[named] ?? '' });
const onItem =
  (state: keyof Rows['items'], body: object = {}): AskOf =>
  ({ rows: { items } }) => ({ item: items[state], body: { version: items[state].version, ...body } });
const sends =
  (body: object): AskOf =>
  () => ({ body });
const span = 'from=2027-03-10T00:00:00Z&to=2027-03-11T00:00:00Z';
const facts = { at: '2027-03-10T10:00:00-06:00', function: 'sd-tier1-support', priority: 'P3' };
const brief = { situation: 'Look at it.', nextAction: 'Look.' };

const engagements: Record<string, AskOf> = {
  'GET ~': plain,
  'GET ~/me': plain,
  'GET ~/members': lists('memberId'),
  'PATCH ~/members/{memberId}': sends({ teams: [] }),
  'DELETE ~/members/{memberId}': plain,
  'GET ~/invitations': lists('invitationId'),
  'POST ~/invitations': ({ rows: { side } }) => ({
    body: { email: 'zoe@new.example', name: 'Zoe', side, role: side === 'internal' ? 'it' : 'engineer' },
  }),
  'DELETE ~/invitations/{invitationId}': plain,
  'GET ~/assets': lists('assetId'),
  'POST ~/assets': sends({ name: 'PC 17', class: 'workstation' }),
  'PATCH ~/assets/{assetId}': sends({ detail: 'By the window' }),
  'DELETE ~/assets/{assetId}': plain,
  'POST ~/assets/{assetId}/restore': plain,
  'GET ~/apps': lists('appId'),
  'POST ~/apps': sends({ name: 'Payroll' }),
  'PATCH ~/apps/{appId}': sends({ detail: 'On the old server' }),
  'DELETE ~/apps/{appId}': plain,
  'POST ~/apps/{appId}/restore': plain,
  'GET ~/keys': lists('keyId'),
  'POST ~/keys': () => ({ body: { name: 'A script', scopes: ['engagement:read'], days: 1 }, passes: 'step-up-needed' }),
  'DELETE ~/keys/{keyId}': plain,
};

const responsibility: Record<string, AskOf> = {
  'GET ~/responsibility': plain,
  'GET ~/matrix': plain,
  'POST ~/who': sends({ facts }),
  'POST ~/who/spans': sends({ facts, from: '2027-03-10T00:00:00Z', to: '2027-03-11T00:00:00Z' }),
  'GET ~/ribbon': () => ({ query: span }),
  'GET ~/proof': plain,
  'POST ~/file/check': ({ world }) => ({ body: { text: world.file } }),
  'POST ~/file/import': ({ world }) => ({ body: { text: world.file, reason: 'The same again', expectedHash: null } }),
  'GET ~/file': plain,
  'PUT ~/file': ({ world }) => ({ raw: { headers: { 'content-type': 'application/yaml' }, payload: world.file } }),
  'GET ~/receipts/{receiptId}': plain,
};

const alerts: Record<string, AskOf> = {
  'GET ~/alerts': lists('alertId'),
  'GET ~/alerts/{alertId}': plain,
  'GET ~/alerts/sources': lists('sourceId'),
  'POST ~/alerts/sources': ({ rows: { source } }) => {
    const { revision: _revision, ...settings } = source;
    return { body: { ...settings, name: 'A new source' } };
  },
  'GET ~/alerts/sources/{sourceId}': plain,
  'PUT ~/alerts/sources/{sourceId}': ({ rows }) => ({ body: rows.source }),
  'DELETE ~/alerts/sources/{sourceId}': plain,
  'POST ~/alerts/sources/{sourceId}/tokens': sends({ overlapMinutes: 5 }),
  'DELETE ~/alerts/sources/{sourceId}/tokens/{tokenId}': plain,
  'GET ~/alerts/quarantine': lists('entryId'),
  'GET ~/alerts/quarantine/{entryId}': plain,
  'POST ~/alerts/quarantine/{entryId}/replay': sends({ format: 'mapping', mapping: '{ "title": "From the body", "key": "b" }' }),
  'POST ~/alerts/quarantine/{entryId}/dismiss': plain,
  'POST ~/alerts/try': ({ rows }) => ({ body: { sourceId: rows.named['sourceId'], body: '{"title":"Disk full"}' } }),
};

const work: Record<string, AskOf> = {
  'GET ~/work/items': ({ rows: { items } }) => ({ query: 'view=all&limit=200', shows: items.open.id }),
  'GET ~/work/counts': plain,
  'GET ~/work/colleagues': plain,
  'POST ~/work/items': sends({ kind: 'request', title: 'The printer is stuck' }),
  'GET ~/work/items/{number}': plain,
  'GET ~/work/items/{number}/timeline': plain,
  'GET ~/work/items/{number}/why': plain,
  'POST ~/work/items/{number}/take': onItem('open'),
  'POST ~/work/items/{number}/assign': ({ rows: { items }, cast, caller }) => ({
    body: { version: items.open.version, memberId: cast.people[caller.side === 'internal' ? 'pat' : 'lee'].memberId, team: null },
  }),
  'POST ~/work/items/{number}/wait': onItem('open', { state: 'waiting-vendor', reason: 'The part is on its way.' }),
  'POST ~/work/items/{number}/resume': onItem('waiting'),
  'POST ~/work/items/{number}/resolve': onItem('open', { resolution: 'It works again.' }),
  'POST ~/work/items/{number}/reopen': onItem('resolved', { reason: 'It broke again.' }),
  'POST ~/work/items/{number}/close': onItem('resolved'),
  'POST ~/work/items/{number}/redecide': onItem('open', { priority: 'P2', reason: 'More people are waiting.' }),
  'POST ~/work/items/{number}/offers': ({ rows: { items }, cast, caller }) => {
    const to = offerTarget(caller.side === 'internal' ? 'provider' : 'internal', cast);
    return { body: { version: items.open.version, to, brief } };
  },
  'POST ~/work/items/{number}/offers/{offerId}/accept': onItem('offered'),
  'POST ~/work/items/{number}/offers/{offerId}/decline': onItem('offered', { reason: 'It is yours.' }),
  'POST ~/work/items/{number}/offers/{offerId}/withdraw': onItem('offering'),
  'POST ~/work/items/{number}/notes': ({ caller }) => ({
    body: { audience: caller.role === 'employee' ? 'requester' : 'shared', body: 'I looked at it.' },
  }),
  'POST ~/work/items/{number}/links': sends({ audience: 'shared', title: 'Manual', target: { url: 'https://example.org/m' } }),
  'DELETE ~/work/items/{number}/links/{linkId}': plain,
  'POST ~/work/items/{number}/attachments': ({ caller }) => ({
    query: `audience=${caller.role === 'employee' ? 'requester' : 'shared'}`,
    raw: uploadBody(),
  }),
  'GET ~/work/items/{number}/attachments/{attachmentId}': plain,
};

/** A channel of a team, kept by who looks after the side. */
const ofTeam: AskOf = ({ rows }) => ({ named: { webhookId: rows.named['teamWebhookId'] ?? '' } });

const notifications: Record<string, AskOf> = {
  'GET ~/notifications': lists('noticeId'),
  'GET ~/notifications/count': plain,
  'POST ~/notifications/read': ({ rows }) => ({ body: { ids: [rows.named['noticeId']] } }),
  'GET ~/notifications/preference': plain,
  'PUT ~/notifications/preference': sends({ mailRoutine: false }),
  'POST ~/notifications/preference/code': plain,
  'POST ~/notifications/preference/confirm': () => ({ body: { code: '123456' }, passes: 'code-over' }),
  'GET ~/notifications/webhooks': lists('webhookId'),
  'POST ~/notifications/webhooks': sends({ name: 'Chat', url: 'https://hooks.example.org/in', team: null }),
  'POST ~/notifications/webhooks # of a team': sends({ name: 'Chat', url: 'https://hooks.example.org/in', team: 'msp-desk' }),
  'POST ~/notifications/webhooks/{webhookId}/test': plain,
  'POST ~/notifications/webhooks/{webhookId}/test # of a team': ofTeam,
  'DELETE ~/notifications/webhooks/{webhookId}': plain,
  'DELETE ~/notifications/webhooks/{webhookId} # of a team': ofTeam,
  'GET ~/notifications/deliveries': lists('deliveryId'),
  'GET ~/notifications/findings': lists('findingId'),
  'GET ~/notifications/mailbox': lists('mailId'),
};

const audit: Record<string, AskOf> = {
  'GET ~/audit': ({ rows: { items } }) => ({ query: `subject=${items.open.id}`, shows: items.open.id }),
  'GET ~/audit/heads': plain,
  'GET ~/audit.jsonl': ({ rows: { items } }) => ({ shows: items.open.id }),
};

const requests: Record<string, AskOf> = {
  ...engagements,
  ...responsibility,
  ...alerts,
  ...work,
  ...notifications,
  ...audit,
  ...agreementRequests,
};

/** Routes that a request is known for. */
export const requestedRoutes: readonly string[] = [...new Set(Object.keys(requests).map((key) => key.split(' # ')[0] ?? ''))];

/** The requests of a route: each case with its words, empty for the only one. */
export function casesOf(route: string): { case: string; ask: AskOf }[] {
  return Object.entries(requests).flatMap(([key, asked]) => {
    const [name, words = ''] = key.split(' # ');
    return name === route ? [{ case: words, ask: asked }] : [];
  });
}
