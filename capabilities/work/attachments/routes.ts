/**
 * Files of an item, raw because no contract can say them: `POST …/items/HAR-1042/attachments?audience=shared` with one
 * multipart file, and `GET …/attachments/ID`. The right to attach is checked before a byte is read, and again when the
 * file is stored; no transaction waits for an upload. A file is only ever saved by a browser: it is served as a
 * download, in a sandbox, and never taken for anything but its stored type.
 */
import { createHash } from 'node:crypto';
import multipart from '@fastify/multipart';
import { audiences } from '@tandem/core/record/audience.ts';
import { load } from '@tandem/platform/access/access.ts';
import type { FastifyRequestLike } from '@tandem/platform/http/capability.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { uuidOr404 } from '@tandem/platform/http/server.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { workAccess } from '../access.ts';
import { happening, recordHappenings } from '../events.ts';
import { isPrivate, type MemberCtx, openForWriting } from '../items/index.ts';
import { itemThing, itemUpdate } from '../items/store.ts';
import { attachmentsMax } from '../rules.ts';
import { attachmentBytesMax, fileName, judgeFile, savedAs } from './rules.ts';
import { attachmentContent, attachmentInsert, attachmentsCount, attachmentsSelect } from './store.ts';

const place = '/api/engagements/:engagementId/work/items/:number/attachments';
const sandbox = "sandbox; default-src 'none'; frame-ancestors 'none'";
const uploadSchema = z.object({ audience: z.enum(audiences) });
const numberSchema = z.string().regex(/^[A-Z]{2,5}-\d{1,9}$/);

interface ItemParams {
  engagementId: string;
  number: string;
}

interface Upload {
  name: string;
  mediaType: string;
  content: Buffer;
}

/** Adds the two routes in a scope of their own: no other route reads multipart. */
export async function attachmentPlugin(app: FastifyInstance, edgeOf: (request: FastifyRequestLike) => Edge): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(multipart, { limits: { fileSize: attachmentBytesMax, files: 1, fields: 0, parts: 1, headerPairs: 20 } });
    scope.post<{ Params: ItemParams }>(place, async (request, reply) => {
      const engagementId = uuidOr404(request.params.engagementId);
      const number = numberOr404(request.params.number);
      const asked = uploadSchema.safeParse(request.query);
      const edge = edgeOf(request);
      const audience = asked.success ? asked.data.audience : 'shared';
      await edge.enter(engagementId, (ctx) => assertRoom(ctx, number, audience));
      if (!asked.success) throw new Refusal('invalid-input', `Say for whom: ${audiences.join(', ')}.`, 'audience');
      const file = await readUpload(request);
      const made = await edge.enter(engagementId, (ctx) => attach(ctx, number, audience, file));
      return reply.status(201).send(made);
    });
    scope.get<{ Params: ItemParams & { attachmentId: string } }>(`${place}/:attachmentId`, async (request, reply) => {
      const engagementId = uuidOr404(request.params.engagementId);
      const number = numberOr404(request.params.number);
      const found = await edgeOf(request).enter(engagementId, async (ctx) => {
        const { proof } = await load(ctx, workAccess, itemThing, number, 'read');
        return attachmentContent(ctx, proof, uuidOr404(request.params.attachmentId));
      });
      if (found === undefined) throw new Refusal('missing', 'There is no such attachment here.', null);
      return reply
        .header('content-type', found.mediaType)
        .header('content-disposition', savedAs(found.name))
        .header('content-security-policy', sandbox)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'private, no-store')
        .header('etag', `"${found.sha256}"`)
        .send(found.content);
    });
  });
}

function numberOr404(text: string): string {
  if (!numberSchema.safeParse(text).success) throw new Refusal('missing', 'There is no such work item here.', null);
  return text;
}

async function assertRoom(ctx: MemberCtx, number: string, audience: (typeof audiences)[number]) {
  const opened = await openForWriting(ctx, number, 'attach', audience);
  if ((await attachmentsCount(ctx, opened.proof)) >= attachmentsMax)
    throw new Refusal('too-many-on-item', `An item holds at most ${attachmentsMax} files.`, null);
  return opened;
}

async function readUpload(request: FastifyRequest): Promise<Upload> {
  const part = await readPart(request);
  const verdict = judgeFile(part.name, part.declared, part.content);
  if (!verdict.ok) throw new Refusal('attachment-type', verdict.reason, 'file');
  return { name: part.name, mediaType: verdict.mediaType, content: part.content };
}

async function readPart(request: FastifyRequest): Promise<{ name: string; declared: string; content: Buffer }> {
  if (!request.isMultipart()) throw new Refusal('unsupported-media-type', 'Send one file as multipart/form-data.', null);
  try {
    const part = await request.file();
    if (part === undefined) throw new Refusal('invalid-input', 'There is no file in the request.', 'file');
    return { name: fileName(part.filename), declared: part.mimetype, content: await part.toBuffer() };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE')
      throw new Refusal('too-large', `A file has at most ${attachmentBytesMax / 1_048_576} MiB.`, 'file');
    throw new Refusal('malformed-body', 'The upload cannot be read: send one file as multipart/form-data.', null);
  }
}

async function attach(ctx: MemberCtx, number: string, audience: (typeof audiences)[number], file: Upload) {
  const { item, proof } = await assertRoom(ctx, number, audience);
  const sha256 = createHash('sha256').update(file.content).digest('hex');
  const by = { byMemberId: ctx.actor.memberId, byName: ctx.actor.name };
  const id = await attachmentInsert(ctx, proof, { ...file, ...by, audience, sha256 });
  if (!isPrivate(audience)) await itemUpdate(ctx, proof, item, {});
  const payload = { attachmentId: id, name: file.name, bytes: file.content.length, sha256 };
  await recordHappenings(ctx, proof, [happening(item, 'attached', audience, payload)]);
  const made = (await attachmentsSelect(ctx, proof)).find((each) => each.id === id);
  if (made === undefined) throw new Error('A file that was just stored is out of reach for who stored it.');
  return made;
}
