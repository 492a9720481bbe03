/**
 * An answer for somebody who was just woken: first what it is and who has it, then what they may do and by when, then
 * why. Names stand before ids, and whoever must be reached stands with the ways to reach them.
 */
import { parseDuration } from '@tandem/core/calendar/duration.ts';
import { catalogueFunction } from '@tandem/core/responsibility/catalogue.ts';
import { type Answer, type EngagementFile, type Facts, scopeKeys } from '@tandem/core/responsibility/model.ts';
import { wrap } from './terminal.ts';

export function answerLines(file: EngagementFile, facts: Facts, answer: Answer, width: number): string[] {
  const entries = [...dutyEntries(file, facts, answer), ...authorityEntries(file, answer), ...agreementEntries(file, answer)];
  return [
    questionLine(file, facts, answer),
    '',
    ...wrap('', verdict(file, answer), width),
    '',
    ...entries.flatMap(([label, values]) => entryLines(label, values, width)),
    '',
    'Why',
    ...answer.trace.flatMap((sentence, index) => wrap(`${String(index + 1).padStart(3)}  `, sentence, width)),
  ];
}

type Entry = [label: string, values: string[]];

const labelWidth = 16;

function entryLines(label: string, values: readonly string[], width: number): string[] {
  return values.flatMap((value, index) => {
    const head = (index === 0 ? label : '').padEnd(labelWidth);
    return wrap(`  ${head}`, value, width);
  });
}

function questionLine(file: EngagementFile, facts: Facts, answer: Answer): string {
  const zone = (file.sites.find((site) => site.id === facts.site) ?? file.sites[0])!.timezone;
  const at = Temporal.Instant.from(facts.at).toZonedDateTimeISO(zone);
  const name = file.functions?.find(({ id }) => id === facts.function)?.name ?? catalogueFunction(facts.function)?.name;
  const scope = scopeKeys.flatMap((key) => (facts[key] === undefined || key === 'site' ? [] : [`${key} ${facts[key]}`]));
  const where = scope.length > 0 ? ` on ${scope.join(', ')}` : '';
  const what = `${facts.priority} ${name === undefined ? facts.function : `${name} (${facts.function})`}${where}`;
  return `${what} · ${moment(at.toPlainDateTime())} ${zone} · ${answer.window}`;
}

function verdict(file: EngagementFile, answer: Answer): string {
  const who = `${answer.who.map((id) => nameOf(file, id)).join(', then ')}, ${answer.responsible} side,`;
  const holder = answer.holder === null ? 'Nobody' : nameOf(file, answer.holder);
  const later = answer.workStartsAt === null ? '' : momentOf(answer.workStartsAt);
  const first = answer.allowedNow.length > 0 ? 'What is allowed now may begin at once; anything else' : 'Whatever is done';
  const verdicts: Record<Answer['mode'], string> = {
    act: `${who} has this and starts now.`,
    queue: `This waits: ${who} takes it up on ${later}.`,
    page: `Wake them: ${who} has this and starts now.`,
    'approve-then-act': `${who} has this. ${first} needs a yes first.`,
    'vendor-case': `${who} has this: open a case with the vendor and drive it.`,
    advise: `${who} supports the other side and owns nothing.`,
    gap: `NOBODY OWNS THIS. ${holder} holds it until the agreement says who does.`,
  };
  return answer.blocked ? `${verdicts[answer.mode]} BLOCKED: ${answer.blocked.because}.` : verdicts[answer.mode];
}

function dutyEntries(file: EngagementFile, facts: Facts, answer: Answer): Entry[] {
  const due = answer.responseDueAt;
  const reach = [...answer.who, ...(answer.holder === null ? [] : [answer.holder])].flatMap((id) => contacts(file, id));
  return [
    ...entry('Respond by', due === null ? [] : [`${momentOf(due)} (${distance(facts.at, due)})`]),
    ...entry('Reach', reach),
    ...entry('Page first', answer.blocked?.page.map((id) => nameWithContacts(file, id)) ?? []),
  ];
}

function authorityEntries(file: EngagementFile, answer: Answer): Entry[] {
  const step = file.approval && parseDuration(file.approval.step);
  const approvers = answer.approvers.map((id, index) => `${index + 1}. ${nameWithContacts(file, id)}`);
  const rule = answer.approve === 'all' ? 'all of them must say yes' : 'the first one reached decides';
  const each = step == null ? '' : `, ${file.approval!.step} each`;
  const asked = answer.mode === 'approve-then-act' && approvers.length === 0 ? ['nobody can be asked'] : approvers;
  return [
    ...entry('Allowed now', answer.allowedNow),
    ...entry('Ask', approvers.length > 0 ? [...asked, `${rule}${each}`] : asked),
    ...entry('If nobody does', answer.failSafe === null ? [] : [answer.failSafe]),
    ...entry('Must not', answer.mustNot),
    ...entry(
      'Tell',
      answer.inform.map(({ who, within }) => `${nameWithContacts(file, who)}, within ${within}`),
    ),
  ];
}

function agreementEntries(file: EngagementFile, answer: Answer): Entry[] {
  const { version, row } = answer;
  const place =
    version === null ? 'no version is in force' : row === null ? `version ${version}, no row` : `version ${version}, row ${row}`;
  return [
    ...entry('Accountable', answer.accountable === null ? [] : [nameOf(file, answer.accountable)]),
    ...entry('Agreement', [`${file.engagement.name}: ${place}`]),
    ...entry(
      'Conflict',
      answer.conflict.length === 0 ? [] : [`rows ${answer.conflict.join(', ')} both apply; resolve them before signing`],
    ),
  ];
}

/** An entry with nothing to say is left out. */
function entry(label: string, values: string[]): Entry[] {
  return values.length === 0 ? [] : [[label, values]];
}

/** `Dana Ruiz, IT generalist (dana)`; an id alone when the file gives it no name. */
function nameOf(file: EngagementFile, id: string): string {
  const person = file.people.find((each) => each.id === id);
  if (person) return `${person.name}${person.title === undefined ? '' : `, ${person.title}`} (${id})`;
  const team = file.teams?.find((each) => each.id === id);
  return team ? `${team.name} (${id})` : id;
}

function nameWithContacts(file: EngagementFile, id: string): string {
  return [nameOf(file, id), ...contacts(file, id)].join(' · ');
}

function contacts(file: EngagementFile, id: string): string[] {
  return (file.people.find((person) => person.id === id)?.contacts ?? []).map(
    ({ kind, value, verified }) => `${kind} ${value}${verified === true ? '' : ' (not verified)'}`,
  );
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Sat 29 May 2027 02:10`. */
function moment(local: Temporal.PlainDateTime): string {
  const clock = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${days[local.dayOfWeek - 1]} ${local.day} ${months[local.month - 1]} ${local.year} ${clock}`;
}

/** An answer's instants carry the site's offset, so their local part is what the clock on the wall shows. */
function momentOf(instant: string): string {
  return moment(Temporal.PlainDateTime.from(instant));
}

function distance(from: string, to: string): string {
  const minutes = Math.round(Temporal.Instant.from(from).until(Temporal.Instant.from(to)).total('minutes'));
  if (minutes < 120) return `${minutes} minutes from the event`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min from the event` : `${Math.round(hours / 24)} days from the event`;
}
