/**
 * The trace of a decision: one plain sentence for each step that `who` took, with the ids it used, so that both sides
 * can follow an answer without reading the file. It is written from the decision's record and decides nothing itself.
 */

import { formatInstant } from '../calendar/zone.ts';
import type { Presence } from './actors.ts';
import { isAbsent } from './actors.ts';
import type { Engagement } from './compile.ts';
import type { Decision, GapCause } from './decision.ts';
import type { Scope } from './model.ts';
import { scopeKeys } from './model.ts';
import type { CompiledRow } from './row.ts';
import type { RowIndex } from './scope.ts';
import { matchingRows } from './scope.ts';
import { listed } from './vendor.ts';

/** Sentences in the order of the steps; never empty. */
export function traceOf(engagement: Engagement, decision: Decision): string[] {
  const sentences = [windowSentence(decision)];
  if (decision.gap !== 'site') sentences.push(versionSentence(decision));
  if (decision.row) sentences.push(...rowSentences(decision, decision.row));
  if (decision.duty) sentences.push(cellSentence(decision), presenceSentence(engagement, decision));
  if (decision.overflow) sentences.push(overflowSentence(engagement, decision));
  if (decision.gap) return [...sentences, gapSentence(engagement, decision, decision.gap)];
  return [...sentences, ...authoritySentences(engagement, decision), dueSentence(decision)];
}

function windowSentence({ at, site, window, facts, gap }: Decision): string {
  const local = formatInstant(site.zone, at);
  if (gap === 'site')
    return `The engagement has no site ${facts.site}; at its default site ${site.id} it is ${local}, ${window}.`;
  return `At site ${site.id} it is ${local}, which is ${window}.`;
}

function versionSentence({ version, at, site }: Decision): string {
  return version
    ? `Version ${version.version} of the matrix is in force${version.to === Infinity ? '' : ` until ${formatInstant(site.zone, version.to)}`}.`
    : `No version of the matrix is in force on ${formatInstant(site.zone, at).slice(0, 10)}.`;
}

function rowSentences({ version, facts, site, conflict }: Decision, row: CompiledRow): string[] {
  const index = version!.byFunction.get(facts.function)!;
  const others = matchingRows(index, facts, site.id).filter((other) => other !== row && !conflict.includes(other.id));
  const narrower = others.length > 0 ? `, which is narrower than ${listed(others.map(({ id }) => id))}` : '';
  const sentences = [`Row ${row.id} decides ${row.function} for ${scopeText(row.scope)}${narrower}.`];
  if (conflict.length > 0) {
    sentences.push(
      `Rows ${listed(conflict)} conflict: none is narrower, so the stronger scope of ${row.id} stands until that is resolved.`,
    );
  }
  return sentences;
}

function scopeText(scope: Scope): string {
  const parts = scopeKeys.flatMap((key) => (scope[key] === undefined ? [] : [`${key} ${scope[key]}`]));
  return parts.length === 0 ? 'everything' : listed(parts);
}

function cellSentence({ duty, facts, startsAt, site }: Decision): string {
  const { cell, mode, actors } = duty!;
  const named = listed(actors.map(actorText));
  if (mode !== 'queue') return `Its ${cell} cell gives ${facts.priority} to ${named} with mode ${mode}.`;
  const opening = startsAt === null ? 'an opening that never comes' : formatInstant(site.zone, startsAt);
  return `Its ${cell} cell queues ${facts.priority}: it waits for ${named} until ${opening}.`;
}

function actorText(actor: { kind: string; id: string }): string {
  return actor.kind === 'rota' ? `rota ${actor.id}` : actor.id;
}

function presenceSentence(engagement: Engagement, decision: Decision): string {
  const { duty, row, who, byCover, startsAt, at, facts, overflow } = decision;
  const presence: Presence = { at: startsAt ?? at, zone: engagement.defaultSite.zone, stated: facts.absent };
  const missing = duty!.actors.flatMap((actor): string[] => {
    if (actor.kind === 'unknown') return [`${actor.id} is unknown`];
    if (actor.kind !== 'person') return [];
    if (isAbsent(actor, presence)) return [`${actor.id} is absent`];
    return row!.skills.every((skill) => actor.skills.has(skill)) ? [] : [`${actor.id} lacks ${listed(row!.skills)}`];
  });
  const reason = missing.length > 0 ? `${listed(missing)}; ` : '';
  if (overflow?.outcome === 'moved') return `Presence: ${reason}overflow decides who takes it.`;
  if (byCover)
    return `Presence: ${reason || 'nobody of the cell is on duty; '}absence cover ${row!.row['absence-cover']} gives it to ${listed(who)}.`;
  if (who.length > 0)
    return `Presence: ${reason}${listed(who)} ${who.length === 1 ? 'is' : 'are'} on duty${startsAt === null ? '' : ' then'}.`;
  const cover = row!.row['absence-cover'] ?? 'none';
  return `Presence: ${reason}nobody is left and the absence cover is ${cover}${cover === 'none' ? '' : ', who cannot act either'}.`;
}

const overflowCauses = {
  entered: 'the queue entered it',
  held: 'the queue has not left it',
  event: 'a planned event runs',
} as const;

function overflowSentence(engagement: Engagement, { overflow, row, facts, who }: Decision): string {
  const { cause, outcome, exclusion } = overflow!;
  const results = {
    moved: `${listed(who)} takes it and acts`,
    'not-eligible': `row ${row!.id} is not eligible, so it stays`,
    touched: 'the ticket is already touched, so it stays',
    excluded: `${exclusion} is excluded, so it stays`,
    nobody: `${engagement.file.overflow!.to} cannot act, so it stays`,
  };
  return `Overflow is active for ${facts.priority} because ${overflowCauses[cause]}: ${results[outcome]}.`;
}

function authoritySentences(engagement: Engagement, { mode, row, approvers, blocks }: Decision): string[] {
  const sentences = blocks.map((block) => `Blocked: ${block.because}; page ${listed(block.page)}.`);
  if (blocks.some((block) => block.kind === 'amount')) {
    sentences.push(`Spending approvers present: ${listed(approvers)}.`);
  } else if (mode === 'approve-then-act') {
    const source = row!.approvers ? `row ${row!.id}` : 'the approval chain';
    const named = (row!.approvers ?? engagement.chain).map(({ id }) => id);
    const dropped = named.filter((id) => !approvers.includes(id));
    const absent = dropped.length > 0 ? `; ${listed(dropped)} ${dropped.length === 1 ? 'is' : 'are'} absent` : '';
    const each = row!.row.approve === 'all' ? 'all of' : 'the first reached of';
    sentences.push(`Authority: anything not pre-authorised needs a yes from ${each} ${listed(approvers)} (${source}${absent}).`);
  }
  return sentences;
}

const gapCauses: Record<GapCause, string> = {
  site: 'the site is not part of the engagement',
  version: 'no version is in force',
  row: 'no row covers it',
  cell: 'the row does not answer this window',
  'never-opens': 'the site never opens again',
  nobody: 'nobody is on duty',
};

function gapSentence(engagement: Engagement, { facts, version }: Decision, cause: GapCause): string {
  const near = cause === 'row' ? nearMiss(version!.byFunction.get(facts.function)) : '';
  const isUrgent = facts.priority === 'P1' || facts.priority === 'P2';
  const holder = isUrgent ? engagement.file.gaps?.urgent : engagement.file.gaps?.normal;
  return `This is a gap, because ${gapCauses[cause]} for ${facts.function}${near}: ${holder ?? 'nobody'} holds it (${isUrgent ? 'urgent' : 'normal'}).`;
}

/** The rows of the function, when there are some and their scopes are why they do not match. At most three are named. */
function nearMiss(index: RowIndex | undefined): string {
  const rows = (index ?? []).flatMap((group) => [...group.rows.values()].flat());
  if (rows.length === 0) return '';
  const named = rows.slice(0, 3).map((row) => `${row.id} for ${scopeText(row.scope)}`);
  return ` (${listed(rows.length > 3 ? [...named, `${rows.length - 3} more`] : named)} do not match)`;
}

function dueSentence({ facts, target, dueAt, startsAt, site }: Decision): string {
  if (target === null) return `Priority ${facts.priority} has no response target.`;
  if (dueAt === null) return `The ${facts.priority} target counts open time, and the site never opens again.`;
  const clock = target.clock === 'always' ? 'elapsed time' : 'open time';
  const start = startsAt === null ? 'the event' : 'the opening';
  return `A response is due at ${formatInstant(site.zone, dueAt)}: ${target.text} of ${clock} from ${start} for ${facts.priority}.`;
}
