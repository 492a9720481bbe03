/**
 * Whether the people of a row are the right ones: somebody of those who act has the skill that it asks for, and the
 * absence cover is somebody else.
 */
import type { Actor } from '../actors.ts';
import type { Report } from '../examine/finding.ts';
import { coverFixes, rowFix, rowPath } from '../examine/fixes.ts';
import { listed } from '../vendor.ts';
import { aboutRow, dutiesOf, idsBehind, isWork, type Lint } from './context.ts';

/** A team of which the file knows nobody is taken at its word. */
function mayHave(actor: Actor, skills: readonly string[]): boolean {
  if (actor.kind === 'unknown') return true;
  if (actor.kind === 'person') return skills.every((skill) => actor.skills.has(skill));
  const people = actor.members;
  if (actor.kind === 'team' && people.length === 0) return true;
  return people.some((person) => mayHave(person, skills));
}

export const dutyWithoutSkill: Lint = ({ rows }) =>
  rows
    .filter((row) => row.skills.length > 0)
    .flatMap((row): Report[] => {
      const lacking = dutiesOf(row).find(
        ({ duty }) => isWork(duty.mode) && !duty.actors.some((each) => mayHave(each, row.skills)),
      );
      if (lacking === undefined) return [];
      const ids = lacking.duty.actors.map(({ id }) => id);
      const message = `${row.function}: row ${row.id} asks for ${listed(row.skills)}, which none of ${listed(ids)} is known to have (${listed(lacking.windows)}).`;
      return [
        {
          rule: 'duty-without-skill',
          about: row.id,
          severity: 'warning',
          ...aboutRow(row.row),
          message,
          path: rowPath(row.id, 'requires-skill'),
          fixes: [rowFix('Stop asking for the skill', row.row, 'requires-skill', undefined)],
        },
      ];
    });

/** One person who covers nobody but themselves is the proof's `self-cover`; here the cover is one of several who act. */
export const absenceCoverSamePerson: Lint = ({ rows, file }) =>
  rows.flatMap((row): Report[] => {
    const { cover } = row;
    if (cover === null) return [];
    const covering = cover.kind === 'team' && cover.members.length > 0 ? cover.members.map(({ id }) => id) : [cover.id];
    const same = dutiesOf(row).find(({ duty }) => {
      const acting = new Set(duty.actors.flatMap(idsBehind));
      const isSelf = duty.actors.length === 1 && duty.actors[0] === cover && cover.kind === 'person';
      const named = duty.actors.some((actor) => actor.kind === 'person');
      return named && !isSelf && covering.every((id) => acting.has(id));
    });
    if (same === undefined) return [];
    const acting = same.duty.actors.map(({ id }) => id);
    const message = `${row.function}: the absence cover of row ${row.id} is ${cover.id}, and in ${listed(same.windows)} ${listed(acting)} act already.`;
    return [
      {
        rule: 'absence-cover-same-person',
        about: row.id,
        severity: 'warning',
        ...aboutRow(row.row),
        message,
        path: rowPath(row.id, 'absence-cover'),
        fixes: coverFixes(file, row.row, acting),
      },
    ];
  });
