/**
 * What senders say, read strictly. Three shapes are understood: Alertmanager's webhook (version 4), Grafana's alerting
 * webhook, and the plain shape of docs/using/alert-sources.md. Every alert of a body stands alone: one that cannot be
 * read is set aside with the field that is wrong, and the others go on.
 *
 * Everything here is hostile text. It is bounded, cleaned of what PostgreSQL cannot keep, and never interpreted. The
 * fingerprint is made of what identifies (before anything is cut), never of a title.
 */
import { canonicalJson, sha256Hex } from '@tandem/core/responsibility/canonical.ts';

export const alertsPerBodyMax = 500;
const labelsMax = 64;
const labelNameMax = 200;
const labelValueMax = 1_000;
const titleMax = 300;
const detailMax = 4_000;
const linkMax = 2_000;
const keyMax = 1_000;
const groupMax = 400;

export type ReadFormat = 'alertmanager' | 'grafana' | 'plain';

/** One alert as its sender speaks of it. Instants are within 1970 and 2200. */
export interface Signal {
  fingerprint: string;
  state: 'firing' | 'resolved';
  title: string;
  detail: string;
  labels: Record<string, string>;
  link: string | null;
  group: string | null;
  startsAt: Temporal.Instant | null;
  endsAt: Temporal.Instant | null;
  /** Labels or texts were cut to the limits. */
  cut: boolean;
}

export interface Rejected {
  code: 'alert-malformed' | 'alert-too-many' | 'alert-mapping-failed';
  /** `alerts[3].labels`; null when the whole body is meant. */
  field: string | null;
  message: string;
  /** The part of the body that was refused; undefined when it is the whole body. */
  piece?: unknown;
}

export interface Reading {
  format: ReadFormat;
  signals: Signal[];
  rejected: Rejected[];
}

class Malformed extends Error {
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

type Fields = Record<string, unknown>;

/** Reads a parsed JSON body. `format` null: tell by the body's own marks. */
export function readBody(body: unknown, format: ReadFormat | null): Reading {
  const known = format ?? detectFormat(body);
  const whole = (code: Rejected['code'], field: string | null, message: string): Reading => ({
    format: known,
    signals: [],
    rejected: [{ code, field, message }],
  });
  const { list, at } = listOf(body, known);
  if (list === null) return whole('alert-malformed', known === 'plain' ? null : 'alerts', shapeSentence[known]);
  if (list.length === 0) return whole('alert-malformed', 'alerts', 'The body holds no alert.');
  if (list.length > alertsPerBodyMax)
    return whole('alert-too-many', 'alerts', `A body holds at most ${alertsPerBodyMax} alerts; this one has ${list.length}.`);
  const reading: Reading = { format: known, signals: [], rejected: [] };
  const group = groupOf(body, known);
  for (const [index, piece] of list.entries()) readOne(reading, piece, at === null ? '' : `${at}[${index}]`, group);
  return reading;
}

const shapeSentence: Record<ReadFormat, string> = {
  alertmanager: 'An Alertmanager body is an object with a list "alerts".',
  grafana: 'A Grafana body is an object with a list "alerts".',
  plain: 'A plain body is an alert object, a list of them, or an object with a list "alerts".',
};

/** Alertmanager marks its body with version 4 and a group key, Grafana with its organisation. */
export function detectFormat(body: unknown): ReadFormat {
  if (!isFields(body) || !Array.isArray(body['alerts'])) return 'plain';
  if ('orgId' in body) return 'grafana';
  if (body['version'] === '4' || 'groupKey' in body) return 'alertmanager';
  return 'plain';
}

function listOf(body: unknown, format: ReadFormat): { list: readonly unknown[] | null; at: string | null } {
  if (isFields(body) && Array.isArray(body['alerts'])) return { list: body['alerts'], at: 'alerts' };
  if (format !== 'plain') return { list: null, at: null };
  if (Array.isArray(body)) return { list: body, at: 'alerts' };
  return { list: isFields(body) ? [body] : null, at: null };
}

/** Alerts of one notification belong together, unless the sender groups everything into one heap. */
function groupOf(body: unknown, format: ReadFormat): string | null {
  if (format === 'plain' || !isFields(body) || !isFields(body['groupLabels'])) return null;
  if (Object.keys(body['groupLabels']).length === 0 || typeof body['groupKey'] !== 'string') return null;
  return groupText(body['groupKey']);
}

function groupText(text: string): string {
  return text.length > groupMax ? sha256Hex(clean(text)) : clean(text);
}

function readOne(reading: Reading, piece: unknown, path: string, group: string | null): void {
  try {
    if (!isFields(piece)) throw new Malformed(path, 'An alert is an object.');
    const at = (key: string) => (path === '' ? key : `${path}.${key}`);
    reading.signals.push(reading.format === 'plain' ? readPlain(piece, at) : readWebhook(piece, at, reading.format, group));
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    reading.rejected.push({
      code: 'alert-malformed',
      field: error.field === '' ? null : error.field,
      message: error.message,
      piece,
    });
  }
}

type At = (key: string) => string;

/** Alertmanager and Grafana agree on what an alert is; they differ in where its page and its words are. */
function readWebhook(alert: Fields, at: At, format: 'alertmanager' | 'grafana', group: string | null): Signal {
  const state = stateAt(alert, 'status', at, null);
  const given = labelsAt(alert, 'labels', at);
  if (given.size === 0) throw new Malformed(at('labels'), 'An alert has at least one label.');
  const notes = labelsAt(alert, 'annotations', at);
  const own = textAt(alert, 'fingerprint', at);
  const name = given.get('alertname') ?? null;
  const title = notes.get('summary') ?? notes.get('title') ?? name ?? notes.get('message') ?? 'Alert without a name';
  const detail =
    notes.get('description') ?? notes.get('message') ?? (format === 'grafana' ? textAt(alert, 'valueString', at) : null) ?? '';
  const links = format === 'grafana' ? ['panelURL', 'dashboardURL', 'generatorURL'] : ['generatorURL'];
  return signalOf({
    fingerprint: fingerprintOf(own === '' ? null : own, given),
    state,
    title,
    detail,
    given,
    link: links.map((key) => linkOf(textAt(alert, key, at))).find((link) => link !== null) ?? null,
    group,
    startsAt: instantAt(alert, 'startsAt', at),
    endsAt: state === 'resolved' ? instantAt(alert, 'endsAt', at) : null,
  });
}

const plainKeys = [
  'title',
  'detail',
  'state',
  'key',
  'labels',
  'severity',
  'asset',
  'app',
  'site',
  'category',
  'link',
  'group',
  'at',
];
/** These stand beside the labels so that rules match on them as on any label. */
const plainLabels = ['asset', 'app', 'site', 'category', 'severity'];

function readPlain(alert: Fields, at: At): Signal {
  const stray = Object.keys(alert).find((key) => !plainKeys.includes(key));
  if (stray !== undefined)
    throw new Malformed(
      at(line(stray, 100)),
      'This key is not part of the plain shape; put it under "labels", or use a mapping.',
    );
  const title = textAt(alert, 'title', at);
  if (title === null || line(title, titleMax) === '') throw new Malformed(at('title'), 'An alert has a title.');
  const state = stateAt(alert, 'state', at, 'firing');
  const identifying = labelsAt(alert, 'labels', at);
  for (const name of plainLabels.slice(0, 4)) addField(identifying, alert, name, at);
  const key = textAt(alert, 'key', at);
  if (key !== null && (key === '' || key.length > keyMax)) throw new Malformed(at('key'), `A key has 1 to ${keyMax} characters.`);
  if (key === null && identifying.size === 0)
    throw new Malformed(
      at('key'),
      'An alert needs something that stays the same when it is sent again: a key, labels, an asset or an app.',
    );
  const given = new Map(identifying);
  addField(given, alert, 'severity', at);
  const when = instantAt(alert, 'at', at);
  const group = textAt(alert, 'group', at);
  return signalOf({
    fingerprint: key === null ? fingerprintOf(null, identifying) : `k:${sha256Hex(clean(key))}`,
    state,
    title,
    detail: textAt(alert, 'detail', at) ?? '',
    given,
    link: linkOf(textAt(alert, 'link', at)),
    group: group === null || group === '' ? null : groupText(group),
    startsAt: state === 'firing' ? when : null,
    endsAt: state === 'resolved' ? when : null,
  });
}

function addField(labels: Map<string, string>, alert: Fields, name: string, at: At): void {
  const text = textAt(alert, name, at);
  if (text !== null && text !== '' && !labels.has(name)) labels.set(name, text);
}

interface Rough extends Omit<Signal, 'labels' | 'cut'> {
  given: ReadonlyMap<string, string>;
}

/** Cuts to the limits, after the fingerprint is made. */
function signalOf({ given, ...rough }: Rough): Signal {
  const sorted = [...given].sort(([a], [b]) => (a < b ? -1 : 1));
  const kept = sorted
    .slice(0, labelsMax)
    .map(([name, value]) => [line(name, labelNameMax), cutText(value, labelValueMax)] as const);
  const cut =
    sorted.length > labelsMax ||
    rough.detail.length > detailMax ||
    sorted.some(([name, value]) => name.length > labelNameMax || value.length > labelValueMax);
  return {
    ...rough,
    title: line(rough.title, titleMax) || 'Alert without a name',
    detail: cutText(rough.detail, detailMax),
    labels: Object.fromEntries(kept),
    cut,
  };
}

/** The sender's own fingerprint where it has one, else the hash of the sorted labels. */
function fingerprintOf(own: string | null, labels: ReadonlyMap<string, string>): string {
  if (own !== null) return /^[\w:.-]{1,128}$/.test(own) ? `f:${own}` : `g:${sha256Hex(clean(own))}`;
  const pairs = [...labels].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [clean(name), clean(value)]);
  return `l:${sha256Hex(canonicalJson(pairs))}`;
}

function stateAt(alert: Fields, key: string, at: At, otherwise: 'firing' | null): 'firing' | 'resolved' {
  const value = alert[key] ?? otherwise;
  if (value !== 'firing' && value !== 'resolved') throw new Malformed(at(key), `The ${key} is "firing" or "resolved".`);
  return value;
}

/** Null when missing or null. */
function textAt(fields: Fields, key: string, at: At): string | null {
  const value = fields[key];
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Malformed(at(key), `The ${key} is a text.`);
}

/** A map of texts; numbers and booleans are read as their text. */
function labelsAt(fields: Fields, key: string, at: At): Map<string, string> {
  const value = fields[key];
  if (value === undefined || value === null) return new Map();
  if (!isFields(value)) throw new Malformed(at(key), `The ${key} are an object of texts.`);
  const texts = new Map<string, string>();
  for (const name of Object.keys(value)) {
    const text = textAt(value, name, (own) => at(`${key}.${line(own, 100)}`));
    if (text !== null) texts.set(name, text);
  }
  return texts;
}

/** Alertmanager writes year 1 for "not yet". A time outside 1970 to 2200 says nothing. */
function instantAt(fields: Fields, key: string, at: At): Temporal.Instant | null {
  const text = textAt(fields, key, at);
  if (text === null || text === '') return null;
  let instant: Temporal.Instant;
  try {
    instant = Temporal.Instant.from(text);
  } catch {
    throw new Malformed(at(key), `The ${key} is an instant with its offset, like 2027-05-29T07:10:00Z.`);
  }
  return instant.epochMilliseconds > 0 && instant.epochMilliseconds < latestMs ? instant.round('millisecond') : null;
}

const latestMs = Temporal.Instant.from('2200-01-01T00:00:00Z').epochMilliseconds;

function linkOf(text: string | null): string | null {
  if (text === null || text.length > linkMax || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? clean(url.href) : null;
}

/** PostgreSQL keeps neither NUL nor half of a surrogate pair. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}

function cutText(text: string, max: number): string {
  return clean(text.length > max ? `${text.slice(0, max - 1)}…` : text);
}

/** One line without control characters and without marks that turn the direction of what follows. */
export function line(text: string, max: number): string {
  const flat = text
    .slice(0, max * 2)
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '');
  return cutText(flat.trim(), max);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
