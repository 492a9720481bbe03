/**
 * Agreements for the composition root. Other capabilities hear of them through events (`agreements.*`).
 */
import type { Capability } from '@tandem/platform/http/capability.ts';
import { fileCharactersMost } from '../responsibility/contract.ts';
import { agreementsAccess } from './access.ts';
import { agreementsContract, agreementsProblems } from './contract.ts';
import { findingsJob } from './findings/jobs.ts';
import { enactSubscriber, offersJob } from './offers/jobs.ts';
import { proposalSubscriber } from './proposals/jobs.ts';
import { ticketsMost } from './replay/contract.ts';
import { agreementsPlugin, agreementsRoutes } from './routes.ts';

/** Routes that take a file as JSON text, in which a character needs up to three bytes. */
const wholeFiles = {
  '/engagements/{engagementId}/drafts/from-file': 3 * fileCharactersMost,
  '/engagements/{engagementId}/drafts/{draftId}/replay/tickets': 3 * ticketsMost,
  '/engagements/{engagementId}/drafts/{draftId}/replay/tickets/file': 3 * ticketsMost,
};

export const agreementsCapability: Capability = {
  name: 'agreements',
  contract: agreementsContract,
  routes: agreementsRoutes,
  problems: agreementsProblems,
  access: agreementsAccess,
  bodyBytesMax: wholeFiles,
  plugin: agreementsPlugin,
  subscribers: [enactSubscriber, proposalSubscriber],
  jobs: [offersJob, findingsJob],
};
