/**
 * The local mailbox. A reader finds what is addressed to them: in this engagement, and about their account, which stands
 * apart from engagements. Mail to people who are not members yet is read by who looks after the side that wrote it, to be
 * passed on by hand.
 */
import { implement } from '@orpc/server';
import { identityEngagementId } from '@tandem/capabilities/identity/index.ts';
import { authorise } from '@tandem/platform/access/access.ts';
import { cursorOf, timeCursor } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { notificationsAccess } from '../access.ts';
import { notificationsContract } from '../contract.ts';
import { mailSelect, mailSelectTo } from './store.ts';

const on = implement(notificationsContract).$context<Edge>();

export const mailboxRoute = on.mailbox.handler(async ({ input, context }) => {
  const after = timeCursor(input.after);
  const take = input.limit + 1;
  const here = await context.enter(input.engagementId, (ctx) =>
    mailSelect(ctx, authorise(ctx, notificationsAccess, 'mailbox-read'), after, take),
  );
  const person = await context.signedIn();
  const account =
    person === null || person.key !== null
      ? []
      : await context.asSystem(identityEngagementId, 'notifications', (ctx) => mailSelectTo(ctx, person.email, after, take));
  const rows = [...here, ...account].sort((a, b) => Temporal.Instant.compare(b.at, a.at) || (a.id < b.id ? 1 : -1));
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({ ...row, at: row.at.toString() })),
    next: rows.length > input.limit && last !== undefined ? cursorOf([last.at.toString(), last.id]) : null,
  };
});
