/**
 * From labels to a question for the agreement. The first rule whose matchers all hold decides function, priority and what
 * the alert is about; an alert that no rule takes becomes work of `sd-intake-triage`, so that none is ever dropped. Texts
 * of a rule are templates: `{label}` is replaced once by the label's value and never read again, so a label cannot
 * smuggle in another template.
 *
 * What the register knows about the asset or app is added; what it does not know is kept as the sender wrote it. A vendor
 * is named by a rule alone: the question is then whether the owner may speak to that vendor, which not every fault asks.
 */
import { type Facts, type Priority, priorities } from '@tandem/core/responsibility/model.ts';
import type { z } from 'zod';
import type { matcherSchema, prioritiesSchema, ruleSchema } from '../contract.ts';
import { line, type Signal } from '../formats/rules.ts';
import { compilePattern } from '../patterns/rules.ts';

export type Rule = z.infer<typeof ruleSchema>;
type Matcher = z.infer<typeof matcherSchema>;
type Priorities = z.infer<typeof prioritiesSchema>;

export const unmappedFunction = 'sd-intake-triage';
const factMax = 200;

export interface Routing {
  rules: { name: string; set: Rule['set']; holds(labels: Signal['labels']): boolean }[];
  priorities: Priorities;
}

/** Prepares a source's rules. Patterns were checked when the rules were kept; one that is wrong all the same matches nothing. */
export function compileRouting(rules: readonly Rule[], map: Priorities): Routing {
  return {
    rules: rules.map((rule) => {
      const tests = rule.match.map(compileMatcher);
      return { name: rule.name, set: rule.set, holds: (labels) => tests.every((test) => test(labels)) };
    }),
    priorities: map,
  };
}

/** The first thing wrong with a source's rules, as a field and a sentence; null when nothing is. */
export function rulesProblem(rules: readonly Rule[]): { field: string; message: string } | null {
  for (const [index, rule] of rules.entries()) {
    for (const [place, matcher] of rule.match.entries()) {
      if (matcher.op !== '=~' && matcher.op !== '!~') continue;
      const pattern = compilePattern(matcher.value);
      if (!pattern.ok) return { field: `rules.${index}.match.${place}.value`, message: pattern.message };
    }
    const { priority, function: work } = rule.set;
    if (priority !== undefined && !isTemplate(priority) && priorityOf(priority) === null)
      return { field: `rules.${index}.set.priority`, message: 'A priority is P1, P2, P3 or P4, or a template like {priority}.' };
    if (work !== undefined && !isTemplate(work) && !functionId.test(work))
      return {
        field: `rules.${index}.set.function`,
        message: 'A function is an id of the catalogue, or a template like {function}.',
      };
  }
  return null;
}

const functionId = /^[a-z][a-z0-9-]{0,99}$/;

function compileMatcher({ label, op, value }: Matcher): (labels: Signal['labels']) => boolean {
  if (op === '=') return (labels) => labelOf(labels, label) === value;
  if (op === '!=') return (labels) => labelOf(labels, label) !== value;
  const pattern = compilePattern(value);
  if (!pattern.ok) return () => false;
  return (labels) => pattern.matches(labelOf(labels, label)) === (op === '=~');
}

function labelOf(labels: Signal['labels'], name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}

/** What is known of an alert before the register is asked. */
export interface Draft {
  rule: string | null;
  function: string;
  priority: Priority;
  severity: string | null;
  /** Names that may be an asset, the likeliest first. */
  assets: string[];
  apps: string[];
  scope: Partial<Record<'asset-class' | 'site' | 'user-group' | 'category' | 'vendor', string>>;
  notes: string[];
}

export function draftRoute(routing: Routing, labels: Signal['labels']): Draft {
  const rule = routing.rules.find((each) => each.holds(labels)) ?? null;
  const set = rule?.set ?? {};
  const notes = rule === null ? ['No rule of the source takes this alert, so it is work for intake and triage.'] : [];
  const severity = labelOf(labels, routing.priorities.label) || null;
  const rendered = (key: keyof Rule['set']) => (set[key] === undefined ? '' : renderTemplate(set[key], labels));
  const scope: Draft['scope'] = {};
  for (const key of ['asset-class', 'site', 'user-group', 'category', 'vendor'] as const) {
    const text = rendered(key) || (key === 'site' || key === 'category' ? fact(labelOf(labels, key)) : '');
    if (text !== '') scope[key] = text;
  }
  return {
    rule: rule?.name ?? null,
    function: functionOf(rendered('function'), rule !== null, notes),
    priority: priorityOf(rendered('priority')) ?? priorityOfSeverity(routing.priorities, severity),
    severity: severity === null ? null : line(severity, 100),
    assets: set.asset === undefined ? guesses(labels, assetLabels) : names(rendered('asset')),
    apps: set.app === undefined ? guesses(labels, appLabels) : names(rendered('app')),
    scope,
    notes,
  };
}

function functionOf(text: string, ruled: boolean, notes: string[]): string {
  if (functionId.test(text)) return text;
  if (text !== '') notes.push(`"${text}" is no id of a function, so the alert is work for intake and triage.`);
  else if (ruled) notes.push('The rule names no function, so the alert is work for intake and triage.');
  return unmappedFunction;
}

function priorityOf(text: string): Priority | null {
  return priorities.find((priority) => priority === text.toUpperCase()) ?? null;
}

function priorityOfSeverity(map: Priorities, severity: string | null): Priority {
  const word = severity?.toLowerCase() ?? '';
  return (Object.hasOwn(map.map, word) ? map.map[word] : undefined) ?? map.otherwise;
}

/** Labels that commonly name the machine, and those that name the application; the first that the register knows wins. */
const assetLabels = ['asset', 'host', 'hostname', 'instance', 'node', 'device', 'server', 'computer'];
const appLabels = ['app', 'application'];

function guesses(labels: Signal['labels'], from: readonly string[]): string[] {
  return [...new Set(from.flatMap((name) => names(fact(labelOf(labels, name)))))];
}

/** A name as written, and its host part: `erp01.harbor.local:9100` is first itself, then `erp01`. */
function names(text: string): string[] {
  return text === '' ? [] : [...new Set([text, hostOf(text)])];
}

const templatePart = /\{([^{}|]{1,200})(?:\|(host|lower|upper))?\}/g;

function isTemplate(text: string): boolean {
  return text.search(templatePart) >= 0;
}

/** Replaces each `{label}` once; a missing label is an empty text. */
export function renderTemplate(template: string, labels: Signal['labels']): string {
  const text = template.replaceAll(templatePart, (_whole, name: string, filter: string | undefined) => {
    const value = labelOf(labels, name);
    if (filter === 'host') return hostOf(value);
    return filter === 'lower' ? value.toLowerCase() : filter === 'upper' ? value.toUpperCase() : value;
  });
  return fact(text);
}

function fact(text: string): string {
  return line(text, factMax);
}

/** Without scheme, port and domain; an address stays whole. */
export function hostOf(text: string): string {
  const bare = text.replace(/^[a-z][a-z0-9+.-]{0,20}:\/\//i, '').replace(/[/?#].*$/s, '');
  const v6 = /^\[([0-9a-f:.]+)\](:\d+)?$/i.exec(bare);
  if (v6 !== null) return v6[1] ?? '';
  const host = /^[^:]*:\d{1,5}$/.test(bare) ? bare.slice(0, bare.indexOf(':')) : bare;
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(host) || host.includes(':')) return host;
  return host.split('.')[0] ?? host;
}

export interface KnownAsset {
  name: string;
  class: string;
  site: string | null;
  app: string | null;
}

export interface KnownApp {
  name: string;
}

/** The part of the register that a batch of alerts speaks of, by lower-case name. */
export interface Register {
  assets: ReadonlyMap<string, KnownAsset>;
  apps: ReadonlyMap<string, KnownApp>;
}

export interface Route extends Omit<Draft, 'assets' | 'apps' | 'scope'> {
  facts: Facts;
}

/** Completes a draft with what the register knows. `at` is the instant at which the intake took the alert. */
export function resolveRoute(draft: Draft, register: Register, at: Temporal.Instant): Route {
  const notes = [...draft.notes];
  const asset = firstKnown(draft.assets, register.assets);
  const named = draft.assets[0];
  if (asset !== null)
    notes.push(`${asset.name} is in the register: ${asset.class}${asset.site === null ? '' : `, site ${asset.site}`}.`);
  else if (named !== undefined) notes.push(`${named} is not in the register; the name is kept as it came.`);
  const app = firstKnown(draft.apps, register.apps)?.name ?? draft.apps[0] ?? asset?.app;
  const facts: Facts = { at: at.toString(), function: draft.function, priority: draft.priority };
  const put = (
    key: 'asset' | 'asset-class' | 'app' | 'site' | 'user-group' | 'category' | 'vendor',
    text: string | null | undefined,
  ) => {
    if (text !== null && text !== undefined && text !== '') facts[key] = text;
  };
  put('asset', asset?.name ?? named);
  put('asset-class', draft.scope['asset-class'] ?? asset?.class);
  put('app', app);
  put('site', draft.scope.site ?? asset?.site);
  put('user-group', draft.scope['user-group']);
  put('category', draft.scope.category);
  put('vendor', draft.scope.vendor);
  const { rule, function: work, priority, severity } = draft;
  return { rule, function: work, priority, severity, notes, facts };
}

/** The bare question, for when what is known of the alert cannot be asked. */
export function withoutScope({ at, function: work, priority }: Facts): Facts {
  return { at, function: work, priority };
}

function firstKnown<Known>(candidates: readonly string[], register: ReadonlyMap<string, Known>): Known | null {
  for (const name of candidates) {
    const known = register.get(name.toLowerCase());
    if (known !== undefined) return known;
  }
  return null;
}

/** Names to look up, for a whole batch at once. */
export function namesAsked(drafts: readonly Draft[]): { assets: string[]; apps: string[] } {
  const lower = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat().map((name) => name.toLowerCase()))];
  return { assets: lower(drafts.map((draft) => draft.assets)), apps: lower(drafts.map((draft) => draft.apps)) };
}
