/**
 * What is bought against what the rows give the provider to do. Which module a row calls for is decided where prices
 * are (commercial/scope.ts); before anything is bought there is nothing to compare.
 */
import { type ModuleId, moduleIds, modulesCalledFor } from '../../commercial/scope.ts';
import type { Fix, Report } from '../examine/finding.ts';
import { difference } from '../examine/fixes.ts';
import { listed } from '../vendor.ts';
import type { Lint } from './context.ts';

const known: ReadonlySet<string> = new Set(moduleIds);

function modulesFix(label: string, before: string[], after: string[]): Fix[] {
  return [{ label, in: 'terms', changes: [difference(['modules'], before, after)] }];
}

/** Modules of a provider's own making stand for work that only the provider knows. */
export const paidButUnassigned: Lint = ({ file, terms }) => {
  const called = modulesCalledFor(file);
  return terms.modules
    .filter((id) => known.has(id) && called[id as ModuleId] === undefined)
    .map((id): Report => {
      const fixes = modulesFix(
        `Do not buy ${id}`,
        terms.modules,
        terms.modules.filter((each) => each !== id),
      );
      const message = `The module ${id} is bought, and no row gives the provider work that it pays for.`;
      return {
        rule: 'paid-but-unassigned',
        about: id,
        severity: 'warning',
        rows: [],
        function: null,
        message,
        path: null,
        fixes,
      };
    });
};

export const assignedButUnpaid: Lint = ({ file, terms }) => {
  if (terms.modules.length === 0) return [];
  return Object.entries(modulesCalledFor(file))
    .filter(([id]) => !terms.modules.includes(id))
    .map(([id, { rows }]): Report => {
      const some = rows.length > 5 ? `${rows.slice(0, 5).join(', ')} and ${rows.length - 5} more rows` : listed(rows);
      const message = `${some} give the provider work that the module ${id} pays for, and it is not bought.`;
      const fixes = modulesFix(`Buy ${id}`, terms.modules, [...terms.modules, id]);
      return { rule: 'assigned-but-unpaid', about: id, severity: 'warning', rows, function: null, message, path: null, fixes };
    });
};
