/**
 * The engagement file in and out as text, for the command line and for anybody with an editor.
 */
import { formatEngagement } from '@tandem/core/responsibility/format.ts';
import { authorise } from '@tandem/platform/access/access.ts';
import type { FastifyRequestLike } from '@tandem/platform/http/capability.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { uuidOr404 } from '@tandem/platform/http/server.ts';
import type { FastifyInstance } from 'fastify';
import { responsibilityAccess } from '../access.ts';
import { currentSelect } from '../store.ts';
import { checkFile, fileReplace } from './index.ts';

const fileBytesMax = 2_097_152;

/** `GET` and `PUT /api/engagements/:id/file`: the text itself, for the command line and for anybody with an editor. */
export function fileRoutes(app: FastifyInstance, edgeOf: (request: FastifyRequestLike) => Edge): void {
  app.register(async (scope) => {
    scope.addContentTypeParser(
      ['application/yaml', 'text/yaml', 'text/plain'],
      { parseAs: 'string', bodyLimit: fileBytesMax },
      (_request, body, done) => done(null, body),
    );
    scope.get<{ Params: { engagementId: string } }>('/api/engagements/:engagementId/file', async (request, reply) => {
      const file = await edgeOf(request).enter(uuidOr404(request.params.engagementId), async (ctx) => {
        authorise(ctx, responsibilityAccess, 'file.export');
        const current = await currentSelect(ctx);
        if (current === null) throw new Refusal('no-agreement', 'No engagement file was imported yet.', null);
        return current;
      });
      return reply
        .type('application/yaml; charset=utf-8')
        .header('etag', `"${file.contentHash}"`)
        .send(formatEngagement(file.file));
    });
    scope.put<{ Params: { engagementId: string }; Querystring: { reason?: string } }>(
      '/api/engagements/:engagementId/file',
      { bodyLimit: fileBytesMax },
      async (request) => {
        if (typeof request.body !== 'string')
          throw new Refusal('unsupported-media-type', 'Send the file as application/yaml.', null);
        const text = request.body;
        const expected = request.headers['if-match']?.replaceAll('"', '') ?? null;
        const reason = (request.query.reason ?? 'Imported from the command line').slice(0, 500);
        return edgeOf(request).enter(uuidOr404(request.params.engagementId), async (ctx) =>
          fileReplace(ctx, await checkFile(ctx, text), reason, expected),
        );
      },
    );
  });
}
