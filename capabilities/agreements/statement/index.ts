/**
 * The statement of work for the other nouns of agreements: printed as DOCX or PDF, with the certificate of whoever signed.
 */
import { createHash } from 'node:crypto';
import type { Statement } from '@tandem/core/commercial/statement/model.ts';
import { runInThread } from '@tandem/platform/threads/thread.ts';
import type { FastifyReply } from 'fastify';
import { savedAs } from './rules.ts';

const mediaTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

export const statementForms = ['docx', 'pdf'] as const;
type StatementForm = (typeof statementForms)[number];

const printers = { docx: 'renderDocx', pdf: 'renderPdf' } as const;

const keptMax = 16;
const kept = new Map<string, Promise<Uint8Array>>();

/**
 * The bytes of the document. With signatures it ends with their certificate. The last few are kept, since several people
 * look at the same agreement.
 */
function printStatement(statement: Statement, form: StatementForm): Promise<Uint8Array> {
  const key = `${form} ${createHash('sha256').update(JSON.stringify(statement)).digest('hex')}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const module = new URL(`../${form}/rules.ts`, import.meta.url).href;
  const printed = runInThread<Uint8Array>(module, printers[form], [statement]);
  if (kept.size >= keptMax) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, printed);
  printed.catch(() => kept.delete(key));
  return printed;
}

/** Replies with the document as a download. `name` is its file name without the ending. */
export async function sendStatement(reply: FastifyReply, form: StatementForm, name: string, statement: Statement) {
  const bytes = await printStatement(statement, form);
  return reply
    .type(mediaTypes[form])
    .header('content-disposition', savedAs(`${name}.${form}`))
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(Buffer.from(bytes));
}
