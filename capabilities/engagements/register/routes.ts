/**
 * Routes of the register. Both IT sides read and keep it; every change is on the shared record.
 */

import { implement } from '@orpc/server';
import { authorise, load } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { cursorOf, cursorParts } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { engagementsAccess } from '../access.ts';
import { engagementsContract } from '../contract.ts';
import { recordRegister } from '../events.ts';
import { appAdd, assetAdd } from './index.ts';
import {
  type App,
  type Asset,
  appThing,
  assetThing,
  type RegisterFilter,
  selectAppPage,
  selectAssetPage,
  updateApp,
  updateAppRetired,
  updateAsset,
  updateAssetRetired,
} from './store.ts';

const on = implement(engagementsContract).$context<Edge>();

interface RegisterQuery {
  q?: string | undefined;
  retired: 'yes' | 'no';
  after?: string | undefined;
  limit: number;
}

/** One row more than the page shows tells whether there is a next page. */
function filterOf(query: RegisterQuery): RegisterFilter {
  return {
    q: query.q === undefined || query.q === '' ? null : query.q,
    retired: query.retired === 'yes',
    after: query.after === undefined ? null : cursorParts(query.after, 2),
    limit: query.limit + 1,
  };
}

function pageOfRows<Row extends { id: string; name: string }, Out>(rows: readonly Row[], limit: number, show: (row: Row) => Out) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(show), next: rows.length > limit && last ? cursorOf([last.name, last.id]) : null };
}

const assetOut = (asset: Asset) => ({
  ...asset,
  createdAt: asset.createdAt.toString(),
  retiredAt: asset.retiredAt?.toString() ?? null,
});

const appOut = (app: App) => ({
  ...app,
  createdAt: app.createdAt.toString(),
  retiredAt: app.retiredAt?.toString() ?? null,
});

export const assetRoutes = {
  list: on.assets.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, engagementsAccess, 'register-read');
      return pageOfRows(await selectAssetPage(ctx, filterOf(input)), input.limit, assetOut);
    }),
  ),
  create: on.assets.create.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { name, site = null, app = null, detail = '' } = input;
      return assetOut(await assetAdd(ctx, { name, class: input.class, site, app, detail }));
    }),
  ),
  update: on.assets.update.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await load(ctx, engagementsAccess, assetThing, input.assetId, 'register-edit');
      const fields = {
        name: input.name ?? row.name,
        class: input.class ?? row.class,
        site: input.site === undefined ? row.site : input.site,
        app: input.app === undefined ? row.app : input.app,
        detail: input.detail ?? row.detail,
      };
      const asset = await updateAsset(ctx, proof, fields);
      await recordRegister(ctx, 'asset', 'changed', asset, fields);
      return assetOut(asset);
    }),
  ),
  retire: on.assets.retire.handler(({ input, context }) =>
    context.enter(input.engagementId, (ctx) => assetRetire(ctx, input.assetId, true)),
  ),
  restore: on.assets.restore.handler(({ input, context }) =>
    context.enter(input.engagementId, (ctx) => assetRetire(ctx, input.assetId, false)),
  ),
};

export const appRoutes = {
  list: on.apps.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, engagementsAccess, 'apps-read');
      return pageOfRows(await selectAppPage(ctx, filterOf(input)), input.limit, appOut);
    }),
  ),
  create: on.apps.create.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { name, vendor = null, detail = '' } = input;
      return appOut(await appAdd(ctx, { name, vendor, detail }));
    }),
  ),
  update: on.apps.update.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await load(ctx, engagementsAccess, appThing, input.appId, 'register-edit');
      const fields = {
        name: input.name ?? row.name,
        vendor: input.vendor === undefined ? row.vendor : input.vendor,
        detail: input.detail ?? row.detail,
      };
      const app = await updateApp(ctx, proof, fields);
      await recordRegister(ctx, 'app', 'changed', app, fields);
      return appOut(app);
    }),
  ),
  retire: on.apps.retire.handler(({ input, context }) =>
    context.enter(input.engagementId, (ctx) => appRetire(ctx, input.appId, true)),
  ),
  restore: on.apps.restore.handler(({ input, context }) =>
    context.enter(input.engagementId, (ctx) => appRetire(ctx, input.appId, false)),
  ),
};

/** Retires or takes it back; recorded when something changed. */
async function assetRetire(ctx: Ctx, id: string, retired: boolean) {
  const { row, proof } = await load(ctx, engagementsAccess, assetThing, id, 'register-edit');
  const asset = await updateAssetRetired(ctx, proof, retired);
  if ((row.retiredAt !== null) !== retired) await recordRegister(ctx, 'asset', retired ? 'retired' : 'restored', asset, {});
  return assetOut(asset);
}

/** Retires or takes it back; recorded when something changed. */
async function appRetire(ctx: Ctx, id: string, retired: boolean) {
  const { row, proof } = await load(ctx, engagementsAccess, appThing, id, 'register-edit');
  const app = await updateAppRetired(ctx, proof, retired);
  if ((row.retiredAt !== null) !== retired) await recordRegister(ctx, 'app', retired ? 'retired' : 'restored', app, {});
  return appOut(app);
}
