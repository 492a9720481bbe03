/**
 * Settings of a source while they are edited: moving, adding and removing rules and their parts. Pure; nothing is
 * changed in place, so what was read can be compared with what is about to be kept.
 */
import { usualPriorities } from '../contract.ts';
import type { Rule, Settings, Source } from './alerts-data.ts';
import type { FactName } from './words.ts';

export const emptySettings: Settings = {
  name: '',
  format: 'auto',
  mapping: null,
  rules: [],
  priorities: usualPriorities,
  reopenMinutes: 60,
  heartbeat: null,
  explains: false,
};

export const firstHeartbeat = { intervalMinutes: 10, graceMinutes: 5, function: 'sv-monitoring', priority: 'P2' } as const;

export function settingsOf(source: Source): Settings {
  const { name, format, mapping, rules, priorities, reopenMinutes, heartbeat, explains } = source;
  return { name, format, mapping, rules, priorities, reopenMinutes, heartbeat, explains };
}

/** Settings as they are sent: a heartbeat source has one, and only a mapping source keeps a mapping. */
export function settingsToKeep(settings: Settings): Settings {
  const beats = settings.format === 'heartbeat' ? (settings.heartbeat ?? firstHeartbeat) : settings.heartbeat;
  return {
    ...settings,
    name: settings.name.trim(),
    heartbeat: beats,
    mapping: settings.format === 'mapping' ? (settings.mapping ?? '') : null,
  };
}

export function isSame(a: Settings, b: Settings): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function newRule(count: number): Rule {
  return { name: `Rule ${count + 1}`, match: [{ label: 'alertname', op: '=', value: '' }], set: {} };
}

export function replaceAt<T>(list: readonly T[], index: number, value: T): T[] {
  return list.map((each, place) => (place === index ? value : each));
}

export function removeAt<T>(list: readonly T[], index: number): T[] {
  return list.filter((_each, place) => place !== index);
}

/** Moves one up (-1) or down (1); at the end of the list nothing changes. */
export function moveAt<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const to = index + by;
  const moved = [...list];
  const [one, other] = [list[index], list[to]];
  if (one === undefined || other === undefined) return moved;
  moved[index] = other;
  moved[to] = one;
  return moved;
}

/** Sets one text of a rule, or takes it away when it is empty. */
export function withSet(rule: Rule, key: FactName | 'function' | 'priority', text: string | null): Rule {
  const { [key]: _before, ...others } = rule.set;
  return { ...rule, set: text === null || text === '' ? others : { ...others, [key]: text } };
}

/** `critical=P1, warning=P3` and back; what is not understood is told by the part. */
export function prioritiesText(map: Record<string, string>): string {
  return Object.entries(map)
    .map(([word, priority]) => `${word}=${priority}`)
    .join(', ');
}

export function readPriorities(text: string): { map: Settings['priorities']['map']; unread: string[] } {
  const map: Settings['priorities']['map'] = {};
  const unread: string[] = [];
  for (const part of text.split(/[,\n]/).map((each) => each.trim())) {
    if (part === '') continue;
    const [, word, priority] = /^(.+?)\s*=\s*(P[1-4])$/i.exec(part) ?? [];
    if (word === undefined || priority === undefined) unread.push(part);
    else map[word.toLowerCase()] = priority.toUpperCase() as 'P1';
  }
  return { map, unread };
}
