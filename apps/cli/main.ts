#!/usr/bin/env node
/**
 * `tandem COMMAND …`: the engagement file on the command line, for people by default and for machines with `--json`.
 * Nothing here needs a database; `import` and `export` talk to a running server. Results go to standard output, what
 * went wrong to standard error, and the exit code says which it was (terminal.ts).
 */
import { didYouMean } from '@tandem/core/responsibility/parse/nearest.ts';
import { type Command, readArguments } from './arguments.ts';
import { auditCommand } from './audit.ts';
import { checkCommand } from './check.ts';
import { diffCommand } from './diff.ts';
import { exportCommand, importCommand } from './exchange.ts';
import { fitCommand } from './fit.ts';
import { fmtCommand } from './fmt.ts';
import { lintCommand } from './lint.ts';
import { priceCommand } from './price.ts';
import { proveCommand } from './prove.ts';
import { recomputeCommand } from './recompute.ts';
import { exit, Stop, type Terminal, usage, visible } from './terminal.ts';
import { verifyCommand } from './verify.ts';
import { whoCommand } from './who.ts';

const commands = new Map<string, Command>([
  ['who', whoCommand],
  ['prove', proveCommand],
  ['lint', lintCommand],
  ['price', priceCommand],
  ['fit', fitCommand],
  ['check', checkCommand],
  ['fmt', fmtCommand],
  ['diff', diffCommand],
  ['import', importCommand],
  ['export', exportCommand],
  ['recompute', recomputeCommand],
  ['audit', auditCommand],
  ['verify', verifyCommand],
]);

function overview(): string {
  const list = [...commands].map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`).join('\n');
  return `usage: tandem COMMAND FILE… [options]

${list}

tandem COMMAND --help explains one. --json gives any result to a machine; - reads standard input.
Exit codes: 0 yes, 1 no (findings, differences, an invalid file), 2 not understood, 3 not readable or not reachable.
`;
}

/** Runs one command line (without the program's name) and gives its exit code. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const [name = '', ...rest] = args;
    if (['--help', '-h', 'help'].includes(name)) {
      terminal.out(overview());
      return exit.ok;
    }
    const command = commands.get(name);
    if (!command) {
      throw usage(
        name === ''
          ? 'Which command? tandem --help lists them.'
          : `There is no command ${name}.${didYouMean(name, commands.keys())}`,
      );
    }
    const given = readArguments(command, name, rest);
    if (given !== 'help') return await command.run(terminal, given);
    terminal.out(command.help);
    return exit.ok;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    terminal.err(visible(`tandem: ${error.message}\n`));
    return error.code;
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** The real terminal. A reader that goes away early, such as `head`, is no error. */
export async function main(): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(exit.ok);
  });
  process.exitCode = await run(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    env: process.env,
    now: () => Temporal.Now.instant(),
    width: Math.min(Math.max(process.stdout.columns ?? 100, 60), 120),
    stdin: readStandardInput,
  });
}

if (import.meta.main) await main();
