/**
 * Adding to the register from code: the example, and agents later. Each addition is on the shared record.
 */
import { authorise } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { engagementsAccess } from '../access.ts';
import { recordRegister } from '../events.ts';
import { type App, type AppNew, type Asset, type AssetNew, insertApp, insertAsset } from './store.ts';

/** Adds an asset. Refuses `not-allowed` and `name-taken`. */
export async function assetAdd(ctx: Ctx, asset: AssetNew): Promise<Asset> {
  const row = await insertAsset(ctx, authorise(ctx, engagementsAccess, 'register-edit'), asset);
  await recordRegister(ctx, 'asset', 'added', row, { ...asset });
  return row;
}

/** Adds an application. Refuses `not-allowed` and `name-taken`. */
export async function appAdd(ctx: Ctx, app: AppNew): Promise<App> {
  const row = await insertApp(ctx, authorise(ctx, engagementsAccess, 'register-edit'), app);
  await recordRegister(ctx, 'app', 'added', row, { ...app });
  return row;
}
