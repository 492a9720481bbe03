/**
 * The record as the members read it: a page at a time, the heads to note elsewhere, and an export that can be checked
 * without us. The export runs in slices so that a long history needs no more memory than a short one.
 */
import { Readable } from 'node:stream';
import { implement } from '@orpc/server';
import { authorise } from '@tandem/platform/access/access.ts';
import type { FastifyRequestLike } from '@tandem/platform/http/capability.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { uuidOr404 } from '@tandem/platform/http/server.ts';
import type { FastifyInstance } from 'fastify';
import { auditAccess } from './access.ts';
import { auditContract } from './contract.ts';
import { decodeCursor, encodeCursor, writeEntry } from './rules.ts';
import { auditSelect, auditSlice, headsSelect } from './store.ts';

const os = implement(auditContract).$context<Edge>();
const sliceRows = 500;

export const auditRoutes = os.router({
  list: os.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const proof = authorise(ctx, auditAccess, 'audit.read');
      const after = input.after === undefined ? null : decodeCursor(input.after);
      if (input.after !== undefined && after === null)
        throw new Refusal('cursor-invalid', 'This page cursor was not given out by us.', 'after');
      const rows = await auditSelect(ctx, proof, input, after, input.limit + 1);
      const page = rows.slice(0, input.limit);
      const last = page.at(-1);
      return { items: page.map(writeEntry), next: rows.length > input.limit && last !== undefined ? encodeCursor(last) : null };
    }),
  ),
  heads: os.heads.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => ({
      heads: await headsSelect(ctx, authorise(ctx, auditAccess, 'audit.read')),
    })),
  ),
});

/** `GET /api/engagements/:id/audit.jsonl`: every entry of the chains one may see, chain after chain. */
export function auditExport(app: FastifyInstance, edgeOf: (request: FastifyRequestLike) => Edge): void {
  app.get<{ Params: { engagementId: string } }>('/api/engagements/:engagementId/audit.jsonl', async (request, reply) => {
    const engagementId = uuidOr404(request.params.engagementId);
    const edge = edgeOf(request);
    await edge.enter(engagementId, async (ctx) => {
      authorise(ctx, auditAccess, 'audit.export');
    });
    return reply
      .type('application/jsonl; charset=utf-8')
      .header('content-disposition', 'attachment; filename="audit.jsonl"')
      .send(Readable.from(exportLines(edge, engagementId)));
  });
}

async function* exportLines(edge: Edge, engagementId: string): AsyncGenerator<string> {
  for (const chain of ['shared', 'internal', 'provider']) {
    let seq = 0;
    for (;;) {
      const rows = await edge.enter(engagementId, (ctx) =>
        auditSlice(ctx, authorise(ctx, auditAccess, 'audit.export'), chain, seq, sliceRows),
      );
      for (const row of rows) yield `${JSON.stringify(writeEntry(row))}\n`;
      seq = rows.at(-1)?.seq ?? seq;
      if (rows.length < sliceRows) break;
    }
  }
}
