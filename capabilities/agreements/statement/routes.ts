/**
 * The statement of work of a draft: the model, and the printed forms as downloads. It is written beside the event loop,
 * since a page takes a while to set, and outside the transaction that read the draft.
 */
import { implement } from '@orpc/server';
import type { Statement } from '@tandem/core/commercial/statement/model.ts';
import { statementOf } from '@tandem/core/commercial/statement.ts';
import { load } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { FastifyRequestLike } from '@tandem/platform/http/capability.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { uuidOr404 } from '@tandem/platform/http/server.ts';
import type { FastifyInstance } from 'fastify';
import { agreementInForce } from '../../responsibility/index.ts';
import { agreementsAccess } from '../access.ts';
import { type Draft, draftThing } from '../drafts/store.ts';
import { changesOfDraft, statementOfOffer } from '../offers/index.ts';
import { offerOfDraft, signaturesOf } from '../offers/store.ts';
import { statementContract } from './contract.ts';
import { sendStatement, statementForms } from './index.ts';

const os = implement(statementContract).$context<Edge>();

export const statementRoutes = os.router({
  see: os.see.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row } = await load(ctx, agreementsAccess, draftThing, input.draftId, 'draft.read');
      return draftStatement(ctx, row);
    }),
  ),
});

/** The document of a draft. Once it is offered it is what was offered, with who signed it. */
async function draftStatement(ctx: Ctx, draft: Draft): Promise<Statement> {
  const offer = draft.state === 'offered' || draft.state === 'signed' ? await offerOfDraft(ctx, draft.id) : null;
  if (offer !== null) return statementOfOffer(ctx, offer, await signaturesOf(ctx, [offer.id]));
  const current = await agreementInForce(ctx);
  const changes = current === null ? [] : await changesOfDraft(ctx, draft, current);
  return statementOf({ file: draft.file, terms: draft.terms }, { changes });
}

interface DraftParams {
  engagementId: string;
  draftId: string;
}

/** `GET …/drafts/ID/statement.docx` and `.pdf`. */
export function statementPlugin(app: FastifyInstance, edgeOf: (request: FastifyRequestLike) => Edge): void {
  for (const form of statementForms) {
    app.get<{ Params: DraftParams }>(
      `/api/engagements/:engagementId/drafts/:draftId/statement.${form}`,
      async (request, reply) => {
        const { engagementId, draftId } = request.params;
        const { slug, statement } = await edgeOf(request).enter(uuidOr404(engagementId), async (ctx) => {
          const { row } = await load(ctx, agreementsAccess, draftThing, uuidOr404(draftId), 'draft.read');
          return { slug: row.file.engagement.id, statement: await draftStatement(ctx, row) };
        });
        return sendStatement(reply, form, `${slug}-statement-of-work`, statement);
      },
    );
  }
}
