/**
 * The queue: saved views with filters, page by page, and the number beside each view.
 */
import { implement } from '@orpc/server';
import { authorise } from '@tandem/platform/access/access.ts';
import { cursorOf, cursorParts, isInstant, isUuid } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { workAccess } from '../access.ts';
import { type ItemSort, itemViews, workContract } from '../contract.ts';
import { loadWorld } from '../items/index.ts';
import { writeRow } from '../items/rules.ts';
import { countLimit, countsSelect, keyOf, queueSelect } from './store.ts';

const on = implement(workContract).$context<Edge>();

export const queueRoutes = {
  list: on.items.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const proof = authorise(ctx, workAccess, 'read');
      const after = input.after === undefined ? null : readCursor(input.after, input.sort);
      const items = await queueSelect(ctx, proof, { ...input, limit: input.limit + 1 }, after);
      const shown = items.slice(0, input.limit);
      const last = shown.at(-1);
      if (last === undefined) return { items: [], next: null };
      const world = await loadWorld(ctx);
      return {
        items: shown.map((item) => writeRow(item, world, ctx.now)),
        next: items.length > input.limit ? cursorOf(keyOf(last, input.sort)) : null,
      };
    }),
  ),
  counts: on.items.counts.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const views = await countsSelect(ctx, authorise(ctx, workAccess, 'read'), itemViews);
      return { views, limit: countLimit };
    }),
  ),
};

/** A cursor of another order is no cursor of this one. */
function readCursor(cursor: string, sort: ItemSort): string[] {
  const [key = '', id = ''] = cursorParts(cursor, 2);
  const fits = sort === 'newest' ? /^\d{1,9}$/.test(key) : (sort === 'due' && key === 'infinity') || isInstant(key);
  if (!fits || !isUuid(id))
    throw new Refusal('invalid-input', 'This page of the list is not known. Start from its first page.', 'after');
  return [key, id];
}
