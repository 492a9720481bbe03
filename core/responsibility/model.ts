/**
 * The engagement file as data. The model mirrors the file key for key (kebab-case names, durations and dates as
 * the text a person wrote), so that file → model → file loses nothing but comments, and the canonical JSON of the
 * model is what two organisations sign. `parse.ts` is the only way in from text; `compile.ts` turns the model into
 * the index that answers questions. Rules: docs/using/engagement-file.md.
 */

export type Side = 'internal' | 'provider';
export const sides = ['internal', 'provider'] as const;

export type Priority = 'P1' | 'P2' | 'P3' | 'P4';
export const priorities = ['P1', 'P2', 'P3', 'P4'] as const;

export type WindowName = 'business-hours' | 'after-hours' | 'weekend' | 'holiday';
export const windowNames = ['business-hours', 'after-hours', 'weekend', 'holiday'] as const;

export type Mode = 'act' | 'queue' | 'page' | 'approve-then-act' | 'vendor-case' | 'advise';
export const modes = ['act', 'queue', 'page', 'approve-then-act', 'vendor-case', 'advise'] as const;

export type ScopeKey = 'asset' | 'asset-class' | 'app' | 'site' | 'user-group';
export const scopeKeys = ['asset', 'asset-class', 'app', 'site', 'user-group'] as const;
export type Scope = Partial<Record<ScopeKey, string>>;

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** `HH:MM-HH:MM`; `24:00` is allowed as an end. */
export type HoursText = string;
/** `15m`, `4h`, `2d`. */
export type DurationText = string;
/** Local date-time without offset (read in the default site's zone), a date, or an instant with offset. */
export type TimeText = string;

export type Hours = Partial<Record<Weekday, HoursText | HoursText[]>>;

export interface Holidays {
  country?: string;
  region?: string;
  skip?: string[];
  add?: { name: string; rule: string }[];
  dates?: string[];
}

export interface Party {
  name: string;
  users?: number;
  workstations?: number;
  servers?: number;
  [count: string]: unknown;
}

export interface Site {
  id: string;
  name?: string;
  timezone: string;
  hours?: Hours;
  holidays?: Holidays;
}

export interface Contact {
  kind: string;
  value: string;
  verified?: boolean;
}

export interface Person {
  id: string;
  name: string;
  side: Side;
  role: 'it' | 'executive' | 'business' | 'engineer';
  title?: string;
  skills?: string[];
  contacts?: Contact[];
}

export interface Team {
  id: string;
  side: Side;
  name: string;
  members?: string[];
  rota?: string;
}

export interface Shift {
  from: TimeText;
  to: TimeText;
  people: string[];
}

/** Hours of a layer; up to its start or before, they run into the next day and belong to the day on which they open. */
export interface RotaHours {
  days: Weekday[];
  /** `HH:MM`; 24:00 ends a day. */
  from: string;
  to: string;
}

/** Whoever takes one turn, the primary first; in turns that begin from `from` and before `to`. */
export interface RotaTurn {
  people: string[];
  from?: TimeText;
  to?: TimeText;
}

/** People who take turns without end, from the anchor on. Of a rota's layers the last one that has somebody counts. */
export interface RotaLayer {
  turns: RotaTurn[];
  /** How long a turn is: `12h`, `1d`, `1w`, `2w`, `1mo`. */
  length: string;
  /** The first hand-over; every other one is counted from it. */
  anchor: TimeText;
  /** The rota's when missing. */
  timezone?: string;
  /** When the layer is on duty at all; always when missing. */
  restrictions?: RotaHours[];
}

/** Written shift by shift, or in layers. */
export interface Rota {
  id: string;
  timezone: string;
  shifts?: Shift[];
  layers?: RotaLayer[];
  fallback?: string;
}

export interface Absence {
  person: string;
  from: TimeText;
  to?: TimeText;
}

export interface OverflowExclusions {
  'user-groups'?: string[];
  categories?: string[];
}

export interface Overflow {
  to: string;
  enter: { untouched?: number; 'oldest-untouched-p3'?: DurationText };
  leave: { untouched?: number; 'oldest-untouched-p3'?: DurationText; held?: DurationText };
  exclude?: OverflowExclusions;
  events?: { id?: string; name?: string; from: TimeText; to: TimeText; exclude?: OverflowExclusions }[];
}

export interface Vendor {
  id: string;
  name: string;
  authorised: string[];
  hours?: Hours;
}

export interface Target {
  respond: DurationText;
  clock: 'always' | 'business';
}

/** Who acts in a window and how; a priority key replaces the mode for that priority. */
export interface Cell extends Partial<Record<Priority, Mode>> {
  who: string[];
  mode: Mode;
}

export interface Row {
  id: string;
  function: string;
  scope?: Scope;
  always?: Cell;
  'business-hours'?: Cell;
  'after-hours'?: Cell;
  weekend?: Cell;
  holiday?: Cell;
  accountable: string;
  'absence-cover'?: string;
  overflow?: boolean;
  'requires-skill'?: string | string[];
  approvers?: 'chain' | string[];
  approve?: 'any' | 'all';
  'pre-authorised'?: string[];
  'fail-safe'?: string;
  'must-not'?: string[];
  inform?: Record<string, DurationText>;
  authorisers?: string[];
  /** People, or the word `data-owner` (whoever `facts.data-owner` names). */
  'needs-approval-of'?: string | string[];
  evidence?: string | string[];
  handover?: 'by-contract' | 'on-acceptance';
}

/** Without `amends` the rows are the whole matrix; with it they are added to, or replace by id, the amended version's. */
export interface Version {
  version: string;
  signed: string;
  from: string;
  to?: string;
  amends?: string;
  withdraw?: string[];
  rows: Row[];
}

export interface EngagementFile {
  format: 'tandem/1';
  engagement: { id: string; name: string; summary?: string };
  parties: { internal: Party; provider: Party };
  sites: Site[];
  hours?: Hours;
  holidays?: Holidays;
  people: Person[];
  teams?: Team[];
  rotas?: Rota[];
  absences?: Absence[];
  approval?: { chain: string[]; step: DurationText };
  gaps?: { urgent: string; normal: string };
  targets?: Partial<Record<Priority, Target>>;
  overflow?: Overflow;
  vendors?: Vendor[];
  spending?: { 'emergency-cap'?: Partial<Record<Priority, number>>; approvers: string[] };
  /** Functions this engagement adds to the catalogue. */
  functions?: { id: string; name: string; group?: string }[];
  matrix: Version[];
}

/** A question. Keys are those of the engagement file's page; `at` is an instant with offset. */
export interface Facts extends Partial<Record<Exclude<ScopeKey, never>, string>> {
  at: string;
  function: string;
  priority: Priority;
  category?: string;
  vendor?: string;
  requester?: string;
  subject?: string;
  amount?: number;
  touched?: boolean;
  confirmed?: boolean;
  'data-owner'?: string;
  absent?: { person: string; from?: TimeText; to?: TimeText }[];
  overflow?: {
    'was-active'?: boolean;
    untouched?: number;
    'oldest-untouched-p3'?: DurationText;
    'leave-held'?: DurationText;
  };
}

export interface Answer {
  window: WindowName;
  version: string | null;
  row: string | null;
  function: string;
  priority: Priority;
  mode: Mode | 'gap';
  responsible: Side | null;
  who: string[];
  accountable: string | null;
  approvers: string[];
  approve: 'any' | 'all';
  allowedNow: string[];
  mustNot: string[];
  failSafe: string | null;
  /** `within` is a DurationText as written in the row. */
  inform: { who: string; within: DurationText }[];
  blocked: { because: string; page: string[] } | null;
  gap: boolean;
  holder: string | null;
  conflict: string[];
  /** Instants as ISO 8601 with the site's offset, e.g. `2027-05-29T02:25:00-05:00`. */
  responseDueAt: string | null;
  workStartsAt: string | null;
  trace: string[];
}

export type FindingKind =
  | 'gap'
  | 'conflict'
  | 'unstaffed'
  | 'unreachable'
  | 'duty-without-authority'
  | 'no-fail-safe'
  | 'self-cover'
  | 'single-holder'
  | 'dead-row'
  | 'out-of-hours-duty'
  | 'not-monotone'
  | 'escalation-ends'
  | 'expired'
  | 'stale';

export interface Finding {
  kind: FindingKind;
  severity: 'error' | 'warning' | 'info';
  rows: string[];
  function: string | null;
  /** One plain sentence naming ids, shown to people. */
  message: string;
  minutesPerYear: number;
  /** First dated instant that shows it, with the facts to ask `who` there; null when no instant applies (dead-row). */
  witness: Facts | null;
  /** The single person whose absence shows it; null when it stands with everybody present. */
  without: string | null;
}
