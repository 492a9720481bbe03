/**
 * Drafts: begun from what is in force, or from nothing, and read by both IT sides.
 */
import { implement } from '@orpc/server';
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { draftOf, emptyDraft } from '@tandem/core/responsibility/draft.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { authorise, load } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { cursorOf, timeCursor } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { engagementOf } from '../../engagements/index.ts';
import { agreementInForce } from '../../responsibility/index.ts';
import { agreementsAccess } from '../access.ts';
import { recordDraftBegun } from '../events.ts';
import { draftsContract } from './contract.ts';
import { type Draft, type DraftLine, draftInsert, draftsSelect, draftThing } from './store.ts';

const os = implement(draftsContract).$context<Edge>();

export const draftsRoutes = os.router({
  list: os.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, agreementsAccess, 'draft.read');
      const after = timeCursor(input.after);
      const rows = await draftsSelect(ctx, after === null ? null : { updatedAt: after[0], id: after[1] }, input.limit + 1);
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      const next = rows.length > input.limit && last !== undefined ? cursorOf([last.updatedAt.toString(), last.id]) : null;
      return { items: shown.map(writeLine), next };
    }),
  ),
  create: os.create.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const proof = authorise(ctx, agreementsAccess, 'draft.edit');
      const { kind, title, reason } = input;
      const line = await draftInsert(ctx, proof, { kind, title, reason, ...(await beginning(ctx)) });
      await recordDraftBegun(ctx, line);
      return writeLine(line);
    }),
  ),
  see: os.see.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row } = await load(ctx, agreementsAccess, draftThing, input.draftId, 'draft.read');
      return writeDraft(row);
    }),
  ),
});

/** What a new draft says at first: what counts now, or two organisations and a site. */
async function beginning(ctx: Ctx): Promise<Pick<Draft, 'baseHash' | 'file' | 'terms'>> {
  const current = await agreementInForce(ctx);
  if (current !== null)
    return { baseHash: current.contentHash, file: draftOf(current.file, today(ctx, current.file)), terms: emptyTerms() };
  const { slug, name, internal, provider } = await engagementOf(ctx);
  const parties = { internal: { name: internal }, provider: { name: provider } };
  return { baseHash: null, file: emptyDraft({ id: slug, name }, parties, today(ctx, null)), terms: emptyTerms() };
}

function today(ctx: Ctx, file: EngagementFile | null): string {
  return ctx.now
    .toZonedDateTimeISO(file?.sites[0]?.timezone ?? 'UTC')
    .toPlainDate()
    .toString();
}

function writeLine(line: DraftLine) {
  const { id, kind, title, reason, state, revision, createdBy } = line;
  return {
    id,
    kind,
    title,
    reason,
    state,
    revision,
    createdBy,
    createdAt: line.createdAt.toString(),
    updatedAt: line.updatedAt.toString(),
  };
}

function writeDraft(draft: Draft) {
  return { ...writeLine(draft), baseHash: draft.baseHash, file: { ...draft.file }, terms: { ...draft.terms } };
}
