/**
 * Work for the composition root. Other capabilities hear of items through events (`work.*`, see README.md); none writes
 * to them.
 */
import type { Capability } from '@tandem/platform/http/capability.ts';
import { workAccess } from './access.ts';
import { alertsSubscriber } from './alerts/jobs.ts';
import { attachmentPlugin } from './attachments/routes.ts';
import { workContract, workProblems } from './contract.ts';
import { offerTimeoutJob } from './custody/jobs.ts';
import { queueJob } from './queue/jobs.ts';
import { workRoutes } from './routes.ts';

export const workCapability: Capability = {
  name: 'work',
  contract: workContract,
  problems: workProblems,
  routes: workRoutes,
  access: workAccess,
  subscribers: [alertsSubscriber],
  jobs: [offerTimeoutJob, queueJob],
  plugin: attachmentPlugin,
};
