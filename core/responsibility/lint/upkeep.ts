/**
 * What an agreement needs so that it can be shown and stays true: evidence for every function that serves a framework
 * the terms have chosen, and rows that somebody read lately.
 */
import { canonicalJson } from '../canonical.ts';
import { type CatalogueFunction, catalogueFunction } from '../catalogue.ts';
import { foldRows, versionOn } from '../draft.ts';
import type { Report } from '../examine/finding.ts';
import { rowFix, rowPath } from '../examine/fixes.ts';
import { listed } from '../vendor.ts';
import { aboutRow, type Lint, type LintContext } from './context.ts';

type Family = keyof CatalogueFunction['controlFamilies'];

/** Rate cards name frameworks in their own words; the catalogue knows four families of controls. */
const families: [prefix: string, family: Family][] = [
  ['hipaa', 'hipaa'],
  ['pci', 'pciDss4'],
  ['soc', 'soc2'],
  ['cmmc', 'cmmcL2'],
];

export const evidenceHolderMissing: Lint = ({ terms, rows }) =>
  rows.flatMap((row): Report[] => {
    const known = catalogueFunction(row.function);
    if (known === undefined || row.row.evidence !== undefined) return [];
    const controls = terms.frameworks.flatMap((framework) => {
      const family = families.find(([prefix]) => framework.toLowerCase().startsWith(prefix))?.[1];
      const served = family === undefined ? [] : known.controlFamilies[family];
      return served.length === 0 ? [] : [`${framework} ${listed(served)}`];
    });
    if (controls.length === 0) return [];
    return [
      {
        rule: 'evidence-holder-missing',
        about: row.id,
        severity: 'warning',
        ...aboutRow(row.row),
        message: `${row.function} serves ${controls.join('; ')}, and row ${row.id} names no evidence.`,
        path: rowPath(row.id, 'evidence'),
        fixes: [rowFix(`Keep: ${known.evidence}`, row.row, 'evidence', known.evidence)],
      },
    ];
  });

const freshDays = 90;

/** Only what was in force before can be old: a row that the draft words anew is being read now. */
export const staleRow: Lint = (context) => {
  const signed = signedDates(context);
  return context.rows.flatMap((row): Report[] => {
    const known = signed.get(row.id);
    if (known === undefined || known.text !== canonicalJson(row.row)) return [];
    const days = Temporal.PlainDate.from(known.signed).until(context.from, { largestUnit: 'days' }).days;
    if (days <= freshDays) return [];
    return [
      {
        rule: 'stale-row',
        about: row.id,
        severity: 'info',
        ...aboutRow(row.row),
        message: `${row.function}: row ${row.id} stands as it was signed on ${known.signed}, ${days} days before.`,
        path: rowPath(row.id),
        fixes: [],
      },
    ];
  });
};

/** The rows in force on the first day, each with the day on which it was signed. */
function signedDates({ current, from }: LintContext): Map<string, { text: string; signed: string }> {
  const version = current === null ? null : versionOn(current, from);
  if (current === null || version === null) return new Map();
  const dates = new Map(current.matrix.map((each) => [each.version, each.signed]));
  return new Map(
    foldRows(current, version.version).map(({ row, changedIn }) => [
      row.id,
      { text: canonicalJson(row), signed: dates.get(changedIn) ?? version.signed },
    ]),
  );
}
