/**
 * What the rest of the product may call: the door through which a signed-in person becomes a member, the people and the
 * register of the engagement at hand, and the making of engagements and members for set-up and the example.
 */
import type { Ctx, MemberActor } from '@tandem/platform/access/actor.ts';
import type { Tx } from '@tandem/platform/db/session.ts';
import type { Capability } from '@tandem/platform/http/capability.ts';
import type { SignedIn } from '@tandem/platform/http/edge.ts';
import { engagementsAccess } from './access.ts';
import { engagementsContract, engagementsProblems } from './contract.ts';
import { type App, type Asset, selectAppsByName, selectAssetByName, selectAssetsByName } from './register/store.ts';
import { engagementsRoutes } from './routes.ts';
import { type EngagementRow, selectEngagement, selectMemberActor } from './store.ts';

export { registerAccess } from './access.ts';
export { memberAdd, membersOf } from './members/index.ts';
export { appAdd, assetAdd } from './register/index.ts';
export { engagementCreate } from './routes.ts';
export type { App, Asset, EngagementRow };

export const engagementsCapability: Capability = {
  name: 'engagements',
  contract: engagementsContract,
  problems: engagementsProblems,
  routes: engagementsRoutes,
  access: engagementsAccess,
};

/** The member this person is there, or null. An API key opens no engagement but its own. One read per request. */
export async function memberDoor(tx: Tx, signedIn: SignedIn, engagementId: string): Promise<MemberActor | null> {
  if (signedIn.key !== null && signedIn.key.engagementId !== engagementId) return null;
  return selectMemberActor(tx, signedIn, engagementId);
}

/** The asset in use by that name (whatever its case), or undefined; employees read none. */
export function assetByName(ctx: Ctx, name: string): Promise<Asset | undefined> {
  return selectAssetByName(ctx, name);
}

/** The assets and applications in use by those names (whatever their case): two statements for a whole batch. */
export async function registerByNames(
  ctx: Ctx,
  names: { assets: readonly string[]; apps: readonly string[] },
): Promise<{ assets: Asset[]; apps: App[] }> {
  return {
    assets: names.assets.length === 0 ? [] : await selectAssetsByName(ctx, names.assets),
    apps: names.apps.length === 0 ? [] : await selectAppsByName(ctx, names.apps),
  };
}

/** Names, prefix and organisations of this context's engagement. */
export async function engagementOf(ctx: Ctx): Promise<EngagementRow> {
  const row = await selectEngagement(ctx);
  if (row === undefined) throw new Error('The engagement of this session is out of its own reach.');
  return row;
}

/** The id of the engagement file this engagement stands for. */
export async function engagementSlug(ctx: Ctx): Promise<string> {
  return (await engagementOf(ctx)).slug;
}
