/**
 * Every statement about the plain register: assets (what alerts and the matrix call ERP01) and applications. A name is
 * unique among what is in use, whatever its case; what is retired keeps its row, since history names it.
 */
import type { Proof, Thing } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { type RawBuilder, sql } from 'kysely';
import { writeUnique } from '../store.ts';

export interface Asset {
  id: string;
  name: string;
  class: string;
  /** Id of a site of the engagement file. */
  site: string | null;
  /** Name of an application. */
  app: string | null;
  detail: string;
  createdAt: Temporal.Instant;
  retiredAt: Temporal.Instant | null;
}

export interface App {
  id: string;
  name: string;
  /** Id of a vendor of the engagement file. */
  vendor: string | null;
  detail: string;
  createdAt: Temporal.Instant;
  retiredAt: Temporal.Instant | null;
}

export interface AssetNew {
  name: string;
  class: string;
  site: string | null;
  app: string | null;
  detail: string;
}

export interface AppNew {
  name: string;
  vendor: string | null;
  detail: string;
}

export interface RegisterFilter {
  /** Part of a name, class, site or detail; null: everything. */
  q: string | null;
  retired: boolean;
  /** [name, id] of the last row of the page before. */
  after: readonly string[] | null;
  limit: number;
}

const assetColumns = sql<Asset>`id, name, class, site, app, detail, created_at as "createdAt", retired_at as "retiredAt"`;
const appColumns = sql<App>`id, name, vendor, detail, created_at as "createdAt", retired_at as "retiredAt"`;

export const assetThing: Thing<Asset> = {
  name: 'asset',
  select: (ctx, id) =>
    one<Asset>(
      ctx,
      sql`select ${assetColumns} from engagements_asset where engagement_id = ${ctx.actor.engagementId} and id = ${id}`,
    ),
};

export const appThing: Thing<App> = {
  name: 'application',
  select: (ctx, id) =>
    one<App>(ctx, sql`select ${appColumns} from engagements_app where engagement_id = ${ctx.actor.engagementId} and id = ${id}`),
};

/** The asset in use by that name, whatever its case. */
export function selectAssetByName(ctx: Ctx, name: string): Promise<Asset | undefined> {
  return one(
    ctx,
    sql`select ${assetColumns} from engagements_asset
      where engagement_id = ${ctx.actor.engagementId} and lower(name) = lower(${name}) and retired_at is null`,
  );
}

/** Assets in use by those names, whatever their case: one statement for a whole batch of alerts. */
export async function selectAssetsByName(ctx: Ctx, names: readonly string[]): Promise<Asset[]> {
  const { rows } = await sql<Asset>`select ${assetColumns} from engagements_asset
    where engagement_id = ${ctx.actor.engagementId} and lower(name) = any(${names.map((name) => name.toLowerCase())}::text[]) and retired_at is null`.execute(
    ctx.tx,
  );
  return rows;
}

/** Applications in use by those names, whatever their case. */
export async function selectAppsByName(ctx: Ctx, names: readonly string[]): Promise<App[]> {
  const { rows } = await sql<App>`select ${appColumns} from engagements_app
    where engagement_id = ${ctx.actor.engagementId} and lower(name) = any(${names.map((name) => name.toLowerCase())}::text[]) and retired_at is null`.execute(
    ctx.tx,
  );
  return rows;
}

export async function selectAssetPage(ctx: Ctx, filter: RegisterFilter): Promise<Asset[]> {
  const text = sql`concat_ws(' ', name, class, site, app, detail)`;
  const { rows } = await sql<Asset>`select ${assetColumns} from engagements_asset
    where engagement_id = ${ctx.actor.engagementId} ${conditions(filter, text)}
    order by lower(name), id::text limit ${filter.limit}`.execute(ctx.tx);
  return rows;
}

export async function selectAppPage(ctx: Ctx, filter: RegisterFilter): Promise<App[]> {
  const text = sql`concat_ws(' ', name, vendor, detail)`;
  const { rows } = await sql<App>`select ${appColumns} from engagements_app
    where engagement_id = ${ctx.actor.engagementId} ${conditions(filter, text)}
    order by lower(name), id::text limit ${filter.limit}`.execute(ctx.tx);
  return rows;
}

/** Refuses `name-taken`. */
export async function insertAsset(ctx: Ctx, proof: Proof<'register-edit'>, asset: AssetNew): Promise<Asset> {
  const write = sql<Asset>`insert into engagements_asset (engagement_id, name, class, site, app, detail, created_at)
    values (${proof.engagementId}, ${asset.name}, ${asset.class}, ${asset.site}, ${asset.app}, ${asset.detail}, ${ctx.now})
    returning ${assetColumns}`.execute(ctx.tx);
  return first(await writeUnique(write, taken));
}

/** Refuses `name-taken`. */
export async function insertApp(ctx: Ctx, proof: Proof<'register-edit'>, app: AppNew): Promise<App> {
  const write = sql<App>`insert into engagements_app (engagement_id, name, vendor, detail, created_at)
    values (${proof.engagementId}, ${app.name}, ${app.vendor}, ${app.detail}, ${ctx.now}) returning ${appColumns}`.execute(
    ctx.tx,
  );
  return first(await writeUnique(write, taken));
}

/** Writes all fields of the asset. Refuses `name-taken`. */
export async function updateAsset(ctx: Ctx, proof: Proof<'register-edit'>, asset: AssetNew): Promise<Asset> {
  const write = sql<Asset>`update engagements_asset
    set name = ${asset.name}, class = ${asset.class}, site = ${asset.site}, app = ${asset.app}, detail = ${asset.detail}
    where engagement_id = ${proof.engagementId} and id = ${proof.subjectId} returning ${assetColumns}`.execute(ctx.tx);
  return first(await writeUnique(write, taken));
}

/** Writes all fields of the application. Refuses `name-taken`. */
export async function updateApp(ctx: Ctx, proof: Proof<'register-edit'>, app: AppNew): Promise<App> {
  const write = sql<App>`update engagements_app set name = ${app.name}, vendor = ${app.vendor}, detail = ${app.detail}
    where engagement_id = ${proof.engagementId} and id = ${proof.subjectId} returning ${appColumns}`.execute(ctx.tx);
  return first(await writeUnique(write, taken));
}

/** `retired` twice keeps the first instant; taken back, the name must be free still (`name-taken`). */
export async function updateAssetRetired(ctx: Ctx, proof: Proof<'register-edit'>, retired: boolean): Promise<Asset> {
  const write = sql<Asset>`update engagements_asset set retired_at = ${retiredAt(ctx, retired)}
    where engagement_id = ${proof.engagementId} and id = ${proof.subjectId} returning ${assetColumns}`.execute(ctx.tx);
  return first(await writeUnique(write, taken));
}

/** `retired` twice keeps the first instant; taken back, the name must be free still (`name-taken`). */
export async function updateAppRetired(ctx: Ctx, proof: Proof<'register-edit'>, retired: boolean): Promise<App> {
  const write = sql<App>`update engagements_app set retired_at = ${retiredAt(ctx, retired)}
    where engagement_id = ${proof.engagementId} and id = ${proof.subjectId} returning ${appColumns}`.execute(ctx.tx);
  return first(await writeUnique(write, taken));
}

const retiredAt = (ctx: Ctx, retired: boolean) => (retired ? sql`coalesce(retired_at, ${ctx.now})` : sql`null`);

const nameTaken = () => new Refusal('name-taken', 'Something in use has that name already.', 'name');
const taken = { engagements_asset_name: nameTaken, engagements_app_name: nameTaken };

function conditions(filter: RegisterFilter, text: RawBuilder<unknown>): RawBuilder<unknown> {
  const inUse = filter.retired ? sql`` : sql`and retired_at is null`;
  const found = filter.q === null ? sql`` : sql`and ${text} ilike ${`%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`}`;
  const from = filter.after === null ? sql`` : sql`and (lower(name), id::text) > (lower(${filter.after[0]}), ${filter.after[1]})`;
  return sql`${inUse} ${found} ${from}`;
}

async function one<Row>(ctx: Ctx, query: RawBuilder<unknown>): Promise<Row | undefined> {
  const { rows } = await query.execute(ctx.tx);
  return rows[0] as Row | undefined;
}

function first<Row>(result: { rows: Row[] }): Row {
  const row = result.rows[0];
  if (row === undefined)
    throw new Error('A row of the register was to be written that row-level security keeps from this session.');
  return row;
}
