/**
 * Mends findings beside the page: looking again after each fix may take a second.
 */
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import type { ExamineOptions } from '@tandem/core/responsibility/examine.ts';
import type { MendingWay } from './findings-grouped.ts';
import { type Mended, mendFindings } from './findings-mended.ts';

export interface AskMend {
  agreement: Agreement;
  way: MendingWay;
  span: Pick<ExamineOptions, 'from' | 'to'>;
}

const worker = globalThis as unknown as {
  onmessage: ((event: MessageEvent<AskMend>) => void) | null;
  postMessage(answer: Mended): void;
};

worker.onmessage = ({ data: { agreement, way, span } }) => worker.postMessage(mendFindings(agreement, way, span));
