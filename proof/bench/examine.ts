/**
 * How long an editor waits for its findings: a whole draft examined once, one function again after an edit and merged
 * into what was known, and how both grow with the size of the agreement. An edit has to show within half a second.
 */
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { draftOf } from '@tandem/core/responsibility/draft.ts';
import { examineAgreement, mergeFindings } from '@tandem/core/responsibility/examine.ts';
import type { Bench, Figure } from './measure.ts';
import { measureTime } from './measure.ts';
import { syntheticFile, syntheticYear } from './synthetic.ts';

function measureExamine(size: number): Figure[] {
  const terms = { ...emptyTerms(), frameworks: ['hipaa'] };
  const agreement = { file: draftOf(syntheticFile(size), syntheticYear.from), terms };
  const known = examineAgreement(agreement, syntheticYear);
  const name = agreement.file.matrix[0]!.rows[0]!.function;
  const bar = size === 1 ? { below: 500 } : undefined;
  return [
    measureTime(`examine a draft of ${300 * size} rows, whole`, () => examineAgreement(agreement, syntheticYear)),
    measureTime(
      `examine one touched function of ${300 * size} rows and merge`,
      () => mergeFindings(known, examineAgreement(agreement, { ...syntheticYear, functions: [name] }), [name]),
      bar,
    ),
  ];
}

export const bench: Bench = { name: 'examine', run: () => [1, 2, 4].flatMap(measureExamine) };
