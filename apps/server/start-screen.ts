/**
 * What a person reads at start: progress while it takes, then where to go, who to be, and what to try first.
 */
import type { Config } from '@tandem/platform/config/config.ts';

export interface ExampleAnnouncement {
  password: string;
  people: readonly { name: string; email: string; about: string }[];
  /** Null when the clock shows wall time. */
  shows: string | null;
}

export interface StartScreen {
  title(): void;
  step(text: string): void;
  ready(url: string, config: Config, example: ExampleAnnouncement | null): void;
  stopped(): void;
  refuse(problems: readonly string[]): void;
}

export function startScreen(stream: NodeJS.WriteStream): StartScreen {
  const started = performance.now();
  const bold = (text: string) => (stream.isTTY ? `\u001b[1m${text}\u001b[0m` : text);
  const dim = (text: string) => (stream.isTTY ? `\u001b[2m${text}\u001b[0m` : text);
  const line = (text = '') => stream.write(`${text}\n`);
  const seconds = () => `${((performance.now() - started) / 1_000).toFixed(1)} s`;
  return {
    title: () => line(`${bold('Tandem')} ${dim('the shared system on which two IT teams run one engagement')}`),
    step: (text) => line(dim(`  ${seconds().padStart(7)}  ${text}`)),
    ready: (url, config, example) => {
      line(dim(`  ${seconds().padStart(7)}  Ready`));
      line();
      line(`  Open ${bold(url)}`);
      if (example !== null) line(exampleLines(example).join('\n'));
      if (!config.example)
        line(
          '  No example is loaded. While nobody is there, the first visit makes the first person and closes that door for ever.',
        );
      line();
      line(dim('  Ctrl-C stops everything, PostgreSQL included.'));
    },
    stopped: () => line(dim('  Stopped.')),
    refuse: (problems) => {
      for (const problem of problems) line(`${bold('Cannot start:')} ${problem}`);
    },
  };
}

function exampleLines(example: ExampleAnnouncement): string[] {
  const width = Math.max(...example.people.map((person) => person.email.length));
  return [
    '',
    '  This is the example: Harbor Fabrication with Northline MSP. It answers on this machine only.',
    ...(example.shows === null ? [] : [`  Its clock shows ${example.shows}.`]),
    `  Sign in as one of these, password  ${example.password}`,
    '',
    ...example.people.map((person) => `    ${person.email.padEnd(width)}  ${person.name}, ${person.about}`),
    '',
    '  Send a first alert, in another terminal:  npm run try:alert',
  ];
}
