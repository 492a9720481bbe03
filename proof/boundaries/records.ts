/**
 * Things that are numbered and never changed afterwards. Migrations run in one global order, so their names carry a
 * time that no other has; tables are named after the folder that owns them and written by that folder alone. Decisions
 * carry a number that no other has, and fit on a page.
 */
import { basename } from 'node:path';
import { type Complaint, complainOf, type HouseFile, isScript, isTestWorld, type Rule } from './house.ts';

const pageLines = 80;
const migrationName = /^(\d{4}[01]\d[0-3]\dT[0-2]\d[0-5]\d)_([a-z][a-z0-9]*)(_[a-z0-9]+)+\.sql$/;

/** `capabilities/work/migrations/…` and `platform/record/migrations/…` → `work`, `record`. */
function ownerOf(path: string): string | undefined {
  return /^(?:capabilities|platform)\/([^/]+)\//.exec(path)?.[1];
}

const migrations = (house: readonly HouseFile[]) => house.filter(({ path }) => /\/migrations\/[^/]+$/.test(path));

function migrationComplaints(file: HouseFile): Complaint[] {
  const { path, text } = file;
  const match = migrationName.exec(basename(path));
  if (!match) return [{ path, says: 'is not named like 20261123T0930_area_noun.sql.' }];
  const complaints: Complaint[] = [];
  if (match[2] !== ownerOf(path)) complaints.push({ path, says: `is named for "${match[2]}" but lies with "${ownerOf(path)}".` });
  const header = /^(--.*\n)+/.exec(text)?.[0].replaceAll(/^-- ?/gm, '').trim() ?? '';
  if (header.length < 40) complaints.push({ path, line: 1, says: 'has no header (-- …) that says why.' });
  return complaints;
}

export const migrationNames: Rule = (house) => migrations(house).flatMap(migrationComplaints);

/** Two files with the same time would run in an order that depends on their other words. */
export const migrationOrder: Rule = (house) => {
  const stamped = migrations(house)
    .map(({ path }) => ({ path, stamp: basename(path).split('_')[0] ?? '' }))
    .sort((a, b) => (basename(a.path) < basename(b.path) ? -1 : 1));
  return stamped
    .filter(({ stamp }, index) => stamp === stamped[index - 1]?.stamp)
    .map(({ path, stamp }) => ({ path, says: `has the time ${stamp}, as another migration has.` }));
};

export const tableNames: Rule = (house) =>
  migrations(house).flatMap((file) =>
    complainOf(file, /\bcreate\s+table\s+(if\s+not\s+exists\s+)?[\w.]+/gi, (found) => found.split(/\s+/).at(-1) ?? '')
      .filter(({ says }) => !says.replace(/^public\./, '').startsWith(`${ownerOf(file.path)}_`))
      .map((complaint) => ({
        ...complaint,
        says: `creates ${complaint.says}, whose name does not begin with "${ownerOf(file.path)}_".`,
      })),
  );

const write =
  /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`]\w+|\b(?:insert\s+into|delete\s+from|update(?=\s+\w+(?:\s+as)?(?:\s+\w+)?\s+set\b))\s+\w+_\w+/gi;

/** One owner writes a table; everybody else asks the owner. */
export const ownerWrites: Rule = (house) => {
  const tables = migrations(house).flatMap(({ text }) =>
    [...text.matchAll(/\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?(?:public\.)?(\w+)/gi)].map(([, name = '']) => name),
  );
  return house
    .filter(({ path }) => /^(capabilities|platform|apps)\//.test(path) && isScript(path) && !isTestWorld(path))
    .flatMap((file) =>
      complainOf(file, write, (found) => /\w+$/.exec(found)?.[0] ?? '')
        .filter(({ says }) => tables.includes(says) && !says.startsWith(`${ownerOf(file.path)}_`))
        .map((complaint) => ({ ...complaint, says: `writes ${complaint.says}, a table of ${complaint.says.split('_')[0]}.` })),
    );
};

/** Every SQL statement of a capability is in a store.ts. */
export const sqlInStores: Rule = (house) =>
  house
    .filter(
      ({ path }) => path.startsWith('capabilities/') && isScript(path) && !isTestWorld(path) && basename(path) !== 'store.ts',
    )
    .flatMap((file) =>
      complainOf(
        file,
        /\.(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql(<[^`]*>)?`/g,
        (found) => `holds SQL (${found}…); it belongs in store.ts.`,
      ),
    );

export const decisionPages: Rule = (house) => {
  const pages = house.filter(({ path }) => /^docs\/decisions\/[^/]+$/.test(path));
  const numbers = pages.map(({ path }) => basename(path).slice(0, 4));
  return pages.flatMap(({ path, text }, index): Complaint[] => {
    const number = /^(\d{4})-[a-z0-9-]+\.md$/.exec(basename(path))?.[1];
    if (!number) return [{ path, says: 'is not named like 0007-one-chain.md.' }];
    const complaints: Complaint[] = [];
    if (numbers.indexOf(number) !== index) complaints.push({ path, says: `has the number ${number}, as another decision has.` });
    if (!text.startsWith(`# ${number} `))
      complaints.push({ path, line: 1, says: `has a title that does not begin with "# ${number} ".` });
    const lines = text.trimEnd().split('\n').length;
    if (lines > pageLines) complaints.push({ path, says: `has ${lines} lines; a decision fits on a page of ${pageLines}.` });
    return complaints;
  });
};

/** A hole in the numbers is a decision that went missing. */
export const decisionNumbers: Rule = (house) => {
  const numbers = house.flatMap(({ path }) => /^docs\/decisions\/(\d{4})-/.exec(path)?.[1] ?? []).map(Number);
  const last = Math.max(0, ...numbers);
  return Array.from({ length: last }, (_, index) => index + 1)
    .filter((number) => !numbers.includes(number))
    .map((number) => ({
      path: 'docs/decisions',
      says: `has no decision ${String(number).padStart(4, '0')}, though later ones exist.`,
    }));
};
