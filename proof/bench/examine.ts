/**
 * How long an editor waits for its findings: a whole draft examined once, one function again after an edit and merged
 * into what was known, and how both grow with the size of the agreement. An edit has to show within half a second.
 */
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { compile } from '@tandem/core/responsibility/compile.ts';
import { draftOf } from '@tandem/core/responsibility/draft.ts';
import { examineAgreement, mergeFindings } from '@tandem/core/responsibility/examine.ts';
import { twoAbsences } from '@tandem/core/responsibility/two-absences.ts';
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

/** At three times the people: 300 rows and 60 people, the most that two absences are promised for. */
function measurePairs(): Figure {
  const file = syntheticFile(3);
  const [version] = file.matrix;
  const matrix = [{ ...version!, from: '2027-01-01', to: '2028-01-01', rows: version!.rows.slice(0, 300) }];
  const engagement = compile({ ...file, matrix });
  return measureTime('the worst two absences of 300 rows and 60 people', () => twoAbsences(engagement, syntheticYear), {
    below: 2000,
  });
}

export const bench: Bench = { name: 'examine', run: () => [...[1, 2, 4].flatMap(measureExamine), measurePairs()] };
