/**
 * The statement of work of a draft: the model, and the printed forms as downloads. It is written beside the event loop,
 * since a page takes a while to set, and outside the transaction that read the draft.
 */
import { implement } from '@orpc/server';
import { statementOf } from '@tandem/core/commercial/statement.ts';
import { load } from '@tandem/platform/access/access.ts';
import type { FastifyRequestLike } from '@tandem/platform/http/capability.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { uuidOr404 } from '@tandem/platform/http/server.ts';
import type { FastifyInstance } from 'fastify';
import { agreementsAccess } from '../access.ts';
import { draftThing } from '../drafts/store.ts';
import { statementContract } from './contract.ts';
import { mediaTypes, printStatement } from './index.ts';
import { savedAs } from './rules.ts';

const os = implement(statementContract).$context<Edge>();

export const statementRoutes = os.router({
  see: os.see.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row } = await load(ctx, agreementsAccess, draftThing, input.draftId, 'draft.read');
      return statementOf({ file: row.file, terms: row.terms });
    }),
  ),
});

interface DraftParams {
  engagementId: string;
  draftId: string;
}

/** `GET …/drafts/ID/statement.docx` and `.pdf`. */
export function statementPlugin(app: FastifyInstance, edgeOf: (request: FastifyRequestLike) => Edge): void {
  for (const form of ['docx', 'pdf'] as const) {
    app.get<{ Params: DraftParams }>(
      `/api/engagements/:engagementId/drafts/:draftId/statement.${form}`,
      async (request, reply) => {
        const { row } = await edgeOf(request).enter(uuidOr404(request.params.engagementId), (ctx) =>
          load(ctx, agreementsAccess, draftThing, uuidOr404(request.params.draftId), 'draft.read'),
        );
        const bytes = await printStatement({ file: row.file, terms: row.terms }, form);
        return reply
          .type(mediaTypes[form])
          .header('content-disposition', savedAs(`${row.file.engagement.id}-statement-of-work.${form}`))
          .header('x-content-type-options', 'nosniff')
          .header('cache-control', 'private, no-store')
          .send(Buffer.from(bytes));
      },
    );
  }
}
