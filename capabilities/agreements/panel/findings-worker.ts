/**
 * Examines a draft beside the page, so that typing never waits: the whole of it, or the functions that an edit touched.
 * One question is answered at a time; who asks numbers them.
 */
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import type { DraftExamination } from '@tandem/core/responsibility/examine/finding.ts';
import { type ExamineOptions, examineAgreement } from '@tandem/core/responsibility/examine.ts';

export interface Examine {
  number: number;
  agreement: Agreement;
  options: ExamineOptions;
}

export interface ExamineAnswer {
  number: number;
  /** Null when the draft cannot be examined at all. */
  examination: DraftExamination | null;
  /** How long it took. */
  ms: number;
}

const worker = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Examine>) => void) | null;
  postMessage(answer: ExamineAnswer): void;
};

worker.onmessage = ({ data: { number, agreement, options } }) => {
  const began = performance.now();
  worker.postMessage({ number, examination: examined(agreement, options), ms: performance.now() - began });
};

function examined(agreement: Agreement, options: ExamineOptions): DraftExamination | null {
  try {
    return examineAgreement(agreement, options);
  } catch {
    return null;
  }
}
