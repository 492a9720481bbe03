/**
 * Work for the composition root, and what happened for those who look back. Other capabilities hear of items through
 * events (`work.*`, see README.md); none writes to them.
 */
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { Capability } from '@tandem/platform/http/capability.ts';
import { workAccess } from './access.ts';
import { alertsSubscriber } from './alerts/jobs.ts';
import { attachmentPlugin } from './attachments/routes.ts';
import { workContract, workProblems } from './contract.ts';
import { offerTimeoutJob } from './custody/jobs.ts';
import { type ItemHappened, itemsHappenedSelect } from './items/store.ts';
import { workRoutes } from './routes.ts';

export const workCapability: Capability = {
  name: 'work',
  contract: workContract,
  problems: workProblems,
  routes: workRoutes,
  access: workAccess,
  subscribers: [alertsSubscriber],
  jobs: [offerTimeoutJob],
  plugin: attachmentPlugin,
};

/** Items opened since then, with what the agreement was asked and answered last; the newest first, at most `limit`. */
export const itemsHappened: (ctx: Ctx, since: Temporal.Instant, limit: number) => Promise<ItemHappened[]> = itemsHappenedSelect;
