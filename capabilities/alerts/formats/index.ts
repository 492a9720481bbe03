/**
 * From the bytes of a body to alerts, by the way of its source: JSON in one of the known shapes, or any JSON through the
 * source's mapping. What cannot be read comes back as an entry for the quarantine; nothing here throws over a body.
 */
import { createHash } from 'node:crypto';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { storable } from '@tandem/platform/record/record.ts';
import { runMapping } from '../mapping/index.ts';
import { bodyBytesKept, type Refused } from '../quarantine/store.ts';
import type { SourceSettings } from '../sources/rules.ts';
import { type ReadFormat, type Rejected, readBody, type Signal } from './rules.ts';

export interface RawBody {
  /** All of it when `isWhole`, else its beginning. */
  bytes: Buffer;
  /** Of all that came. */
  length: number;
  isWhole: boolean;
  contentType: string | null;
}

export interface TextReading {
  /** How it was read: what `auto` found out. */
  format: ReadFormat | 'mapping' | 'heartbeat';
  signals: Signal[];
  rejected: Rejected[];
  /** The body with nothing but the alerts that were rejected, when others were not. */
  remainder: string | null;
}

type ReadSettings = Pick<SourceSettings, 'format' | 'mapping'>;

/** Reads a text as the source would. Refuses `unavailable` when too many bodies wait for their mapping. */
export async function readText(settings: ReadSettings, text: string, now: Temporal.Instant): Promise<TextReading> {
  if (settings.format === 'heartbeat') return { format: 'heartbeat', signals: [], rejected: [], remainder: null };
  const json = parseJson(text);
  if (json === undefined)
    return broken(settings.format === 'mapping' ? 'mapping' : 'plain', 'alert-malformed', 'The body is not JSON.');
  if (settings.format === 'mapping') return readMapped(settings.mapping ?? '', text, now);
  const reading = readBody(json.value, settings.format === 'auto' ? null : settings.format);
  return { ...reading, remainder: remainderOf(json.value, reading.rejected, reading.signals.length) };
}

/** Reads a body as it came. Entries for the quarantine hold the whole body, or what of it was rejected. */
export async function readRaw(
  source: ReadSettings & { id: string },
  raw: RawBody,
  now: Temporal.Instant,
): Promise<{ signals: Signal[]; refused: Refused[] }> {
  if (!raw.isWhole) return { signals: [], refused: [refusedOf(source.id, raw, tooLarge)] };
  const text = decode(raw.bytes);
  if (text === null && source.format !== 'heartbeat') return { signals: [], refused: [refusedOf(source.id, raw, notText)] };
  const reading = await readText(source, text ?? '', now);
  const [first, ...more] = reading.rejected;
  if (first === undefined) return { signals: reading.signals, refused: [] };
  const bytes = reading.remainder === null ? raw.bytes : Buffer.from(reading.remainder);
  const message = more.length === 0 ? first.message : `${first.message} ${more.length} more could not be read.`;
  const kept = { ...raw, bytes, length: bytes.length };
  return { signals: reading.signals, refused: [refusedOf(source.id, kept, { ...first, message })] };
}

const tooLarge = { code: 'too-large', field: null, message: 'The body is larger than the intake takes.' };
const notText = { code: 'alert-malformed', field: null, message: 'The body is not UTF-8 text.' };

function refusedOf(sourceId: string, raw: RawBody, why: { code: string; field: string | null; message: string }): Refused {
  return {
    sourceId,
    code: why.code,
    field: why.field === null ? null : storable(why.field.slice(0, 300)),
    message: storable(why.message.slice(0, 500)),
    body: raw.bytes.subarray(0, bodyBytesKept),
    bytes: raw.length,
    bodyHash: createHash('sha256').update(raw.bytes).digest('hex'),
    contentType: raw.contentType === null ? null : storable(raw.contentType.slice(0, 200)),
  };
}

async function readMapped(mapping: string, text: string, now: Temporal.Instant): Promise<TextReading> {
  const mapped = await runMapping(mapping, text, now);
  if (!mapped.ok && mapped.reason === 'busy') throw new Refusal('unavailable', mapped.message, null);
  if (!mapped.ok) return broken('mapping', 'alert-mapping-failed', mapped.message);
  if (mapped.value === null)
    return broken(
      'mapping',
      'alert-mapping-failed',
      'The mapping gave nothing. To say "no alert in here", it gives an empty list.',
    );
  if (Array.isArray(mapped.value) && mapped.value.length === 0)
    return { format: 'mapping', signals: [], rejected: [], remainder: null };
  const reading = readBody(mapped.value, 'plain');
  const rejected = reading.rejected.map(({ field, message }) => ({
    code: 'alert-mapping-failed' as const,
    field: field === null ? 'mapping' : `mapping → ${field}`,
    message,
  }));
  return { format: 'mapping', signals: reading.signals, rejected, remainder: null };
}

function broken(format: TextReading['format'], code: 'alert-malformed' | 'alert-mapping-failed', message: string): TextReading {
  return {
    format,
    signals: [],
    rejected: [{ code, field: code === 'alert-malformed' ? null : 'mapping', message }],
    remainder: null,
  };
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function remainderOf(body: unknown, rejected: readonly Rejected[], read: number): string | null {
  if (read === 0 || rejected.length === 0) return null;
  const pieces = rejected.map(({ piece }) => piece);
  return JSON.stringify(Array.isArray(body) ? pieces : { ...(body as object), alerts: pieces });
}
