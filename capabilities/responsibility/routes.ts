/**
 * The agreement over HTTP. Questions asked here are hypothetical and leave no receipt; live decisions are made inside
 * the capability that acts on them. An import is checked, compared with what counts now, and refused rather than guessed.
 */
import { implement } from '@orpc/server';
import { canonicalJson, contentHash } from '@tandem/core/responsibility/canonical.ts';
import type { Engagement } from '@tandem/core/responsibility/compile.ts';
import { foldRows, versionOn } from '@tandem/core/responsibility/draft.ts';
import { checkFacts, validateFacts } from '@tandem/core/responsibility/facts.ts';
import type { Facts } from '@tandem/core/responsibility/model.ts';
import { who } from '@tandem/core/responsibility/who.ts';
import { authorise, load } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { responsibilityAccess } from './access.ts';
import { responsibilityContract } from './contract.ts';
import { changesBetween, checkFile, fileReplace } from './file/index.ts';
import { showProof, yearProof } from './proof/rules.ts';
import { ribbonOf } from './ribbon/rules.ts';
import { dateIn, overviewOf, showRow, spansOf, zoneOf } from './rules.ts';
import { type Current, currentSelect, documentSelect, receiptThing } from './store.ts';

const os = implement(responsibilityContract).$context<Edge>();
const spanDaysMax = 62;

export const responsibilityRoutes = os.router({
  overview: os.overview.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, responsibilityAccess, 'matrix.read');
      const current = await loadCurrent(ctx);
      return { ...overviewOf(current.file, ctx.now), contentHash: current.contentHash, since: current.since.toString() };
    }),
  ),
  matrix: os.matrix.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, responsibilityAccess, 'matrix.read');
      const { file } = await loadCurrent(ctx);
      const asked = input.version ?? versionOn(file, dateIn(zoneOf(file), ctx.now))?.version ?? file.matrix.at(-1)?.version;
      const version = file.matrix.find((candidate) => candidate.version === asked);
      if (version === undefined) throw new Refusal('missing', 'There is no such version here.', 'version');
      return {
        version: version.version,
        rows: foldRows(file, version.version).map((row) => showRow(file, row)),
        withdrawn: version.withdraw ?? [],
      };
    }),
  ),
  who: os.who.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, responsibilityAccess, 'who.ask');
      const { engagement, contentHash: hash } = await loadCurrent(ctx);
      return { answer: who(engagement, checkQuestion(engagement, input.facts), { trace: true }), contentHash: hash };
    }),
  ),
  whoSpans: os.whoSpans.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, responsibilityAccess, 'who.ask');
      checkSpan(input.from, input.to);
      const { engagement, contentHash: hash } = await loadCurrent(ctx);
      return { segments: spansOf(engagement, checkQuestion(engagement, input.facts), input.from, input.to), contentHash: hash };
    }),
  ),
  ribbon: os.ribbon.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, responsibilityAccess, 'matrix.read');
      checkSpan(input.from, input.to);
      return ribbonOf(await loadCurrent(ctx), input.from, input.to, input.priority);
    }),
  ),
  proof: os.proof.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, responsibilityAccess, 'proof.read');
      const current = await loadCurrent(ctx);
      if (input.without !== undefined && !current.file.people.some((person) => person.id === input.without)) {
        throw new Refusal('missing', 'There is no such person in the agreement.', 'without');
      }
      const proof = await yearProof(current.file, current.contentHash, ctx.now);
      return showProof(proof, current.file, current.contentHash, input.without ?? null);
    }),
  ),
  fileCheck: os.fileCheck.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, responsibilityAccess, 'file.import');
      const file = await checkFile(ctx, input.text);
      const current = await currentSelect(ctx);
      return { contentHash: contentHash(file), changes: changesBetween(current?.file ?? null, file) };
    }),
  ),
  fileImport: os.fileImport.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const file = await checkFile(ctx, input.text);
      return fileReplace(ctx, file, input.reason, input.expectedHash);
    }),
  ),
  receipt: os.receipt.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row } = await load(ctx, responsibilityAccess, receiptThing, input.receiptId, 'receipt.read');
      const { engagement, file } = await documentSelect(ctx, row.content_hash);
      const facts = row.input as Facts;
      const answer = row.output as ReturnType<typeof who>;
      return {
        id: row.id,
        at: row.at.toString(),
        actor: row.actor,
        facts: { ...facts },
        answer,
        hash: row.content_hash,
        engagement: file as unknown as Record<string, unknown>,
        reproduced: canonicalJson(who(engagement, facts, { trace: true })) === canonicalJson(answer),
      };
    }),
  ),
});

async function loadCurrent(ctx: Ctx): Promise<Current> {
  const current = await currentSelect(ctx);
  if (current === null) throw new Refusal('no-agreement', 'No engagement file was imported yet.', null);
  return current;
}

/** Facts that this engagement can be asked about: well-formed, and naming only what it knows. */
function checkQuestion(engagement: Engagement, value: unknown): Facts {
  const checked = validateFacts(value);
  const problems = checked.ok ? checkFacts(engagement, checked.facts) : checked.problems;
  const [first] = problems;
  if (first !== undefined || !checked.ok)
    throw new Refusal('facts-invalid', first?.message ?? 'The question is not valid.', `facts.${first?.field ?? ''}`);
  return checked.facts;
}

function checkSpan(from: string, to: string): void {
  const hours = Temporal.Instant.from(from).until(Temporal.Instant.from(to)).total('hours');
  if (hours <= 0) throw new Refusal('span-too-long', 'The span ends before it begins.', 'to');
  if (hours > spanDaysMax * 24) throw new Refusal('span-too-long', `Ask about at most ${spanDaysMax} days at once.`, 'to');
}
