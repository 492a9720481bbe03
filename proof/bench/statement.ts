/**
 * How long a statement of work of 140 rows takes from the agreement to the bytes of each printed form, on one core, the
 * first time in a process included: somebody waits for it.
 */
import { renderDocx } from '@tandem/capabilities/agreements/docx/rules.ts';
import { renderPdf } from '@tandem/capabilities/agreements/pdf/rules.ts';
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import { statementOf } from '@tandem/core/commercial/statement.ts';
import { type Agreement, emptyTerms } from '@tandem/core/commercial/terms.ts';
import { draftOf } from '@tandem/core/responsibility/draft.ts';
import { type Bench, measureTimes } from './measure.ts';
import { syntheticFile } from './synthetic.ts';

const rowsCount = 140;
const bar = { below: 3_000 };

function agreement(): Agreement {
  const file = draftOf(syntheticFile(1), '2027-07-02');
  for (const version of file.matrix) version.rows = version.rows.slice(0, rowsCount);
  Object.assign(file.parties.internal, { users: 140, workstations: 150, servers: 12 });
  const modules = ['platform', 'security-ops', 'after-hours', 'overflow'];
  return { file, terms: { ...emptyTerms(), card: { name: 'Example', rates: exampleRateCard }, modules } };
}

export const bench: Bench = {
  name: 'statement',
  run: async () => {
    const given = agreement();
    return [
      await measureTimes(`DOCX of ${rowsCount} rows`, () => renderDocx(statementOf(given)), bar),
      await measureTimes(`PDF of ${rowsCount} rows`, () => renderPdf(statementOf(given)), bar),
    ];
  },
};
