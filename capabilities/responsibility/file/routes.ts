/**
 * The engagement file in and out: the same text that people review, version and sign. An import is parsed, compared with
 * what counts now and committed whole, or refused whole with the line and column of the first error.
 */
import { contentHash } from '@tandem/core/responsibility/canonical.ts';
import { compile } from '@tandem/core/responsibility/compile.ts';
import { describeChange, diffEngagements } from '@tandem/core/responsibility/diff.ts';
import { formatEngagement } from '@tandem/core/responsibility/format.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { parseEngagement } from '@tandem/core/responsibility/parse.ts';
import { authorise } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { FastifyRequestLike } from '@tandem/platform/http/capability.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { uuidOr404 } from '@tandem/platform/http/server.ts';
import type { FastifyInstance } from 'fastify';
import { engagementSlug } from '../../engagements/index.ts';
import { responsibilityAccess } from '../access.ts';
import { recordFileImported } from '../events.ts';
import { dateIn, versionLost, zoneOf } from '../rules.ts';
import { currentLock, currentReplace, currentSelect, documentSelect } from '../store.ts';

const fileBytesMax = 2_097_152;

/** Makes `file` what counts now, if nothing that people acted on is lost. `expectedHash` null: whatever counts now. */
export async function fileReplace(ctx: Ctx, file: EngagementFile, reason: string, expectedHash: string | null) {
  const proof = authorise(ctx, responsibilityAccess, 'file.import');
  const previousHash = await currentLock(ctx, proof);
  if (expectedHash !== null && previousHash !== expectedHash) {
    throw new Refusal(
      'file-outdated',
      'Somebody changed the agreement since you read it. Look at the changes again.',
      'expectedHash',
    );
  }
  const previous = previousHash === null ? null : (await documentSelect(ctx, previousHash)).file;
  const lost = previous === null ? null : versionLost(previous, file, dateIn(zoneOf(previous), ctx.now));
  if (lost !== null) {
    throw new Refusal(
      'version-in-force',
      `Version ${lost} has come into force and people acted on it. Keep it as it is and add a version that amends it.`,
      'matrix',
    );
  }
  const hash = contentHash(file);
  const changes = changesBetween(previous, file);
  if (hash === previousHash) return { contentHash: hash, changes };
  await currentReplace(ctx, proof, file, hash, reason);
  await recordFileImported(ctx, { hash, previousHash, reason, sentences: changes.map((change) => change.sentence) });
  return { contentHash: hash, changes };
}

/** Parses a file for this engagement; the first error of the file becomes the problem, with its line and column. */
export async function checkFile(ctx: Ctx, text: string): Promise<EngagementFile> {
  const parsed = parseEngagement(text, 'engagement.yaml');
  if (!parsed.ok) {
    const [first] = parsed.problems;
    const more = parsed.problems.length > 1 ? ` (${parsed.problems.length - 1} more)` : '';
    throw new Refusal(
      'file-invalid',
      `Line ${first?.line ?? 1}, column ${first?.column ?? 1}: ${first?.message ?? 'not readable'}${more}`,
      first?.path ?? null,
    );
  }
  const slug = await engagementSlug(ctx);
  if (parsed.file.engagement.id !== slug) {
    throw new Refusal(
      'file-other-engagement',
      `The file is of "${parsed.file.engagement.id}", this engagement is "${slug}".`,
      'engagement.id',
    );
  }
  compile(parsed.file);
  return parsed.file;
}

export function changesBetween(previous: EngagementFile | null, next: EngagementFile) {
  if (previous === null)
    return [{ path: '', sentence: `First import: ${next.matrix.length} versions, ${next.people.length} people.` }];
  return diffEngagements(previous, next).map((change) => ({ path: change.path, sentence: describeChange(change) }));
}

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
