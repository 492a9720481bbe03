/**
 * Reading the timeline, and writing notes. A note to both sides is an answer: it may be the first response, and it lets
 * waiting work go on. A note of one side changes nothing that the other can see.
 */
import { implement } from '@orpc/server';
import { load, type Proof } from '@tandem/platform/access/access.ts';
import { cursorOf, timeCursor } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { workAccess } from '../access.ts';
import { workContract } from '../contract.ts';
import { firstResponse } from '../custody/rules.ts';
import { type Happening, happening, holderOf, recordHappenings, requesterTold } from '../events.ts';
import { isPrivate, type MemberCtx, openForWriting } from '../items/index.ts';
import type { World } from '../items/rules.ts';
import { type Item, type ItemChange, itemThing, itemUpdate } from '../items/store.ts';
import { writeEntry } from './rules.ts';
import { entriesSelect, entryActor } from './store.ts';

const on = implement(workContract).$context<Edge>();

export const timelineRoutes = {
  timeline: on.items.timeline.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row: item, proof } = await load(ctx, workAccess, itemThing, input.number, 'read');
      const rows = await entriesSelect(ctx, proof, timeCursor(input.after), input.limit + 1);
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      return {
        items: shown.map((row) => writeEntry(row, item.detail)),
        next: rows.length > input.limit && last !== undefined ? cursorOf([last.at.toString(), last.id]) : null,
      };
    }),
  ),
};

export const noteRoutes = {
  create: on.notes.create.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { item, proof, world } = await openForWriting(ctx, input.number, 'note', input.audience);
      const noted = happening(
        item,
        'noted',
        input.audience,
        {},
        { body: input.body, tell: noteTold(ctx, item, input.audience, world) },
      );
      const happenings = isPrivate(input.audience) ? [noted] : [noted, ...(await answerItem(ctx, proof, item))];
      const [id = ''] = await recordHappenings(ctx, proof, happenings);
      const entry = {
        id,
        at: ctx.now,
        audience: input.audience,
        kind: 'noted',
        actor: entryActor(ctx),
        payload: {},
        body: input.body,
      };
      return writeEntry(entry, '');
    }),
  ),
};

/** What a note for both sides does to the item. */
async function answerItem(ctx: MemberCtx, proof: Proof<'note'>, item: Item): Promise<Happening[]> {
  const byRequester = ctx.actor.memberId === item.requesterMemberId;
  const byHolder = ctx.actor.side === item.side && !byRequester;
  const answers =
    (item.state === 'waiting-requester' && byRequester) || (item.state === 'waiting-other-side' && ctx.actor.side !== item.side);
  const change: ItemChange = {
    ...(byRequester ? {} : { touched_at: item.touchedAt ?? ctx.now }),
    ...(byHolder && firstResponse(item, ctx.now) !== null ? { first_response_at: ctx.now } : {}),
    ...(answers ? { state: 'open' } : {}),
  };
  await itemUpdate(ctx, proof, item, change);
  return answers ? [happening(item, 'resumed', 'shared', { byNote: true })] : [];
}

/** The holder hears of it, unless they wrote it or may not read it; so does the requester of what is meant for them. */
function noteTold(ctx: MemberCtx, item: Item, audience: Happening['audience'], world: World): Happening['tell'] {
  const forHolder = !isPrivate(audience) || audience === item.side;
  const holder = forHolder && item.memberId !== ctx.actor.memberId ? [holderOf(item, false)] : [];
  const requester = audience === 'requester' && item.requesterMemberId !== ctx.actor.memberId ? requesterTold(item, world) : [];
  const to = [...holder, ...requester];
  return to.length === 0 ? null : { topic: 'work.noted', to, reason: `${ctx.actor.name} wrote.` };
}
