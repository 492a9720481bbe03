/**
 * What other capabilities may ask of the agreement: the decision for a set of facts, from the document that counts now.
 */
import type { Engagement } from '@tandem/core/responsibility/compile.ts';
import type { Answer, EngagementFile, Facts } from '@tandem/core/responsibility/model.ts';
import { who } from '@tandem/core/responsibility/who.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { Tx } from '@tandem/platform/db/session.ts';
import type { Capability } from '@tandem/platform/http/capability.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { responsibilityAccess } from './access.ts';
import { fileCharactersMost, responsibilityContract, responsibilityProblems } from './contract.ts';
import { checkFile, fileReplace } from './file/index.ts';
import { fileRoutes } from './file/routes.ts';
import { withQueue } from './overflow/rules.ts';
import { responsibilityRoutes } from './routes.ts';
import { agreedSelect, type Current, currentSelect, documentSelect } from './store.ts';

export { agreementEnact, checkFile } from './file/index.ts';
export type { QueueSeen } from './overflow/index.ts';
export { tellQueue } from './overflow/index.ts';
export { yearProofFrom } from './proof/rules.ts';
export { dateIn, functionName, showRow, zoneOf } from './rules.ts';

/** Routes that take a file as JSON text, in which a character needs up to three bytes. */
const wholeFiles = {
  '/engagements/{engagementId}/file/check': 3 * fileCharactersMost,
  '/engagements/{engagementId}/file/import': 3 * fileCharactersMost,
};

export const responsibilityCapability: Capability = {
  name: 'responsibility',
  contract: responsibilityContract,
  routes: responsibilityRoutes,
  problems: responsibilityProblems,
  access: responsibilityAccess,
  bodyBytesMax: wholeFiles,
  plugin: fileRoutes,
};

/** The agreement that counts now, or null before there is one. */
export const agreementInForce: (ctx: Ctx) => Promise<Current | null> = currentSelect;

/** The document of a hash that counted once, or counts now. */
export async function agreementOf(ctx: Ctx, contentHash: string): Promise<EngagementFile> {
  return (await documentSelect(ctx, contentHash)).file;
}

/** Every engagement that has an agreement, for background work. */
export const engagementsAgreed: (tx: Tx) => Promise<string[]> = agreedSelect;

/** The agreement that counts now, compiled. Refuses `no-agreement` before the first import. */
export async function compiledEngagement(
  ctx: Ctx,
): Promise<{ engagement: Engagement; file: EngagementFile; contentHash: string }> {
  const current = await currentSelect(ctx);
  if (current === null) throw noAgreement();
  return current;
}

export interface LiveDecision {
  /** What was decided on: the facts that were given, and the queue where overflow can matter. */
  facts: Facts;
  answer: Answer;
  contentHash: string;
}

export interface Decider {
  engagement: Engagement;
  decide(facts: Facts): LiveDecision;
}

/** Decides any number of questions from the agreement that counts in this transaction; null before there is one. */
export async function liveDecider(ctx: Ctx): Promise<Decider | null> {
  const current = await currentSelect(ctx);
  if (current === null) return null;
  const { engagement, contentHash, queue } = current;
  return {
    engagement,
    decide: (given) => {
      const facts = withQueue(current, queue, given, ctx.now);
      return { facts, answer: who(engagement, facts, { trace: true }), contentHash };
    },
  };
}

/** Who handles this, from the version in force at `facts.at`. The caller stores the receipt with its own change. */
export async function decideWho(ctx: Ctx, facts: Facts): Promise<LiveDecision> {
  const decider = await liveDecider(ctx);
  if (decider === null) throw noAgreement();
  return decider.decide(facts);
}

const noAgreement = () => new Refusal('no-agreement', 'No engagement file was imported yet.', null);

/** Imports the text of an engagement's first file as the one that counts from now on; refuses as the route does. */
export async function fileImport(ctx: Ctx, text: string, reason: string): Promise<{ contentHash: string }> {
  return fileReplace(ctx, await checkFile(ctx, text), reason, null);
}
