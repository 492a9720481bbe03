/**
 * Agreements for the composition root. Other capabilities hear of them through events (`agreements.*`).
 */
import type { Capability } from '@tandem/platform/http/capability.ts';
import { agreementsAccess } from './access.ts';
import { agreementsContract, agreementsProblems } from './contract.ts';
import { findingsJob } from './findings/jobs.ts';
import { enactSubscriber, offersJob } from './offers/jobs.ts';
import { proposalSubscriber } from './proposals/jobs.ts';
import { agreementsPlugin, agreementsRoutes } from './routes.ts';

export const agreementsCapability: Capability = {
  name: 'agreements',
  contract: agreementsContract,
  routes: agreementsRoutes,
  problems: agreementsProblems,
  access: agreementsAccess,
  plugin: agreementsPlugin,
  subscribers: [enactSubscriber, proposalSubscriber],
  jobs: [offersJob, findingsJob],
};
