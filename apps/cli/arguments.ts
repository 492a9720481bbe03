/**
 * Arguments of one command: its flags, its files, `--json` and `--help`. What a command does not know is refused with
 * the nearest thing that it does know; nothing is silently ignored.
 */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { didYouMean } from '@tandem/core/responsibility/parse/nearest.ts';
import { type Terminal, usage } from './terminal.ts';

export interface Command {
  /** One line for the list of commands. */
  about: string;
  /** The whole of `tandem COMMAND --help`. */
  help: string;
  flags: ParseArgsOptionsConfig;
  /** How many files it takes. */
  files: { min: number; max: number };
  run(terminal: Terminal, given: Given): Promise<number>;
}

export interface Given {
  files: string[];
  json: boolean;
  /** A flag that takes a value; undefined when it was not given. */
  text(name: string): string | undefined;
  /** A flag that may be given several times. */
  texts(name: string): string[];
  flag(name: string): boolean;
}

const always: ParseArgsOptionsConfig = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } };

/** The arguments, or `help` when they ask for it. */
export function readArguments(command: Command, name: string, args: readonly string[]): Given | 'help' {
  const options = { ...command.flags, ...always };
  const { values, positionals } = parseFlags(options, name, args);
  if (values['help'] === true) return 'help';
  const { min, max } = command.files;
  if (positionals.length < min || positionals.length > max) {
    const expected = min === max ? `${min}` : max === Number.POSITIVE_INFINITY ? `at least ${min}` : `${min} to ${max}`;
    throw usage(`${name} takes ${expected} ${max === 1 ? 'file' : 'files'}, and was given ${positionals.length}.`);
  }
  const given = (flag: string): unknown => (Object.hasOwn(values, flag) ? values[flag] : undefined);
  return {
    files: positionals,
    json: values['json'] === true,
    text: (flag) => given(flag) as string | undefined,
    texts: (flag) => (given(flag) as string[] | undefined) ?? [],
    flag: (flag) => given(flag) === true,
  };
}

function parseFlags(options: ParseArgsOptionsConfig, name: string, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const unknown = /^Unknown option '(--?[^']*)'/.exec((error as Error).message)?.[1];
    if (unknown === undefined) throw usage((error as Error).message);
    const hint = didYouMean(
      unknown,
      Object.keys(options).map((flag) => `--${flag}`),
    );
    throw usage(`${name} has no ${unknown}.${hint}`);
  }
}
