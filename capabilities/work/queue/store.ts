/**
 * The statements behind the queue: a page of it and how much is in each view. Pages are found by the key of the row they
 * follow, so the ten-thousandth page costs what the first does. Row-level security decides what is counted, so a number
 * never tells of what its reader may not see.
 */
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx, MemberActor } from '@tandem/platform/access/actor.ts';
import { type RawBuilder, sql } from 'kysely';
import type { ItemSort, ItemView } from '../contract.ts';
import { type Item, itemColumns, itemTables } from '../items/store.ts';

export interface QueueFilter {
  view: ItemView;
  sort: ItemSort;
  state?: string | undefined;
  kind?: string | undefined;
  priority?: string | undefined;
  side?: Side | undefined;
  function?: string | undefined;
  asset?: string | undefined;
  q?: string | undefined;
  limit: number;
}

type Condition = RawBuilder<boolean>;

/** Hours ahead that make a target "due soon". */
const dueHours = 24;
const openOnly: Condition = sql`i.state not in ('resolved', 'closed')`;

function viewConditions(view: ItemView, actor: MemberActor, now: Temporal.Instant): Condition {
  const soon = now.add({ hours: dueHours });
  const views: Record<ItemView, Condition> = {
    mine: sql`${openOnly} and i.member_id = ${actor.memberId}`,
    /** Waits for the reader's side to accept or decline. */
    offered: sql`${openOnly} and exists (select from work_offer f where f.engagement_id = i.engagement_id and f.item_id = i.id
      and f.state = 'open' and f.to_side = ${actor.side})`,
    unassigned: sql`${openOnly} and i.side = ${actor.side} and i.member_id is null`,
    waiting: sql`i.state in ('waiting-requester', 'waiting-vendor', 'waiting-other-side')`,
    due: sql`${openOnly} and i.first_response_at is null and i.response_due_at <= ${soon}`,
    gaps: sql`${openOnly} and i.gap`,
    open: openOnly,
    all: sql`true`,
  };
  return views[view];
}

/** What each order goes by; the second key is unique, so a page never begins in the middle of equals. */
const orders: Record<
  ItemSort,
  { by: RawBuilder<unknown>; from(after: readonly string[]): Condition; key(item: Item): string[] }
> = {
  newest: {
    by: sql`i.number desc`,
    from: ([number]) => sql`i.number < ${number}::int`,
    key: (item) => [item.key.split('-')[1] ?? '', item.id],
  },
  updated: {
    by: sql`i.updated_at desc, i.id desc`,
    from: ([at, id]) => sql`(i.updated_at, i.id) < (${at}::timestamptz, ${id}::uuid)`,
    key: (item) => [item.updatedAt.toString(), item.id],
  },
  due: {
    by: sql`coalesce(i.response_due_at, 'infinity'::timestamptz), i.id`,
    from: ([at, id]) => sql`(coalesce(i.response_due_at, 'infinity'::timestamptz), i.id) > (${at}::timestamptz, ${id}::uuid)`,
    key: (item) => [item.responseDueAt?.toString() ?? 'infinity', item.id],
  },
};

/** The sort key of an item: the cursor to what follows it. */
export function keyOf(item: Item, sort: ItemSort): string[] {
  return orders[sort].key(item);
}

export async function queueSelect(
  ctx: Ctx & { actor: MemberActor },
  proof: Proof<'read'>,
  filter: QueueFilter,
  after: readonly string[] | null,
): Promise<Item[]> {
  const order = orders[filter.sort];
  const conditions = [
    sql<boolean>`i.engagement_id = ${proof.engagementId}`,
    viewConditions(filter.view, ctx.actor, ctx.now),
    ...equals(filter),
    ...words(filter.q),
    ...(after === null ? [] : [order.from(after)]),
  ];
  const { rows } = await sql<Item>`select ${itemColumns} from ${itemTables}
    where ${sql.join(conditions, sql` and `)} order by ${order.by} limit ${filter.limit}`.execute(ctx.tx);
  return rows;
}

function equals(filter: QueueFilter): Condition[] {
  const columns = ['state', 'kind', 'priority', 'side', 'function', 'asset'] as const;
  return columns.flatMap((column) => {
    const value = filter[column];
    return value === undefined ? [] : [sql<boolean>`${sql.ref(`i.${column}`)} = ${value}`];
  });
}

/** Every word is in the title, the asset or the number. */
function words(q: string | undefined): Condition[] {
  return (q ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8)
    .map((word) => {
      const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
      return sql<boolean>`(i.title ilike ${pattern} or i.asset ilike ${pattern} or (i.prefix || '-' || i.number) ilike ${pattern})`;
    });
}

/** Where counting stops; enough to know that it is a lot. */
export const countLimit = 1_000;

/** How many items each view holds for this reader, each up to the limit. */
export async function countsSelect(
  ctx: Ctx & { actor: MemberActor },
  proof: Proof<'read'>,
  views: readonly ItemView[],
): Promise<Record<ItemView, number>> {
  const counted = views.map(
    (view) => sql`(select count(*) from (select from work_item i where i.engagement_id = ${proof.engagementId}
      and ${viewConditions(view, ctx.actor, ctx.now)} limit ${countLimit}) as counted) as ${sql.ref(view)}`,
  );
  const { rows } = await sql<Record<ItemView, number>>`select ${sql.join(counted)}`.execute(ctx.tx);
  return rows[0] as Record<ItemView, number>;
}

const untouchedMax = 1_000;

/**
 * The open items of a side that nobody has touched, counted up to a limit, and since when the oldest P3 among them could be
 * worked on: an item that waits for the opening is not old before it.
 */
export async function untouchedCount(
  ctx: Ctx,
  side: Side,
): Promise<{ untouched: number; oldestP3Since: Temporal.Instant | null }> {
  const untouched = sql`engagement_id = ${ctx.actor.engagementId} and side = ${side} and state = 'open' and touched_at is null`;
  const { rows } = await sql<{ untouched: number; oldestP3Since: Temporal.Instant | null }>`select
      (select count(*)::int from (select from work_item where ${untouched} limit ${untouchedMax}) as counted) as untouched,
      (select coalesce(work_starts_at, opened_at) from work_item where ${untouched} and priority = 'P3'
        order by coalesce(work_starts_at, opened_at) limit 1) as "oldestP3Since"`.execute(ctx.tx);
  return rows[0] ?? { untouched: 0, oldestP3Since: null };
}
