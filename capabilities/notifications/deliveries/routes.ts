/**
 * How messages went, for who looks after a side; and whom nothing could be told.
 */
import { implement } from '@orpc/server';
import { authorise } from '@tandem/platform/access/access.ts';
import { cursorOf, timeCursor } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { notificationsAccess } from '../access.ts';
import { notificationsContract } from '../contract.ts';
import { findingsSelect } from '../findings/store.ts';
import { deliveriesSelect } from './store.ts';

const on = implement(notificationsContract).$context<Edge>();

export const deliveryRoutes = {
  deliveries: on.deliveries.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, notificationsAccess, 'deliveries-read');
      const rows = await deliveriesSelect(ctx, input.state, timeCursor(input.after), input.limit + 1);
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      return {
        items: shown.map(({ recipient, ...row }) => ({
          ...row,
          to: recipient,
          createdAt: row.createdAt.toString(),
          nextAt: row.nextAt?.toString() ?? null,
          dueAt: row.dueAt?.toString() ?? null,
          sentAt: row.sentAt?.toString() ?? null,
        })),
        next: rows.length > input.limit && last !== undefined ? cursorOf([last.createdAt.toString(), last.id]) : null,
      };
    }),
  ),
  findings: on.findings.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const rows = await findingsSelect(ctx, authorise(ctx, notificationsAccess, 'findings-read'));
      return { items: rows.map((row) => ({ ...row, firstAt: row.firstAt.toString(), lastAt: row.lastAt.toString() })) };
    }),
  ),
};
