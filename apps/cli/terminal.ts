/**
 * What a command sees of the world: arguments, two streams to write to, the environment and the time. Commands are
 * functions of it, so a test runs them without a process. Text from files goes to the terminal with its control
 * characters made visible, because an engagement file or an audit export is written by strangers.
 */

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  env: Readonly<Record<string, string | undefined>>;
  now(): Temporal.Instant;
  /** Columns to wrap at. */
  width: number;
  stdin(): Promise<Uint8Array>;
}

/** What a command ends with; docs/using/command-line.md explains them to people. */
export const exit = {
  ok: 0,
  /** The command ran, and the answer is no: findings, differences, an invalid file, a refusal. */
  no: 1,
  /** The command was not understood. */
  usage: 2,
  /** A file, a stream or a server could not be read or written. */
  unreachable: 3,
} as const;

/** Ends a command with a sentence for the person who ran it. */
export class Stop extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export const usage = (message: string): Stop => new Stop(exit.usage, message);

/** Control characters other than newline and tab, as a terminal must not receive them from a stranger. */
const control = /[^\P{Cc}\n\t]/gu;

export function visible(text: string): string {
  return text.replace(control, '\ufffd');
}

export function writeLines(terminal: Terminal, lines: readonly string[]): void {
  terminal.out(visible(`${lines.join('\n')}\n`));
}

/** JSON for machines: two spaces, control characters escaped. */
export function writeJson(terminal: Terminal, value: unknown): void {
  const json = JSON.stringify(value, null, 2);
  terminal.out(`${json.replace(control, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`);
}

/** Words after a prefix, broken into lines of at most `width`; the later lines stand under the first word. */
export function wrap(prefix: string, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && prefix.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each, index) => (index === 0 ? prefix : ' '.repeat(prefix.length)) + each);
}
