/**
 * The statement of work for the other nouns of agreements: printed as DOCX or PDF, with the certificate of whoever signed.
 */
import type { StatementSignature } from '@tandem/core/commercial/statement/model.ts';
import { statementOf } from '@tandem/core/commercial/statement.ts';
import { type Agreement, agreementHash } from '@tandem/core/commercial/terms.ts';
import { runInThread } from '@tandem/platform/threads/thread.ts';

export const mediaTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

const printers = { docx: 'renderDocx', pdf: 'renderPdf' } as const;

const keptMax = 16;
const kept = new Map<string, Promise<Uint8Array>>();

/**
 * The bytes of the document. With signatures it ends with their certificate. The last few are kept, since several people
 * look at the same agreement.
 */
export function printStatement(
  agreement: Agreement,
  form: keyof typeof mediaTypes,
  signatures: readonly StatementSignature[] = [],
): Promise<Uint8Array> {
  const key = `${form} ${agreementHash(agreement)} ${JSON.stringify(signatures)}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const module = new URL(`../${form}/rules.ts`, import.meta.url).href;
  const printed = runInThread<Uint8Array>(module, printers[form], [statementOf(agreement, { signatures })]);
  if (kept.size >= keptMax) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, printed);
  printed.catch(() => kept.delete(key));
  return printed;
}
