/**
 * Names for the ids of an agreement, and its sentences for people. The decision core names ids and instants, since the
 * record must be exact, and a receipt is computed again word for word; on screen the ids that the agreement knows become
 * names, the instants the site's wall clock, durations, windows and ways to act plain words. Nothing else of a sentence is
 * changed, and an id that the agreement does not know (of an older version, say) stays.
 */
import { parseDuration } from '@tandem/core/calendar/duration.ts';
import type { Mode, Side } from '@tandem/core/responsibility/model.ts';
import { durationWords, formatWall, instantMs, minuteMs } from './time-words.ts';

/** What whoever has it does, after their name. */
export const modeWords: Record<Mode | 'gap', string> = {
  act: 'acts at once',
  queue: 'takes it at the next opening',
  page: 'is woken now',
  'approve-then-act': 'asks first',
  'vendor-case': 'opens a case with the vendor',
  advise: 'supports the other side',
  gap: 'nobody',
};

/** What the agreement says of its people, teams, functions and vendors; an overview of it fits. */
export interface Known {
  zone: string;
  parties: readonly { id: string; name: string; side: Side; kind: 'person' | 'team' | 'rota' }[];
  functions: readonly { id: string; name: string; group: string }[];
  groups: readonly { id: string; name: string }[];
  vendors: readonly { id: string; name: string }[];
  sites?: readonly { id: string; name: string }[];
}

export interface Names {
  /** `Dana Ruiz`, `Service desk`; the id itself when it is not known. */
  of(id: string): string;
  /** The short form for a crowded place: `Dana`, `Service desk`. */
  short(id: string): string;
  /** The side of a person, team or rota; null when it is not known. */
  sideOf(id: string): Side | null;
  functionOf(id: string): string;
  groupOf(functionId: string): string;
  /** A sentence of the decision core with names for ids. */
  read(sentence: string): string;
  /** The same without the `function-id: ` it begins with, where the function stands beside the sentence. */
  readAbout(sentence: string): string;
}

const bareId = (id: string): string => id.replace(/^rota:/, '');

export function buildNames(known: Known | undefined): Names {
  const parties = new Map(known?.parties.map((party) => [party.id, party]));
  const functions = new Map(known?.functions.map((each) => [each.id, each]));
  const groups = new Map(known?.groups.map((group) => [group.id, group.name]));
  const read = createReader(known);
  return {
    of: (id) => parties.get(bareId(id))?.name ?? bareId(id),
    short: (id) => {
      const party = parties.get(bareId(id));
      return party?.kind === 'person' ? (party.name.split(' ')[0] ?? party.name) : (party?.name ?? bareId(id));
    },
    sideOf: (id) => parties.get(bareId(id))?.side ?? null,
    functionOf: (id) => functions.get(id)?.name ?? id,
    groupOf: (id) => groups.get(functions.get(id)?.group ?? '') ?? 'Other work',
    read,
    readAbout: (sentence) => {
      const lead = sentence.match(/^([\w-]+): /)?.[1];
      return read(lead && functions.has(lead) ? sentence.slice(lead.length + 2) : sentence);
    },
  };
}

/** `60m` of an engagement file as `1 h`; anything else as it is. */
export function spanWords(text: string): string {
  const minutes = parseDuration(text);
  return minutes === null ? text : durationWords(minutes * minuteMs);
}

/** When a cell of a row holds, as its sentence begins. */
const cellWindows = {
  always: 'At all times',
  'business-hours': 'In business hours',
  'after-hours': 'After hours',
  weekend: 'At the weekend',
  holiday: 'On holidays',
} as const;

/** What a time is. */
const windowWords = {
  'business-hours': 'within business hours',
  'after-hours': 'after hours',
  weekend: 'a weekend',
  holiday: 'a holiday',
} as const;

const windowText = new RegExp(`, (which is )?(${Object.keys(windowWords).join('|')})\\.$`);
const cellText = new RegExp(`^Its (${Object.keys(cellWindows).join('|')}) cell (gives|queues) `);
const durationText = /(?<![\w-])\d{1,7}[mhd](?![\w-])/g;
const modeText = new RegExp(` with mode (${Object.keys(modeWords).join('|')})\\.$`);
const instantText = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})/g;
const escapeForPattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function createReader(known: Known | undefined): (sentence: string) => string {
  const nameSites = createNamer((known?.sites ?? []).flatMap(namedSite), 'site ');
  const nameOthers = createNamer(
    [...(known?.functions ?? []), ...(known?.vendors ?? []), ...(known?.parties ?? [])],
    '(?:rota:)?',
  );
  const zone = known?.zone ?? 'UTC';
  return (sentence) => {
    const worded = sentence
      .replace(windowText, (_whole, which = '', window: keyof typeof windowWords) => `, ${which}${windowWords[window]}.`)
      .replace(cellText, (_whole, cell: keyof typeof cellWindows, verb: string) => `${cellWindows[cell]} the row ${verb} `)
      .replace('nobody of the cell is on duty', 'nobody whom the row names is on duty')
      .replace(modeText, (_whole, mode: Mode) => `: ${modeWords[mode]}.`)
      .replace(durationText, (text) => spanWords(text));
    const timed = nameOthers(nameSites(worded)).replace(instantText, (text) => formatWall(instantMs(text), zone, 'full'));
    return timed.charAt(0).toUpperCase() + timed.slice(1);
  };
}

/** A site without a name stays `site` and its id; the only one of a company is often just `main`. */
function namedSite({ id, name }: { id: string; name: string }): { id: string; name: string }[] {
  if (name !== id) return [{ id, name }];
  return id === 'main' ? [{ id, name: 'the main site' }] : [];
}

/** Names in the place of ids that stand alone; `lead` goes with the id. */
function createNamer(all: readonly { id: string; name: string }[], lead: string): (text: string) => string {
  const names = new Map(all.map((each) => [each.id, each.name]));
  if (names.size === 0) return (text) => text;
  const ids = [...names.keys()].sort((a, b) => b.length - a.length).map(escapeForPattern);
  const pattern = new RegExp(`(?<![\\w-])${lead}(${ids.join('|')})(?![\\w-])`, 'g');
  return (text) => text.replace(pattern, (_whole, id: string) => names.get(id) ?? id);
}
