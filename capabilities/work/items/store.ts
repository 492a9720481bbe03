/**
 * Every statement on items, their numbers and their turns of custody. Items are opened many at a time (a burst of
 * alerts is a handful of statements); a change names the revision it was decided on and fails loudly if another came
 * between. Custody moves only here, by beginning the next turn.
 */
import type { Answer, Facts, Priority, Side } from '@tandem/core/responsibility/model.ts';
import type { Proof, Thing } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';
import type { WorkAction } from '../access.ts';
import type { ItemKind, ItemState } from '../contract.ts';

export interface Item {
  id: string;
  /** `HAR-1042`. */
  key: string;
  kind: ItemKind;
  title: string;
  detail: string;
  function: string;
  priority: Priority;
  state: ItemState;
  asset: string | null;
  app: string | null;
  site: string | null;
  userGroup: string | null;
  requesterMemberId: string | null;
  requesterName: string | null;
  side: Side;
  team: string | null;
  memberId: string | null;
  custodyTurn: number;
  custodySince: Temporal.Instant;
  takenAt: Temporal.Instant | null;
  facts: Record<string, unknown>;
  receiptId: string | null;
  mode: string;
  rowId: string | null;
  agreementVersion: string | null;
  gap: boolean;
  urgent: boolean;
  responseDueAt: Temporal.Instant | null;
  workStartsAt: Temporal.Instant | null;
  firstResponseAt: Temporal.Instant | null;
  touchedAt: Temporal.Instant | null;
  alertId: string | null;
  alertCount: number;
  alertResolvedAt: Temporal.Instant | null;
  resolution: string | null;
  resolvedAt: Temporal.Instant | null;
  closedAt: Temporal.Instant | null;
  openedAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
  revision: number;
  /** The hand-over on offer; null when none is, or for whom offers are not visible. */
  offerId: string | null;
  offerToSide: Side | null;
  offerToTeam: string | null;
  offerExpiresAt: Temporal.Instant | null;
}

export const itemColumns = sql<Item>`i.id, i.prefix || '-' || i.number as key, i.kind, i.title, i.detail, i.function, i.priority, i.state,
  i.asset, i.app, i.site, i.user_group as "userGroup", i.requester_member_id as "requesterMemberId", i.requester_name as "requesterName",
  i.side, i.team, i.member_id as "memberId", i.custody_turn as "custodyTurn", i.custody_since as "custodySince", i.taken_at as "takenAt",
  i.facts, i.receipt_id as "receiptId", i.mode, i.row_id as "rowId", i.agreement_version as "agreementVersion", i.gap, i.urgent,
  i.response_due_at as "responseDueAt", i.work_starts_at as "workStartsAt", i.first_response_at as "firstResponseAt",
  i.touched_at as "touchedAt", i.alert_id as "alertId", i.alert_count as "alertCount", i.alert_resolved_at as "alertResolvedAt",
  i.resolution, i.resolved_at as "resolvedAt", i.closed_at as "closedAt", i.opened_at as "openedAt", i.updated_at as "updatedAt",
  i.revision, o.id as "offerId", o.to_side as "offerToSide", o.to_team as "offerToTeam", o.expires_at as "offerExpiresAt"`;

export const itemTables = sql`work_item i left join work_offer o on o.engagement_id = i.engagement_id and o.item_id = i.id and o.state = 'open'`;

/** `HAR-1042` → 1042. The prefix is compared too: a number of another engagement names nothing here. */
function selectItem(ctx: Ctx, key: string, lock: boolean): Promise<Item | undefined> {
  const [prefix = '', number = ''] = key.split('-');
  if (Number(number) > 2_147_483_647) return Promise.resolve(undefined);
  return sql<Item>`select ${itemColumns} from ${itemTables}
    where i.engagement_id = ${ctx.actor.engagementId} and i.number = ${Number(number)} and i.prefix = ${prefix}
    ${lock ? sql`for update of i` : sql``}`
    .execute(ctx.tx)
    .then(({ rows }) => rows[0]);
}

export const itemThing: Thing<Item> = { name: 'work item', select: (ctx, key) => selectItem(ctx, key, false) };
/** The same, locked until the transaction ends. */
export const itemLocked: Thing<Item> = { name: 'work item', select: (ctx, key) => selectItem(ctx, key, true) };

/** Items by id, locked in the order of their ids so that two batches cannot wait for each other. */
export async function itemsLock(ctx: Ctx, ids: readonly string[]): Promise<Item[]> {
  const { rows } = await sql<Item>`select ${itemColumns} from ${itemTables}
    where i.engagement_id = ${ctx.actor.engagementId} and i.id = any(${[...ids]}::uuid[]) order by i.id for update of i`.execute(
    ctx.tx,
  );
  return rows;
}

/** The items that stand for these alerts, locked. */
export async function itemsOfAlerts(ctx: Ctx, alertIds: readonly string[]): Promise<Item[]> {
  const { rows } = await sql<Item>`select ${itemColumns} from ${itemTables}
    where i.engagement_id = ${ctx.actor.engagementId} and i.alert_id = any(${[...alertIds]}::uuid[]) order by i.id for update of i`.execute(
    ctx.tx,
  );
  return rows;
}

/** The key of the item that this member opened under this idempotency key, and the hash of what was asked then. */
export async function itemByIdempotency(
  ctx: Ctx,
  memberId: string,
  key: string,
): Promise<{ key: string; hash: string } | undefined> {
  const { rows } = await sql<{
    key: string;
    hash: string;
  }>`select prefix || '-' || number as key, idempotency_hash as hash from work_item
    where engagement_id = ${ctx.actor.engagementId} and opened_by = ${memberId} and idempotency_key = ${key}`.execute(ctx.tx);
  return rows[0];
}

/** Keeps two requests with one idempotency key apart until the transaction ends. */
export async function idempotencyLock(ctx: Ctx, memberId: string, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`work ${ctx.actor.engagementId} ${memberId} ${key}`}, 0))`.execute(
    ctx.tx,
  );
}

/** How many items speak of this asset since `from`, as far as the reader may see. */
export async function itemsCountOfAsset(ctx: Ctx, asset: string, from: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from work_item
    where engagement_id = ${ctx.actor.engagementId} and asset = ${asset} and opened_at >= ${from}`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}

export interface ItemNew {
  kind: ItemKind;
  title: string;
  detail: string;
  asset: string | null;
  app: string | null;
  site: string | null;
  userGroup: string | null;
  requesterMemberId: string | null;
  requesterName: string | null;
  alertId: string | null;
  openedBy: string | null;
  idempotencyKey: string | null;
  idempotencyHash: string | null;
  openedAt: Temporal.Instant;
  decided: Decided;
}

/** What a decision leaves on the item. */
export interface Decided {
  facts: Record<string, unknown>;
  function: string;
  priority: Priority;
  receiptId: string | null;
  mode: string;
  rowId: string | null;
  agreementVersion: string | null;
  gap: boolean;
  urgent: boolean;
  responseDueAt: Temporal.Instant | null;
  workStartsAt: Temporal.Instant | null;
  custody: Custody;
}

export interface Custody {
  side: Side;
  team: string | null;
  memberId: string | null;
}

/** Opens items with consecutive numbers, each with its first turn of custody: four statements however many. */
export async function itemsInsert(
  ctx: Ctx,
  proof: Proof<'create'>,
  items: readonly ItemNew[],
): Promise<{ id: string; key: string }[]> {
  const { prefix, last } = await numbersTake(ctx, proof, items.length);
  const ids = await sql<{ id: string }>`select uuidv7() as id from generate_series(1, ${items.length})`.execute(ctx.tx);
  const rows = items.map((item, index) => {
    const { decided, openedAt, ...plain } = item;
    const { custody, responseDueAt, workStartsAt, ...decision } = decided;
    return {
      ...plain,
      ...decision,
      ...custody,
      id: ids.rows[index]?.id ?? '',
      number: last - items.length + 1 + index,
      openedAt: openedAt.toString(),
      responseDueAt: responseDueAt?.toString() ?? null,
      workStartsAt: workStartsAt?.toString() ?? null,
    };
  });
  await sql`
    with r as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, number int, kind text, title text, detail text,
      function text, priority text, asset text, app text, site text, "userGroup" text, "requesterMemberId" uuid, "requesterName" text,
      side text, team text, "memberId" uuid, facts jsonb, "receiptId" uuid, mode text, "rowId" text, "agreementVersion" text, gap boolean,
      urgent boolean, "responseDueAt" timestamptz, "workStartsAt" timestamptz, "alertId" uuid, "openedBy" uuid, "idempotencyKey" text,
      "idempotencyHash" text, "openedAt" timestamptz))
    insert into work_item (engagement_id, id, number, prefix, kind, title, detail, function, priority, asset, app, site, user_group,
      requester_member_id, requester_name, side, team, member_id, custody_since, facts, receipt_id, mode, row_id, agreement_version, gap, urgent,
      response_due_at, work_starts_at, alert_id, alert_count, opened_by, idempotency_key, idempotency_hash, opened_at, updated_at)
    select ${proof.engagementId}, r.id, r.number, ${prefix}, r.kind, r.title, r.detail, r.function, r.priority, r.asset, r.app, r.site, r."userGroup",
      r."requesterMemberId", r."requesterName", r.side, r.team, r."memberId", r."openedAt", r.facts, r."receiptId", r.mode, r."rowId",
      r."agreementVersion", r.gap, r.urgent, r."responseDueAt", r."workStartsAt", r."alertId", case when r."alertId" is null then 0 else 1 end,
      r."openedBy", r."idempotencyKey", r."idempotencyHash", r."openedAt", r."openedAt" from r`.execute(ctx.tx);
  await sql`
    insert into work_custody (engagement_id, item_id, turn, side, team, member_id, since, how)
    select ${proof.engagementId}, r.id, 1, r.side, r.team, r."memberId", r."openedAt", 'opened'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, side text, team text, "memberId" uuid, "openedAt" timestamptz)`.execute(
    ctx.tx,
  );
  return rows.map((row) => ({ id: row.id, key: `${prefix}-${row.number}` }));
}

/** Takes the next numbers of the engagement; the counter is locked until the transaction ends, so no number is skipped. */
async function numbersTake(ctx: Ctx, proof: Proof<'create'>, count: number): Promise<{ prefix: string; last: number }> {
  const take = () =>
    sql<{ prefix: string; last: number }>`update work_counter set last = last + ${count}
      where engagement_id = ${proof.engagementId} returning prefix, last`.execute(ctx.tx);
  const first = (await take()).rows[0];
  if (first !== undefined) return first;
  await sql`insert into work_counter (engagement_id, prefix, last) select id, prefix, 1000 from engagements_engagement
    where id = ${proof.engagementId} on conflict do nothing`.execute(ctx.tx);
  const made = (await take()).rows[0];
  if (made === undefined) throw new Error('The engagement of this session has no counter and none could be made.');
  return made;
}

export interface ItemChange {
  state?: ItemState;
  taken_at?: Temporal.Instant | null;
  first_response_at?: Temporal.Instant;
  touched_at?: Temporal.Instant | null;
  resolution?: string | null;
  resolved_at?: Temporal.Instant | null;
  closed_at?: Temporal.Instant | null;
  alert_resolved_at?: Temporal.Instant | null;
  alert_count?: number;
}

/** Changes what both sides see of an item; its revision rises by one. */
export async function itemUpdate(ctx: Ctx, proof: Proof<WorkAction>, item: Item, change: ItemChange): Promise<void> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('work_item')
    .set({ ...change, updated_at: ctx.now, revision: item.revision + 1 })
    .where('engagement_id', '=', proof.engagementId)
    .where('id', '=', item.id)
    .where('revision', '=', item.revision)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n)
    throw new Error('A locked item was changed by somebody else, or is out of reach for who changes it.');
  item.revision += 1;
}

/** What the agreement says now, written over what it said before. Custody is moved apart from it. */
export async function itemDecide(ctx: Ctx, proof: Proof<WorkAction>, item: Item, decided: Decided): Promise<void> {
  await ctx.tx
    .updateTable('work_item')
    .set({
      facts: JSON.stringify(decided.facts),
      function: decided.function,
      priority: decided.priority,
      receipt_id: decided.receiptId,
      mode: decided.mode,
      row_id: decided.rowId,
      agreement_version: decided.agreementVersion,
      gap: decided.gap,
      urgent: decided.urgent,
      response_due_at: decided.responseDueAt,
      work_starts_at: decided.workStartsAt,
    })
    .where('engagement_id', '=', proof.engagementId)
    .where('id', '=', item.id)
    .execute();
}

/** Begins the next turn: from now on this side (team, member) holds the item. */
export async function custodyBegin(
  ctx: Ctx,
  proof: Proof<WorkAction>,
  item: Item,
  next: Custody,
  how: 'taken' | 'assigned' | 'accepted' | 'decided',
): Promise<void> {
  const since = Temporal.Instant.compare(ctx.now, item.custodySince) < 0 ? item.custodySince : ctx.now;
  const turn = item.custodyTurn + 1;
  await ctx.tx
    .insertInto('work_custody')
    .values({
      engagement_id: proof.engagementId,
      item_id: item.id,
      turn,
      side: next.side,
      team: next.team,
      member_id: next.memberId,
      since,
      how,
      previous_since: item.custodySince,
    })
    .execute();
  await ctx.tx
    .updateTable('work_item')
    .set({ side: next.side, team: next.team, member_id: next.memberId, custody_turn: turn, custody_since: since })
    .where('engagement_id', '=', proof.engagementId)
    .where('id', '=', item.id)
    .execute();
  Object.assign(item, { ...next, custodyTurn: turn, custodySince: since });
}

/** Counts a re-send on the item. It is no change of the item: who has it open need not look again. */
export async function alertCountsUpdate(
  ctx: Ctx,
  proof: Proof<WorkAction>,
  counts: readonly { id: string; count: number }[],
): Promise<void> {
  await sql`update work_item i set alert_count = r.count, updated_at = ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as r(id uuid, count int)
    where i.engagement_id = ${proof.engagementId} and i.id = r.id`.execute(ctx.tx);
}

export interface ReceiptRow {
  id: string;
  at: Temporal.Instant;
  contentHash: string;
  facts: Record<string, unknown>;
  answer: Record<string, unknown>;
}

/** The receipt of a decision; the table is the platform's, which alone writes it. */
export async function receiptSelect(ctx: Ctx, id: string): Promise<ReceiptRow | undefined> {
  const { rows } = await sql<ReceiptRow>`select id, at, content_hash as "contentHash", input as facts, output as answer
    from record_receipt where engagement_id = ${ctx.actor.engagementId} and id = ${id}`.execute(ctx.tx);
  return rows[0];
}

export interface ItemHappened {
  key: string;
  title: string;
  alertId: string | null;
  facts: Facts;
  /** The recorded answer, from the receipt; null when there is none. */
  answer: Answer | null;
  firstResponseAt: Temporal.Instant | null;
  resolvedAt: Temporal.Instant | null;
}

export async function itemsHappenedSelect(ctx: Ctx, since: Temporal.Instant, limit: number): Promise<ItemHappened[]> {
  const { rows } = await sql<ItemHappened>`select i.prefix || '-' || i.number as key, i.title, i.alert_id as "alertId",
      i.first_response_at as "firstResponseAt", i.resolved_at as "resolvedAt", coalesce(r.input, i.facts) as facts, r.output as answer
    from work_item i left join record_receipt r on r.engagement_id = i.engagement_id and r.id = i.receipt_id
    where i.engagement_id = ${ctx.actor.engagementId} and i.opened_at >= ${since} order by i.number desc limit ${limit}`.execute(
    ctx.tx,
  );
  return rows;
}
