/**
 * Texts, numbers and one-line collections as YAML. A text is written plainly only where no YAML reader, not even one of
 * the older 1.1 kind, could take it for something else; so dates, numbers in text and words such as `yes` are quoted.
 */

type Context = 'block' | 'flow';

/** Where a one-line collection ends at the latest. */
const maxColumn = 100;

export function scalar(value: unknown, context: Context): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value !== 'string') throw new TypeError(`An engagement file cannot hold a ${typeof value}.`);
  if (isPlain(value, context)) return value;
  return /[\n\t\\]/.test(value) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
}

/** Starts that YAML gives a meaning, alone or before a blank. */
const specialStart = /^[-?:,[\]{}#&*!|>'"%@`=<~]|^\.\.\./;
/** `: ` and ` #` inside, a colon at the end, or any blank that is not a single plain space between words. */
const specialInside = /:(?= |$)| #|[^\S ]|^ | $/;
const wordsOfYaml = /^(null|true|false|yes|no|on|off|y|n)$/i;
/** Numbers of YAML 1.1 and 1.2, times with colons, and anything that begins as a date does. */
const numberLike = /^[-+]?[.\d][\d_.,:]*([eE][-+]?\d*)?$|^0[xob]|^[-+]?\.(inf|nan)$|^\d{4}-\d{1,2}-\d{1,2}/i;

function isPlain(value: string, context: Context): boolean {
  if (value === '' || specialStart.test(value) || specialInside.test(value)) return false;
  if (wordsOfYaml.test(value) || numberLike.test(value)) return false;
  return context === 'block' || !/[,[\]{}]|:(?=[,[\]{}])/.test(value);
}

/** A value on one line: `{who: [dana], mode: act}`. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return scalar(value, 'flow');
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${scalar(key, 'flow')}: ${flowText(member)}`).join(', ')}}`;
}

/** Whether the one-line form is short enough and as easy to read: a text that needs quotes only in braces goes below. */
export function flowFits(value: object, text: string, column: number): boolean {
  return column + text.length <= maxColumn && !quotedByBraces(value);
}

function quotedByBraces(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(quotedByBraces);
  if (typeof value === 'object' && value !== null) return Object.values(value).some(quotedByBraces);
  return typeof value === 'string' && isPlain(value, 'block') && !isPlain(value, 'flow');
}

/** A text of several lines as a literal block (mark, then lines); null when it is not one or would not survive as one. */
export function literalBlock(value: unknown, indent: number): string[] | null {
  if (typeof value !== 'string' || !value.includes('\n')) return null;
  const body = value.endsWith('\n') ? value.slice(0, -1) : value;
  const lines = body.split('\n');
  const survives = lines[0] !== '' && lines.at(-1) !== '' && lines.every((line) => !/^\s|\s$|\t/.test(line));
  if (!survives) return null;
  return [value.endsWith('\n') ? '|' : '|-', ...lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line))];
}
