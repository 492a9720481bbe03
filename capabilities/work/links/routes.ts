/**
 * Links from an item to another or to an address. What a link leads to is never fetched by the product.
 */
import { implement } from '@orpc/server';
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { workContract } from '../contract.ts';
import { happening, recordHappenings } from '../events.ts';
import { isPrivate, type MemberCtx, openForWriting } from '../items/index.ts';
import { type Item, itemThing, itemUpdate } from '../items/store.ts';
import { linksMax } from '../rules.ts';
import { type LinkNew, linkRemove, linksInsert, linksSelect } from './store.ts';

const on = implement(workContract).$context<Edge>();

export const linkRoutes = {
  create: on.links.create.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { item, proof } = await openForWriting(ctx, input.number, 'link', input.audience);
      if ((await linksSelect(ctx, proof)).length >= linksMax)
        throw new Refusal('too-many-on-item', `An item holds at most ${linksMax} links.`, null);
      const link = await linkTo(ctx, proof, input.target, item);
      const [id = ''] = await linksInsert(ctx, proof, [
        { ...link, itemId: item.id, audience: input.audience, title: input.title || link.title },
      ]);
      if (!isPrivate(input.audience)) await itemUpdate(ctx, proof, item, {});
      const shown = { title: input.title || link.title, target: link.key ?? link.url };
      await recordHappenings(ctx, proof, [happening(item, 'linked', input.audience, { linkId: id, ...shown })]);
      const made = (await linksSelect(ctx, proof)).find((each) => each.id === id);
      if (made === undefined) throw new Error('A link that was just made is out of reach for who made it.');
      return made;
    }),
  ),
  remove: on.links.remove.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { item, proof } = await openForWriting(ctx, input.number, 'link', ctx.actor.side);
      const link = await linkRemove(ctx, proof, input.linkId);
      if (link === undefined) throw new Refusal('missing', 'There is no such link here.', null);
      await recordHappenings(ctx, proof, [happening(item, 'unlinked', link.audience, { title: link.title })]);
      return { done: true as const };
    }),
  ),
};

async function linkTo(
  ctx: MemberCtx,
  _proof: Proof<'link'>,
  target: { item: string } | { url: string },
  from: Item,
): Promise<Pick<LinkNew, 'title' | 'toItemId' | 'url'> & { key: string | null }> {
  if ('url' in target) return { title: new URL(target.url).host, toItemId: null, url: target.url, key: null };
  const to = /^[A-Z]{2,5}-\d{1,9}$/.test(target.item) ? await itemThing.select(ctx, target.item) : undefined;
  if (to === undefined) throw new Refusal('invalid-input', 'There is no item of that number here.', 'target.item');
  if (to.id === from.id) throw new Refusal('invalid-input', 'An item is not linked to itself.', 'target.item');
  return { title: to.title, toItemId: to.id, url: null, key: to.key };
}
