/**
 * Looks beside the page for the two people of a draft who may not be away together. It has a worker of its own, so that
 * the findings of an edit never wait for it.
 */
import type { ExamineOptions } from '@tandem/core/responsibility/examine.ts';
import { examineTwoAbsences } from '@tandem/core/responsibility/examine.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import type { TwoAbsences } from '@tandem/core/responsibility/two-absences.ts';

export interface AskPairs {
  file: EngagementFile;
  options: Pick<ExamineOptions, 'from' | 'to'>;
}

/** Null when the draft cannot be looked at at all. */
export type PairsAnswer = TwoAbsences | null;

const worker = globalThis as unknown as {
  onmessage: ((event: MessageEvent<AskPairs>) => void) | null;
  postMessage(answer: PairsAnswer): void;
};

worker.onmessage = ({ data: { file, options } }) => worker.postMessage(found(file, options));

function found(file: EngagementFile, options: AskPairs['options']): PairsAnswer {
  try {
    return examineTwoAbsences(file, options);
  } catch {
    return null;
  }
}
