/**
 * A change as one sentence for the people who are about to sign it. Ids stand as the file writes them, so that every
 * sentence can be found in the file, unless whoever tells the change gives words for them; values are cut to a readable
 * length.
 */
import type { Change } from './diff-change.ts';
import type { Absence, Cell, Row, Version } from './model.ts';

const longest = 160;

/** How the parts of a sentence are said. */
export interface ChangeWords {
  /** What a change is about: an item by its section and id, such as `people` and `dana`. */
  item(section: string, id: string): string;
  /** The field at these steps below the item, or below the section where it has no items. */
  field(section: string, steps: readonly string[]): string;
  /** A value under a key: lists with commas, maps as `key value`. */
  value(value: unknown, key: string): string;
  cell(cell: Cell): string;
}

const asWritten: ChangeWords = {
  item: (_section, id) => id,
  field: (_section, steps) => steps.join(' '),
  value: plainText,
  cell: ({ who, mode }) => `${who.join(', ')} (${mode})`,
};

export const describeChange = (change: Change): string => describeWith(change, asWritten);

export function describeWith(change: Change, words: ChangeWords): string {
  const value = (part: unknown): string => cut(words.value(part, change.steps.at(-1) ?? ''), longest);
  if (change.action === 'first') {
    const site = (id: unknown): string => words.item('sites', String(id));
    return `Site ${site(change.after)} becomes the default site, in place of ${site(change.before)}.`;
  }
  const { subject, field } = splitSteps(change.steps, words);
  const special = describeSpecial(change, subject, field, words);
  if (special !== null) return special;
  if (field === '') {
    if (change.action === 'added') return `${subject} is added: ${value(withoutId(change.after))}.`;
    return change.action === 'removed'
      ? `${subject} is removed.`
      : `${subject} changes from ${value(change.before)} to ${value(change.after)}.`;
  }
  if (change.action === 'added') return `${subject}: ${field} is added: ${value(change.after)}.`;
  if (change.action === 'removed') return `${subject}: ${field} is removed; it was ${value(change.before)}.`;
  return `${subject}: ${field} changes from ${value(change.before)} to ${value(change.after)}.`;
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
function splitSteps([section = '', ...rest]: readonly string[], words: ChangeWords): { subject: string; field: string } {
  const [id, ...fields] = rest;
  const field = (steps: readonly string[]): string => (steps.length === 0 ? '' : words.field(section, steps));
  if (section === 'matrix' && id !== undefined) {
    const [list, row, ...cell] = fields;
    if (list === 'rows' && row !== undefined) return { subject: `Version ${id}, row ${row}`, field: field(cell) };
    return { subject: `Version ${id}`, field: field(fields) };
  }
  const noun = nouns[section];
  if (noun !== undefined && id !== undefined) return { subject: `${noun} ${words.item(section, id)}`, field: field(fields) };
  if (rest.length === 0) return { subject: `The section ${words.field('', [section])}`, field: '' };
  return { subject: section.charAt(0).toUpperCase() + section.slice(1), field: field(rest) };
}

/** Things with a better sentence than "is added: …". */
function describeSpecial(change: Change, subject: string, field: string, words: ChangeWords): string | null {
  const { action, steps, before, after } = change;
  const whole = after ?? before;
  const verb = action === 'added' ? 'is added' : 'is removed';
  if (action === 'changed') return null;
  if (steps[0] === 'absences' && steps.length === 2) return `The absence of ${absenceText(whole as Absence, words)} ${verb}.`;
  const [kind, item = ''] = steps.slice(-2);
  if (kind === 'dates') return `${placeOf(steps, words)}he holiday ${words.value(item, 'dates')} ${verb}.`;
  if (kind === 'skip') return `${placeOf(steps, words)}he skipped holiday ${words.value(item, 'skip')} ${verb}.`;
  if (kind === 'withdraw') return `${subject}: the withdrawal of row ${item} ${verb}.`;
  if (steps[0] !== 'matrix' || field !== '' || action !== 'added') return null;
  return steps.length === 2 ? versionText(subject, after as Version) : `${subject} is added: ${rowText(after as Row, words)}.`;
}

function placeOf([section, site = '']: readonly string[], words: ChangeWords): string {
  return section === 'sites' ? `Site ${words.item('sites', site)}: t` : 'T';
}

function absenceText({ person, from, to }: Absence, words: ChangeWords): string {
  const until = to === undefined ? ' on' : ` to ${words.value(to, 'to')}`;
  return `${words.value(person, 'person')} from ${words.value(from, 'from')}${until}`;
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

function rowText(row: Row, words: ChangeWords): string {
  const field = (key: string): string => words.field('matrix', [key]);
  const cells = (['always', 'business-hours', 'after-hours', 'weekend', 'holiday'] as const).flatMap((name) => {
    const cell = row[name];
    return cell ? [`${field(name)} ${words.cell(cell)}`] : [];
  });
  const scope = row.scope === undefined ? '' : ` for ${cut(words.value(row.scope, 'scope'), longest)}`;
  const accountable = `${field('accountable')} ${words.value(row.accountable, 'accountable')}`;
  return `${words.value(row.function, 'function')}${scope}, ${cells.join(', ')}, ${accountable}`;
}

function list(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
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
