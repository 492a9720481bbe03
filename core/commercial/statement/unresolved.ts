/**
 * What an agreement leaves open: blanks that nobody filled or struck, facts that the engagement file lacks, and shared
 * decisions without an owner. Blanks and facts stand in the way of a signature.
 */
import { catalogueFunction } from '../../responsibility/catalogue.ts';
import { priorities } from '../../responsibility/model.ts';
import type { ClauseLibrary } from './clauses.ts';
import type { Blank, Unresolved } from './model.ts';
import { sectionIds } from './model.ts';
import type { Source } from './sections.ts';

export function unresolvedOf(source: Source, blanks: readonly Blank[]): Unresolved[] {
  return [...openBlanks(blanks, source.library), ...missingFacts(source), ...strayClauses(source), ...undecided(source)];
}

function openBlanks(blanks: readonly Blank[], library: ClauseLibrary): Unresolved[] {
  return blanks
    .filter(({ state }) => state === 'open')
    .map(({ id, label }) => ({ id, kind: 'blank', section: sectionOfBlank(id, library), sentence: `${label}: not filled in.` }));
}

function sectionOfBlank(id: string, library: ClauseLibrary): Unresolved['section'] {
  return (library.blanks.find((blank) => blank.id === id)?.section ?? 'parties') as Unresolved['section'];
}

function missingFacts({ agreement: { file, terms }, rows, quote }: Source): Unresolved[] {
  const { users, workstations, servers } = file.parties.internal;
  const facts: [missing: boolean, id: string, section: Unresolved['section'], sentence: string][] = [
    [rows.length === 0, 'fact.rows', 'scope', 'The matrix has no rows.'],
    [file.gaps === undefined, 'fact.gaps', 'scope', 'Nobody holds work that no row covers.'],
    [
      [users, workstations, servers].includes(undefined),
      'fact.counts',
      'assets',
      'Users, workstations or servers are not counted.',
    ],
    [priorities.some((priority) => !file.targets?.[priority]), 'fact.targets', 'severities', 'Some priority has no target.'],
    [(file.approval?.chain ?? []).length === 0, 'fact.chain', 'escalation', 'Nobody is named for approvals.'],
    [terms.card === null, 'fact.price', 'fees', 'No rate card is chosen, so there is no price.'],
    [terms.card !== null && quote === null, 'fact.quote', 'fees', 'The chosen modules do not fit the rate card.'],
    [!terms.signers.internal, 'fact.signer-internal', 'signatures', `Nobody is named to sign for ${file.parties.internal.name}.`],
    [!terms.signers.provider, 'fact.signer-provider', 'signatures', `Nobody is named to sign for ${file.parties.provider.name}.`],
  ];
  return facts.filter(([missing]) => missing).map(([, id, section, sentence]) => ({ id, kind: 'fact', section, sentence }));
}

/** A clause for a section that does not exist is not printed, so it must not be signed either. */
function strayClauses({ agreement: { terms }, library }: Source): Unresolved[] {
  const known: readonly string[] = sectionIds;
  const standard = new Set(library.clauses.map(({ id }) => id));
  return Object.entries(terms.clauses)
    .filter(([id, { section }]) => !known.includes(section) && !standard.has(id))
    .map(([id, { title }]) => ({
      id: `fact.clause.${id}`,
      kind: 'fact',
      section: 'parties',
      sentence: `The clause “${title}” names a section that does not exist.`,
    }));
}

function undecided({ rows, names, agreement: { terms } }: Source): Unresolved[] {
  return [...new Set(rows.map((row) => row.function))].flatMap((id) =>
    (catalogueFunction(id)?.ambiguousSubDecisions ?? []).flatMap((question, index) =>
      Object.hasOwn(terms.decisions, `${id}#${index}`)
        ? []
        : [
            {
              id: `decision.${id}#${index}`,
              kind: 'decision' as const,
              section: 'scope' as const,
              sentence: `${names.fn(id)}: nobody decides “${question}”.`,
            },
          ],
    ),
  );
}
