/**
 * What one decision shows: nobody on duty, a page that wakes nobody, an approval that nobody can give, a person bound
 * outside their hours, somebody who cannot be reached. Each check reads a decision of `who` itself, so that asking at
 * the witness shows the same thing.
 */

import type { PersonActor, Presence, TeamActor } from '../actors.ts';
import { isAbsent, sideOf } from '../actors.ts';
import { catalogueFunction } from '../catalogue.ts';
import type { Engagement } from '../compile.ts';
import type { Decision } from '../decision.ts';
import type { Finding, FindingKind, Mode, Priority } from '../model.ts';
import type { CompiledRow } from '../row.ts';
import { listed } from '../vendor.ts';
import type { TimeClass } from './horizon.ts';
import type { Ledger, Sighting } from './ledger.ts';
import { note } from './ledger.ts';
import type { ThinPieces } from './teams.ts';
import { isDescribed, peopleBehind, teamsOf, thinPieces } from './teams.ts';

/** What a proof knows before it begins. */
export interface Proof {
  engagement: Engagement;
  ledger: Ledger;
  /** People without a verified contact. */
  unreachable: ReadonlySet<string>;
  /** Whether the file holds contacts at all. */
  keepsContacts: boolean;
  thin: ThinPieces;
  /** Who was found unreachable already, per class: many decisions name the same person. */
  reported: Map<TimeClass, Set<string>>;
}

/** One decision under examination. */
export interface Examination {
  proof: Proof;
  row: CompiledRow;
  timeClass: TimeClass;
  /** The priorities that share the decision; its facts name the first. */
  priorities: readonly Priority[];
  decision: Decision;
  /** The person whose absence is tried; null when nobody is. */
  without: PersonActor | null;
  /** The decision with that person present; null when `without` is. */
  base: Decision | null;
}

/** Modes that bind somebody to begin at once. */
const immediate: ReadonlySet<Mode | 'gap'> = new Set<Mode>(['act', 'page', 'approve-then-act', 'vendor-case']);

export function report(
  { proof, row, timeClass, priorities, decision, without }: Examination,
  kind: FindingKind,
  about: string,
  severity: Finding['severity'],
  message: string,
  changes?: Partial<Sighting>,
): void {
  const { at: _, ...facts } = decision.facts;
  note(proof.ledger, {
    kind,
    // A later version may give a row's id to another function.
    about: changes?.function === null ? about : `${row.function}|${about}`,
    severity,
    rows: [row.id],
    function: row.function,
    message,
    without: without?.id ?? null,
    situation: { at: timeClass.at, site: decision.site, facts },
    pieces: timeClass.pieces,
    window: timeClass.window,
    priorities,
    ...changes,
  });
}

export function examineDuty(examined: Examination): void {
  const { decision, base } = examined;
  if (decision.gap !== null) {
    if (base === null) reportUnstaffed(examined);
    else if (base.gap === null) reportSingleHolder(examined);
    return;
  }
  examineRotas(examined);
  examineTeams(examined);
  examineApproval(examined);
  examineSide(examined);
  examineReach(examined);
  if (decision.mode === 'page') examinePage(examined);
  if (base === null) examineHours(examined);
}

/** ` while sam is absent`, for the messages of a tried absence. */
function absenceText({ without }: Examination): string {
  return without ? ` while ${without.id} is absent` : '';
}

function about({ row, without }: Examination, ...parts: string[]): string {
  return [row.id, without?.id ?? '', ...parts].join('|');
}

/** Without anybody missing it is a defect of the agreement; with one person missing it is a risk to know of. */
function severityOf({ without }: Examination): Finding['severity'] {
  return without ? 'warning' : 'error';
}

function reportUnstaffed(examined: Examination): void {
  const { row, decision } = examined;
  const reasons = {
    cell: `row ${row.id} does not say who acts`,
    'never-opens': `row ${row.id} queues it for an opening that never comes`,
  } as const;
  const reason =
    decision.gap === 'cell' || decision.gap === 'never-opens' ? reasons[decision.gap] : `nobody of row ${row.id} is on duty`;
  report(examined, 'unstaffed', about(examined), 'error', `${row.function}: ${reason}.`);
}

function reportSingleHolder(examined: Examination): void {
  const { row, without } = examined;
  const cover = row.row['absence-cover'] ?? 'none';
  const isSelf = cover === without!.id;
  const message = isSelf
    ? `${row.function}: the absence cover of ${without!.id} in row ${row.id} is ${without!.id}.`
    : `${row.function}: without ${without!.id} row ${row.id} has nobody (absence cover: ${cover}).`;
  report(examined, isSelf ? 'self-cover' : 'single-holder', about(examined), 'warning', message);
}

/** A shift that nobody can take, although somebody else then does. */
function examineRotas(examined: Examination): void {
  const { decision, row, without, base } = examined;
  const { engagement } = examined.proof;
  if (decision.overflow?.outcome === 'moved') return;
  for (const actor of decision.duty!.actors) {
    if (actor.kind !== 'rota') continue;
    const presence = filePresence(engagement, decision);
    const present = actor.on(presence.at).filter((person) => !isAbsent(person, presence));
    if (present.some((person) => person !== without) || (base !== null && present.length === 0)) continue;
    const taker = decision.who.length > 0 ? `; ${listed(decision.who)} takes it` : '';
    const message = `Nobody is on shift in rota ${actor.id}${absenceText(examined)}${taker}.`;
    report(examined, 'unstaffed', `rota|${actor.id}|${without?.id ?? ''}`, 'warning', message, {
      rows: [row.id],
      function: null,
    });
  }
}

function dutyAt(decision: Decision): number {
  return decision.startsAt ?? decision.at;
}

/** Presence as the file alone knows it, at the instant at which the decision's work is taken up. */
function filePresence(engagement: Engagement, decision: Decision): Presence {
  return { at: dutyAt(decision), zone: engagement.defaultSite.zone, stated: undefined };
}

/** A team is never absent, but nobody of it may be there, or only one person whose absence would empty it. */
function examineTeams(examined: Examination): void {
  const { proof, decision, base, timeClass } = examined;
  const { horizon } = proof.ledger;
  for (const team of teamsOf(proof.engagement, decision)) {
    if (!isDescribed(team) || base?.who.includes(team.id)) continue;
    const { empty, sole } = thinPieces(proof.thin, horizon, decision.site, timeClass, team, decision.startsAt !== null);
    if (empty.length > 0) reportThin(examined, team, empty);
    if (base === null) for (const [person, pieces] of sole) reportThin({ ...examined, without: person }, team, pieces);
    else if (sole.has(examined.without!)) reportThin(examined, team, sole.get(examined.without!)!);
  }
}

function reportThin(examined: Examination, team: TeamActor, pieces: readonly number[]): void {
  const { proof, decision, without } = examined;
  const { at: _, ...asked } = decision.facts;
  const facts = without ? { ...asked, absent: [{ person: without.id }] } : asked;
  const situation = { at: proof.ledger.horizon.at[pieces[0]!]!, site: decision.site, facts };
  const message = `Nobody of team ${team.id} is on duty${absenceText(examined)}.`;
  report(examined, 'unstaffed', `team|${team.id}|${without?.id ?? ''}`, severityOf(examined), message, {
    function: null,
    situation,
    pieces,
  });
}

function examineApproval(examined: Examination): void {
  const { row, decision, base } = examined;
  if (decision.mode !== 'approve-then-act') return;
  if (decision.approvers.length === 0 && (base === null || base.approvers.length > 0)) {
    const message = `${row.function}: row ${row.id} acts only after an approval that nobody can give${absenceText(examined)}.`;
    report(examined, 'duty-without-authority', about(examined, 'approver'), severityOf(examined), message);
  }
  if (base === null && decision.facts.priority === 'P1' && row.row['fail-safe'] === undefined) {
    const allowed = row.allowedNow.length > 0 ? `, beyond ${listed(row.allowedNow)}` : '';
    const message = `${row.function}: when no approver answers, row ${row.id} does not say what happens${allowed}.`;
    report(examined, 'no-fail-safe', about(examined), 'error', message, { priorities: ['P1'] });
  }
}

/** Some decisions never leave the internal side; a rota, its fallback or overflow could still take them there. */
function examineSide(examined: Examination): void {
  const { proof, row, decision, base } = examined;
  const decisionKind = catalogueFunction(row.function)?.internalOnly;
  if (!decisionKind) return;
  const outsider = ({ who }: Decision) => who.find((id) => sideOf(proof.engagement.actors, id) === 'provider');
  const taker = outsider(decision);
  if (taker === undefined || (base !== null && outsider(base) !== undefined)) return;
  const message = `${row.function}: row ${row.id} lets ${taker} decide${absenceText(examined)}, and ${decisionKind} stays on the internal side.`;
  report(examined, 'duty-without-authority', about(examined, 'side'), severityOf(examined), message);
}

function examinePage(examined: Examination): void {
  const { row, decision, base } = examined;
  const { engagement } = examined.proof;
  if (wakesSomebody(engagement, decision) || (base !== null && !wakesSomebody(engagement, base))) return;
  const message = `${row.function}: row ${row.id} pages ${listed(decision.who)}, behind whom the file names no person${absenceText(examined)}.`;
  report(examined, 'escalation-ends', about(examined), severityOf(examined), message);
}

function wakesSomebody(engagement: Engagement, decision: Decision): boolean {
  const teams = teamsOf(engagement, decision);
  if (decision.who.length > teams.length) return true;
  const presence = { ...filePresence(engagement, decision), stated: decision.facts.absent };
  return teams.some((team) => peopleBehind(team, presence).length > 0);
}

/** A person named by the cell itself, not through a rota or a team, is bound whenever the window comes. */
function examineHours(examined: Examination): void {
  const { row, decision, timeClass } = examined;
  if (timeClass.window === 'business-hours' || !immediate.has(decision.mode) || decision.byCover) return;
  for (const actor of decision.duty!.actors) {
    if (actor.kind !== 'person' || !decision.who.includes(actor.id)) continue;
    const message = `${row.function}: row ${row.id} binds ${actor.id} by name while the site is closed.`;
    report(examined, 'out-of-hours-duty', about(examined, actor.id), 'warning', message);
  }
}

/** Everybody who acts or approves needs a verified way to be told. A file without any contacts is told about once. */
function examineReach(examined: Examination): void {
  const { unreachable } = examined.proof;
  const { who, approvers } = examined.decision;
  for (const id of who) if (unreachable.has(id)) reportUnreachable(examined, id);
  for (const id of approvers) if (unreachable.has(id)) reportUnreachable(examined, id);
}

function reportUnreachable(examined: Examination, id: string): void {
  const { proof, timeClass, row } = examined;
  const known = proof.reported.get(timeClass) ?? new Set<string>();
  proof.reported.set(timeClass, known);
  const key = proof.keepsContacts ? `${id} ${row.id}` : '';
  if (known.has(key)) return;
  known.add(key);
  if (proof.keepsContacts) {
    report(examined, 'unreachable', id, 'error', `${id} acts or approves and has no verified contact.`, { function: null });
  } else {
    const message = 'The file names no contacts, so it does not show that anybody can be reached.';
    report(examined, 'unreachable', '', 'warning', message, { rows: [], function: null });
  }
}
