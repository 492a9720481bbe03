/**
 * The routes of notifications, put together from those of its nouns.
 */
import { implement } from '@orpc/server';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { notificationsContract } from './contract.ts';
import { deliveryRoutes } from './deliveries/routes.ts';
import { inboxRoutes } from './inbox/routes.ts';
import { mailboxRoute } from './mailbox/routes.ts';
import { preferenceRoutes } from './preference/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';

export const notificationsRoutes = implement(notificationsContract)
  .$context<Edge>()
  .router({
    inbox: inboxRoutes,
    preference: preferenceRoutes,
    webhooks: webhookRoutes,
    ...deliveryRoutes,
    mailbox: mailboxRoute,
  });
