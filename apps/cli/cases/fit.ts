/**
 * Cases of kind `fit`: a company assessed with the weights that the file gives, or the product's own where it gives
 * none.
 */

import { assessFit, type FitFacts, type FitPart, fitWeights } from '@tandem/core/commercial/fit.ts';
import { type CaseFile, judge, type Outcome } from './outcome.ts';

interface FitFile extends CaseFile {
  weights?: Partial<Record<FitPart, number>>;
  cases: { id: string; input: FitFacts; expected: unknown }[];
}

export function runFitCases(file: CaseFile): Outcome[] {
  const { weights, cases } = file as FitFile;
  return cases.map(({ id, input, expected }) => judge(id, expected, () => assessFit(input, { ...fitWeights, ...weights })));
}
