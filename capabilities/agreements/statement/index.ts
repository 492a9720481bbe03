/**
 * The statement of work for the other nouns of agreements: printed as DOCX or PDF, with the certificate of whoever signed.
 */
import type { StatementSignature } from '@tandem/core/commercial/statement/model.ts';
import { statementOf } from '@tandem/core/commercial/statement.ts';
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import { runInThread } from '@tandem/platform/threads/thread.ts';

export const mediaTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

const printers = { docx: 'renderDocx', pdf: 'renderPdf' } as const;

/** The bytes of the document. With signatures it ends with their certificate. */
export function printStatement(
  agreement: Agreement,
  form: keyof typeof mediaTypes,
  signatures: readonly StatementSignature[] = [],
): Promise<Uint8Array> {
  const module = new URL(`../${form}/rules.ts`, import.meta.url).href;
  return runInThread<Uint8Array>(module, printers[form], [statementOf(agreement, { signatures })]);
}
