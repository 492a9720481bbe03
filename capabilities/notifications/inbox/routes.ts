/**
 * The caller's own inbox.
 */
import { implement } from '@orpc/server';
import { authorise } from '@tandem/platform/access/access.ts';
import { cursorOf, timeCursor } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { notificationsAccess } from '../access.ts';
import { notificationsContract } from '../contract.ts';
import { noticesRead, noticesSelect, unreadCount } from './store.ts';

const on = implement(notificationsContract).$context<Edge>();

export const inboxRoutes = {
  list: on.inbox.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const proof = authorise(ctx, notificationsAccess, 'inbox-read');
      const rows = await noticesSelect(ctx, proof, input.unread === 'yes', timeCursor(input.after), input.limit + 1);
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      return {
        items: shown.map((row) => ({ ...row, at: row.at.toString(), readAt: row.readAt?.toString() ?? null })),
        next: rows.length > input.limit && last !== undefined ? cursorOf([last.at.toString(), last.id]) : null,
      };
    }),
  ),
  count: on.inbox.count.handler(({ input, context }) =>
    context.enter(input.engagementId, (ctx) => unreadCount(ctx, authorise(ctx, notificationsAccess, 'inbox-read'))),
  ),
  read: on.inbox.read.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const proof = authorise(ctx, notificationsAccess, 'inbox-mark');
      await noticesRead(ctx, proof, input.ids);
      return { unread: (await unreadCount(ctx, proof)).unread };
    }),
  ),
};
