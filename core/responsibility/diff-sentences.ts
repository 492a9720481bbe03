/**
 * A change as one sentence for the people who are about to sign it. Ids stand as the file writes them, so that every
 * sentence can be found in the file; values are cut to a readable length.
 */
import type { Change } from './diff-change.ts';
import type { Absence, Row, Version } from './model.ts';

const longest = 160;

export function describeChange(change: Change): string {
  if (change.action === 'first')
    return `Site ${text(change.after)} becomes the default site, in place of ${text(change.before)}.`;
  const { subject, field } = splitSteps(change.steps);
  const special = describeSpecial(change, subject, field);
  if (special !== null) return special;
  if (field === '') {
    if (change.action === 'added') return `${subject} is added: ${text(withoutId(change.after))}.`;
    return change.action === 'removed'
      ? `${subject} is removed.`
      : `${subject} changes from ${text(change.before)} to ${text(change.after)}.`;
  }
  if (change.action === 'added') return `${subject}: ${field} is added: ${text(change.after)}.`;
  if (change.action === 'removed') return `${subject}: ${field} is removed; it was ${text(change.before)}.`;
  return `${subject}: ${field} changes from ${text(change.before)} to ${text(change.after)}.`;
}

/** What a sentence already begins with is not said again. */
function withoutId(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'id'));
}

const nouns: Record<string, string> = {
  sites: 'Site',
  people: 'Person',
  teams: 'Team',
  rotas: 'Rota',
  vendors: 'Vendor',
  functions: 'Function',
};

/** What the change is about, and which of its fields; no field when the whole thing comes or goes. */
function splitSteps([section = '', ...rest]: readonly string[]): { subject: string; field: string } {
  const [id, ...fields] = rest;
  if (section === 'matrix' && id !== undefined) {
    const [list, row, ...cell] = fields;
    if (list === 'rows' && row !== undefined) return { subject: `Version ${id}, row ${row}`, field: cell.join(' ') };
    return { subject: `Version ${id}`, field: fields.join(' ') };
  }
  const noun = nouns[section];
  if (noun !== undefined && id !== undefined) return { subject: `${noun} ${id}`, field: fields.join(' ') };
  if (rest.length === 0) return { subject: `The section ${section}`, field: '' };
  return { subject: section.charAt(0).toUpperCase() + section.slice(1), field: rest.join(' ') };
}

/** Things with a better sentence than "is added: …". */
function describeSpecial({ action, steps, before, after }: Change, subject: string, field: string): string | null {
  const whole = after ?? before;
  const verb = action === 'added' ? 'is added' : 'is removed';
  if (action === 'changed') return null;
  if (steps[0] === 'absences' && steps.length === 2) return `The absence of ${absenceText(whole as Absence)} ${verb}.`;
  const [kind, item] = steps.slice(-2);
  if (kind === 'dates') return `${placeOf(steps)}he holiday ${item} ${verb}.`;
  if (kind === 'skip') return `${placeOf(steps)}he skipped holiday ${item} ${verb}.`;
  if (kind === 'withdraw') return `${subject}: the withdrawal of row ${item} ${verb}.`;
  if (steps[0] !== 'matrix' || field !== '' || action !== 'added') return null;
  return steps.length === 2 ? versionText(subject, after as Version) : `${subject} is added: ${rowText(after as Row)}.`;
}

function placeOf(steps: readonly string[]): string {
  return steps[0] === 'sites' ? `Site ${steps[1]}: t` : 'T';
}

function absenceText({ person, from, to }: Absence): string {
  return `${person} from ${from}${to === undefined ? ' on' : ` to ${to}`}`;
}

function versionText(subject: string, version: Version): string {
  const until = version.to === undefined ? '' : ` to ${version.to}`;
  const parts = [
    ...(version.amends === undefined ? [] : [`it amends version ${version.amends}`]),
    ...(version.withdraw === undefined ? [] : [`withdraws ${list(version.withdraw)}`]),
    version.rows.length === 0 ? 'gives no rows' : `gives ${list(version.rows.map((row) => `${row.id} (${row.function})`))}`,
  ];
  return cut(`${subject} is added, signed ${version.signed}, in force from ${version.from}${until}: ${parts.join(', ')}.`, 400);
}

function rowText(row: Row): string {
  const cells = (['always', 'business-hours', 'after-hours', 'weekend', 'holiday'] as const).flatMap((name) => {
    const cell = row[name];
    return cell ? [`${name} ${cell.who.join(', ')} (${cell.mode})`] : [];
  });
  const scope = row.scope === undefined ? '' : ` for ${text(row.scope)}`;
  return `${row.function}${scope}, ${cells.join(', ')}, accountable ${row.accountable}`;
}

function list(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** A value in words: lists with commas, maps as `key value`. */
function text(value: unknown): string {
  return cut(plainText(value), longest);
}

function plainText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'nobody' : value.map(plainText).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, member]) => `${key} ${plainText(member)}`)
    .join(', ');
}

function cut(sentence: string, length: number): string {
  return sentence.length <= length ? sentence : `${sentence.slice(0, length - 1)}…`;
}
