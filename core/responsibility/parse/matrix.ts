/**
 * Whether the matrix makes sense: versions that follow one another, amendments of something that exists, and rows
 * that answer every window with people of one side. Some decisions never leave the internal side: the catalogue marks
 * them (`internalOnly`), and here nobody of the provider's may own, cover, approve or take them over.
 */
import { parseDate } from '../../calendar/civil.ts';
import { catalogue, catalogueFunction } from '../catalogue.ts';
import type { Cell, EngagementFile, Row, Version } from '../model.ts';
import { cellNames, checkReference, checkReferences, checkUnique, type Names, sidesOf } from './names.ts';
import { didYouMean } from './nearest.ts';
import { childPath, type Problems } from './problems.ts';
import { checkDeclared } from './references.ts';
import { quote } from './shape.ts';

export function checkMatrix(file: EngagementFile, names: Names, problems: Problems): void {
  checkVersions(file.matrix, problems);
  checkDates(file.matrix, problems);
  const functions = new Set([...catalogue.functions, ...(file.functions ?? [])].map(({ id }) => id));
  for (const [v, version] of file.matrix.entries()) {
    for (const [r, row] of version.rows.entries()) {
      const path = `matrix[${v}].rows[${r}]`;
      checkFunction(problems, path, row, functions);
      checkWindows(problems, path, row);
      checkParties(names, problems, path, row);
      checkAuthority(file, names, problems, path, row);
      if (catalogueFunction(row.function)?.internalOnly) checkInternalOnly(file, names, problems, path, row);
    }
  }
}

function checkVersions(versions: readonly Version[], problems: Problems): void {
  const byName = new Map(versions.map((version) => [version.version, version]));
  const seen = new Set<string>();
  for (const [index, version] of versions.entries()) {
    const path = `matrix[${index}]`;
    if (seen.has(version.version)) problems.add('duplicate-id', `${path}.version`, `Version ${version.version} exists already.`);
    seen.add(version.version);
    checkDeclared(problems, `${path}.rows`, version.rows, new Set());
    checkAmendment(problems, path, version, byName);
  }
}

function checkAmendment(problems: Problems, path: string, version: Version, byName: ReadonlyMap<string, Version>): void {
  const withdrawn = version.withdraw ?? [];
  checkUnique(problems, `${path}.withdraw`, withdrawn);
  for (const [index, row] of version.rows.entries()) {
    if (!withdrawn.includes(row.id)) continue;
    problems.add('duplicate-id', `${path}.rows[${index}].id`, `Row ${quote(row.id)} is withdrawn by the same version.`);
  }
  if (version.amends === undefined) {
    if (version.withdraw)
      problems.add('bad-value', `${path}.withdraw`, 'Only a version that amends another can withdraw rows.', 'key');
    return;
  }
  const amended = byName.get(version.amends);
  if (!amended) {
    const hint = didYouMean(version.amends, byName.keys());
    problems.add('unknown-id', `${path}.amends`, `There is no version ${quote(version.amends)}.${hint}`);
    return;
  }
  const rows = rowIds(amended, byName);
  if (rows === null) {
    problems.add('cycle', `${path}.amends`, 'The amendments come back to where they began.');
    return;
  }
  for (const [index, id] of withdrawn.entries()) {
    if (rows.has(id)) continue;
    const message = `Version ${version.amends} has no row ${quote(id)} to withdraw.${didYouMean(id, rows)}`;
    problems.add('unknown-id', `${path}.withdraw[${index}]`, message);
  }
}

/** Ids of the rows that a version has once its amendments are applied; null when they never end. */
function rowIds(version: Version, byName: ReadonlyMap<string, Version>): Set<string> | null {
  const layers = [version];
  for (let at = version; at.amends !== undefined; ) {
    const next = byName.get(at.amends);
    if (!next) break;
    if (layers.includes(next)) return null;
    layers.push(next);
    at = next;
  }
  const ids = new Set<string>();
  for (const layer of layers.reverse()) {
    for (const id of layer.withdraw ?? []) ids.delete(id);
    for (const { id } of layer.rows) ids.add(id);
  }
  return ids;
}

/** Both ends of a version are inclusive local dates, and no date may have two versions in force. */
function checkDates(versions: readonly Version[], problems: Problems): void {
  const dated = versions.flatMap((version, index) => {
    const from = parseDate(version.from);
    const to = version.to === undefined ? Number.POSITIVE_INFINITY : parseDate(version.to);
    return from === null || to === null ? [] : [{ version, index, from, to }];
  });
  for (const { version, index, from, to } of dated) {
    if (to < from)
      problems.add(
        'wrong-order',
        `matrix[${index}].to`,
        `The version ends on ${version.to}, before its first day ${version.from}.`,
      );
  }
  dated.sort((a, b) => a.from - b.from || a.index - b.index);
  for (const [place, { version, index, from }] of dated.entries()) {
    const before = dated.slice(0, place).findLast((other) => other.to >= from);
    if (!before) continue;
    const until = before.version.to ?? 'further notice';
    const message = `On ${version.from} version ${before.version.version} is still in force (until ${until}); two versions never hold at once.`;
    problems.add('overlap', `matrix[${index}].from`, message);
  }
}

function checkFunction(problems: Problems, path: string, row: Row, functions: ReadonlySet<string>): void {
  if (functions.has(row.function)) return;
  const message = `${quote(row.function)} is neither in the function catalogue nor under functions.${didYouMean(row.function, functions)}`;
  problems.add('unknown-id', `${path}.function`, message);
}

function checkWindows(problems: Problems, path: string, row: Row): void {
  const given = cellNames.filter((name) => row[name] !== undefined);
  if (row.always) {
    const again = given.find((name) => name !== 'always');
    if (again)
      problems.add('window-twice', childPath(path, again), `always answers every window already; drop it or ${again}.`, 'key');
    return;
  }
  const missing = (['business-hours', 'weekend', 'holiday', 'after-hours'] as const).filter(
    (name) => !row[name] && (name === 'business-hours' || !row['after-hours']),
  );
  if (missing.length === 0) return;
  const hint = missing.includes('after-hours') ? ' (after-hours also serves weekend and holiday)' : '';
  problems.add('missing-window', path, `Row ${row.id} says nothing about ${missing.join(', ')}${hint}.`);
}

function checkParties(names: Names, problems: Problems, path: string, row: Row): void {
  for (const name of cellNames) {
    const cell = row[name];
    if (!cell) continue;
    const at = `${childPath(path, name)}.who`;
    checkReferences(names, problems, at, cell.who, ['person', 'team', 'rota']);
    if (cellSides(names, cell).size > 1) {
      problems.add('wrong-side', at, 'Work belongs to one side in each window; this names both.');
    }
  }
  checkReference(names, problems, `${path}.accountable`, row.accountable, ['person']);
  const cover = row['absence-cover'];
  if (cover !== undefined)
    checkReference(names, problems, `${path}.absence-cover`, cover, ['person', 'team'], { words: ['none'] });
  const site = row.scope?.site;
  if (site !== undefined && !names.sites.has(site)) {
    problems.add('unknown-id', `${path}.scope.site`, `There is no site ${quote(site)}.${didYouMean(site, names.sites)}`);
  }
}

/** The sides of the people and teams named outright. Who stands in a rota at an instant is the proof's question. */
function cellSides(names: Names, cell: Cell): Set<string> {
  return new Set(cell.who.filter((id) => !id.startsWith('rota:')).flatMap((id) => [...sidesOf(names, id)]));
}

function checkAuthority(file: EngagementFile, names: Names, problems: Problems, path: string, row: Row): void {
  if (row.approvers === 'chain' && !file.approval) {
    problems.add('unknown-id', `${path}.approvers`, 'The file has no approval section, so there is no chain.');
  }
  if (Array.isArray(row.approvers)) checkReferences(names, problems, `${path}.approvers`, row.approvers, ['person']);
  checkReferences(names, problems, `${path}.authorisers`, row.authorisers ?? [], ['person', 'team']);
  for (const id of Object.keys(row.inform ?? {})) {
    checkReference(names, problems, childPath(`${path}.inform`, id), id, ['person', 'team'], { at: 'key' });
  }
  const needed = row['needs-approval-of'];
  const at = `${path}.needs-approval-of`;
  if (typeof needed === 'string') checkReference(names, problems, at, needed, ['person'], { words: ['data-owner'] });
  for (const [index, id] of (Array.isArray(needed) ? needed : []).entries()) {
    checkReference(names, problems, `${at}[${index}]`, id, ['person'], { words: ['data-owner'] });
  }
}

function checkInternalOnly(file: EngagementFile, names: Names, problems: Problems, path: string, row: Row): void {
  const refuse = (at: string, who: string) => {
    const message = `${who} is on the provider side; ${row.function} never leaves the internal side.`;
    problems.add('wrong-side', `${path}.${at}`, message);
  };
  const check = (at: string, id: string) => {
    if (sidesOf(names, id).has('provider')) refuse(at, quote(id));
  };
  check('accountable', row.accountable);
  for (const name of cellNames) {
    for (const [index, id] of (row[name]?.who ?? []).entries()) check(`${name}.who[${index}]`, id);
  }
  if (row['absence-cover'] !== undefined) check('absence-cover', row['absence-cover']);
  if (Array.isArray(row.approvers)) {
    for (const [index, id] of row.approvers.entries()) check(`approvers[${index}]`, id);
  } else if (row.approvers === 'chain') {
    for (const id of file.approval?.chain ?? []) check('approvers', id);
  }
  if (row.overflow && file.overflow && sidesOf(names, file.overflow.to).has('provider'))
    refuse('overflow', quote(file.overflow.to));
}
