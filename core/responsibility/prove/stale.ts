/**
 * What the file still names and the world no longer has: ids of people, teams, rotas, sites and functions that are
 * unknown, and people who left, which a file says by an absence without an end. `parse.ts` refuses unknown ids in a
 * file; an engagement that is kept in a database or a row for a function that the catalogue dropped can still hold them.
 */

import { findActor } from '../actors.ts';
import { catalogueFunction } from '../catalogue.ts';
import type { CompiledVersion, Engagement } from '../compile.ts';
import type { Row } from '../model.ts';
import { windowNames } from '../model.ts';
import { namesInRota } from '../rota-shifts.ts';
import type { Proof } from './duty.ts';
import { note } from './ledger.ts';

/** Ids by what they are to be, each with the rows that name it (none: the file outside its rows does). */
type Named = Map<string, string[]>;

export function findStale(proof: Proof, versions: readonly CompiledVersion[]): void {
  const rows = [...new Set(versions.flatMap((version) => version.rows))].map(({ row }) => row);
  const named = actorsNamed(proof.engagement, rows);
  for (const [id, ids] of named) {
    if (findActor(proof.engagement.actors, id).kind === 'unknown')
      noteUnknown(proof, `${id} is named and does not exist.`, id, ids);
  }
  for (const row of rows) {
    const site = row.scope?.site;
    if (site === undefined || proof.engagement.sites.has(site)) continue;
    noteUnknown(proof, `Site ${site} is named and does not exist.`, `site ${site}`, [row.id]);
  }
  noteUnknownFunctions(proof, rows);
  noteGone(proof, named, rows);
}

function noteUnknownFunctions(proof: Proof, rows: readonly Row[]): void {
  const own = new Set((proof.engagement.file.functions ?? []).map(({ id }) => id));
  for (const row of rows) {
    if (own.has(row.function) || catalogueFunction(row.function)) continue;
    noteUnknown(
      proof,
      `Function ${row.function} is neither in the catalogue nor among the engagement's own.`,
      `function ${row.function}`,
      [row.id],
    );
  }
}

function noteUnknown({ ledger }: Proof, message: string, about: string, rows: string[]): void {
  const pieces: number[] = [];
  note(ledger, {
    kind: 'stale',
    about,
    severity: 'error',
    rows,
    function: null,
    message,
    without: null,
    situation: null,
    pieces,
  });
}

/** People whom a row or the file counts on and who are away without a date of return. */
function noteGone({ engagement, ledger }: Proof, named: Named, rows: readonly Row[]): void {
  const { horizon } = ledger;
  for (const person of engagement.actors.people.values()) {
    const last = person.away.at(-1);
    const ids = named.get(person.id);
    if (!ids || last?.to !== Infinity || last.from >= horizon.to) continue;
    const pieces = horizon.at.flatMap((at, piece) => (at >= last.from ? [piece] : []));
    const asked = rows.find((row) => row.id === ids[0]);
    const facts = asked && { function: asked.function, priority: 'P1' as const, ...asked.scope };
    note(ledger, {
      kind: 'stale',
      about: `gone ${person.id}`,
      severity: 'warning',
      rows: ids,
      function: null,
      message: `${person.id} is away without a date of return and is still counted on.`,
      without: null,
      situation: facts && pieces.length > 0 ? { at: horizon.at[pieces[0]!]!, site: engagement.defaultSite, facts } : null,
      pieces,
    });
  }
}

function actorsNamed(engagement: Engagement, rows: readonly Row[]): Named {
  const { file } = engagement;
  const named: Named = new Map();
  const add = (ids: readonly (string | undefined)[], row?: string) => {
    for (const id of ids) {
      if (id === undefined) continue;
      const known = named.get(id) ?? [];
      named.set(id, row === undefined || known.includes(row) ? known : [...known, row]);
    }
  };
  for (const row of rows) add(actorsOfRow(row), row.id);
  add(file.approval?.chain ?? []);
  add([file.gaps?.urgent, file.gaps?.normal, file.overflow?.to]);
  add(file.spending?.approvers ?? []);
  add((file.vendors ?? []).flatMap((vendor) => vendor.authorised));
  add((file.teams ?? []).flatMap((team) => [...(team.members ?? []), team.rota && `rota:${team.rota}`]));
  for (const rota of file.rotas ?? []) {
    add(namesInRota(rota));
    if (rota.fallback !== undefined) add([engagement.actors.rotas.has(rota.fallback) ? `rota:${rota.fallback}` : rota.fallback]);
  }
  add((file.absences ?? []).map((absence) => absence.person));
  return named;
}

function actorsOfRow(row: Row): string[] {
  const cells = ['always' as const, ...windowNames].flatMap((key) => row[key]?.who ?? []);
  const cover = row['absence-cover'];
  return [
    ...cells,
    row.accountable,
    ...(cover === undefined || cover === 'none' ? [] : [cover]),
    ...(Array.isArray(row.approvers) ? row.approvers : []),
    ...Object.keys(row.inform ?? {}),
    ...(row.authorisers ?? []),
    ...[row['needs-approval-of'] ?? []].flat().filter((id) => id !== 'data-owner'),
  ];
}
