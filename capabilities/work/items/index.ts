/**
 * What the other parts of work ask of items: the world in which an item is spoken of, an item opened for a change with
 * the right to make it, and an item as its reader may see it.
 */
import { assetByName, membersOf } from '@tandem/capabilities/engagements/index.ts';
import { compiledEngagement, functionName } from '@tandem/capabilities/responsibility/index.ts';
import type { Audience } from '@tandem/core/record/audience.ts';
import type { Answer } from '@tandem/core/responsibility/model.ts';
import { load, type Proof } from '@tandem/platform/access/access.ts';
import type { Ctx, MemberActor } from '@tandem/platform/access/actor.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { workAccess } from '../access.ts';
import { attachmentsSelect } from '../attachments/store.ts';
import type { ItemAction } from '../contract.ts';
import { writeOffer } from '../custody/rules.ts';
import { offerSelect } from '../custody/store.ts';
import { linksSelect } from '../links/store.ts';
import { barrierAgainst, decideMay, readersOf, writableAudiences } from '../rules.ts';
import { partyName, requesterOf, type World, writeRow } from './rules.ts';
import { type Item, itemLocked, itemsCountOfAsset, itemThing, receiptSelect } from './store.ts';

export type MemberCtx = Ctx & { actor: MemberActor };

export async function loadWorld(ctx: Ctx): Promise<World> {
  const { file, contentHash } = await compiledEngagement(ctx);
  const members = await membersOf(ctx);
  return {
    file,
    contentHash,
    members,
    parties: { internal: file.parties.internal.name, provider: file.parties.provider.name },
    functionName: (id) => functionName(file, id),
  };
}

export interface Opened<Action extends ItemAction> {
  item: Item;
  proof: Proof<Action>;
  world: World;
}

/**
 * The item, locked, with the right to do this to it now. Refuses in this order: not here, not your role, changed
 * meanwhile, and what the rules say of its state and its custodian.
 */
export async function openForChange<Action extends ItemAction>(
  ctx: MemberCtx,
  input: { number: string; version?: number },
  action: Action,
): Promise<Opened<Action>> {
  const { row: item, proof } = await load(ctx, workAccess, itemLocked, input.number, action);
  if (input.version !== undefined && input.version !== item.revision)
    throw new Refusal('stale-version', 'Somebody changed this item since you read it. Look at it again.', 'version');
  const world = await loadWorld(ctx);
  assertMay(ctx, item, action, world);
  return { item, proof: proof as Proof<Action>, world };
}

/**
 * The item for writing beside it: a note, a link, a file. What is meant for one side alone neither locks nor changes the
 * item, so the other side cannot notice it; what both see is a change like any other (`wroteFor` makes it).
 */
export async function openForWriting<Action extends 'note' | 'link' | 'attach'>(
  ctx: MemberCtx,
  number: string,
  action: Action,
  audience: Audience,
): Promise<Opened<Action>> {
  const thing = isPrivate(audience) ? itemThing : itemLocked;
  const { row: item, proof } = await load(ctx, workAccess, thing, number, action);
  const world = await loadWorld(ctx);
  if (!writableAudiences(ctx.actor, requesterOf(item, world) !== null).includes(audience))
    throw new Refusal('audience-not-yours', audienceReason(ctx.actor, audience), 'audience');
  return { item, proof: proof as Proof<Action>, world };
}

export function isPrivate(audience: Audience): boolean {
  return audience === 'internal' || audience === 'provider';
}

function audienceReason(actor: MemberActor, audience: Audience): string {
  if (actor.role === 'employee') return 'You write to the people who help you; they decide what else is written.';
  return audience === 'requester'
    ? 'Nobody asked for this item, so there is no requester to write to.'
    : "That is the other side's own notebook.";
}

function assertMay(ctx: MemberCtx, item: Item, action: ItemAction, world: World): void {
  const barrier = barrierAgainst(ctx.actor, action, standingOf(item), world.parties);
  if (barrier !== null) throw new Refusal(barrier.code, barrier.reason, null);
}

export function standingOf(item: Item) {
  return { state: item.state, side: item.side, memberId: item.memberId, takenAt: item.takenAt, offeredTo: item.offerToSide };
}

/** The item as this reader may see it, read anew. */
export async function readItem(ctx: MemberCtx, number: string, known?: World) {
  const { row: item, proof } = await load(ctx, workAccess, itemThing, number, 'read');
  const world = known ?? (await loadWorld(ctx));
  const employee = ctx.actor.role === 'employee';
  const offer = item.offerId === null ? undefined : await offerSelect(ctx, item.offerId);
  const requester = requesterOf(item, world);
  return {
    ...writeRow(item, world, ctx.now),
    detail: item.detail,
    resolution: item.resolution,
    resolvedAt: item.resolvedAt?.toString() ?? null,
    closedAt: item.closedAt?.toString() ?? null,
    authority: employee ? null : await authorityOf(ctx, item, world),
    offer: offer === undefined ? null : writeOffer(offer, world),
    alert: alertOf(item, employee),
    assetFacts: item.asset === null || employee ? null : await assetFacts(ctx, item.asset),
    links: await linksSelect(ctx, proof),
    attachments: await attachmentsSelect(ctx, proof),
    may: decideMay(ctx.actor, standingOf(item), world.parties),
    writing: writableAudiences(ctx.actor, requester !== null).map((audience) => ({
      audience,
      readers: readersOf(audience, world.parties, requester?.name ?? null),
    })),
  };
}

function alertOf(item: Item, employee: boolean) {
  if (item.alertId === null || employee) return null;
  return { id: item.alertId, count: item.alertCount, resolvedAt: item.alertResolvedAt?.toString() ?? null };
}

/** What the last decision allows, by name. */
async function authorityOf(ctx: Ctx, item: Item, world: World) {
  const receipt = item.receiptId === null ? undefined : await receiptSelect(ctx, item.receiptId);
  if (receipt === undefined) return null;
  const answer = receipt.answer as unknown as Answer;
  const name = (id: string) => partyName(world.file, id);
  return {
    receiptId: receipt.id,
    row: answer.row,
    agreementVersion: answer.version,
    mode: answer.mode,
    accountable: answer.accountable === null ? null : name(answer.accountable),
    allowedNow: answer.allowedNow,
    mustNot: answer.mustNot,
    approvers: answer.approvers.map(name),
    failSafe: answer.failSafe,
    blocked: answer.blocked?.because ?? null,
    inform: answer.inform.map(({ who, within }) => ({ who: name(who), within })),
  };
}

const recentDays = 14;

/** What the register knows of the asset, and how busy it was; null for a name that the register does not have. */
async function assetFacts(ctx: Ctx, name: string) {
  const asset = await assetByName(ctx, name);
  if (asset === undefined) return null;
  const recentItems = await itemsCountOfAsset(ctx, name, ctx.now.subtract({ hours: 24 * recentDays }));
  return { name: asset.name, class: asset.class, site: asset.site, app: asset.app, detail: asset.detail, recentItems };
}
