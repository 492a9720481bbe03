/**
 * Notifications for the composition root. Nobody calls them: they hear events (see README.md) and tell people.
 */
import type { Capability } from '@tandem/platform/http/capability.ts';
import { notificationsAccess } from './access.ts';
import { notificationsContract, notificationsProblems } from './contract.ts';
import { sendJob } from './deliveries/jobs.ts';
import { notificationsRoutes } from './routes.ts';
import { tellSubscriber } from './telling/jobs.ts';

export const notificationsCapability: Capability = {
  name: 'notifications',
  contract: notificationsContract,
  problems: notificationsProblems,
  routes: notificationsRoutes,
  access: notificationsAccess,
  subscribers: [tellSubscriber],
  jobs: [sendJob],
};
