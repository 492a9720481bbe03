/**
 * The stages of a full test run, in the order in which a mistake is cheapest to learn of: first what reads the code,
 * then what runs it, then what runs the whole server. `npm run check` is the part that fits between two commits.
 * A stage of tests is counted test by test; a stage that is a tool counts as one.
 */
export interface Stage {
  name: string;
  /** Commands that may run side by side. All must exit with 0. */
  tools?: string[][];
  /** What to give Vitest. */
  tests?: string[];
  /** Part of `npm run check`. */
  quick?: boolean;
  /** A command that runs longer hangs; it is ended and the stage fails. */
  limitMinutes: number;
}

const script = (name: string) => ['npm', 'run', '--silent', name];

export const stages: readonly Stage[] = [
  {
    name: 'types',
    limitMinutes: 5,
    tools: [
      ['tsc', '-p', 'core'],
      ['tsc', '-p', '.'],
      ['tsc', '-p', 'apps/web'],
    ],
    quick: true,
  },
  { name: 'lint', limitMinutes: 2, tools: [script('lint')], quick: true },
  { name: 'boundaries', limitMinutes: 3, tools: [script('boundaries')], tests: ['--project', 'boundaries'], quick: true },
  { name: 'dead code', limitMinutes: 2, tools: [script('dead-code')], quick: true },
  { name: 'unit', limitMinutes: 5, tests: ['--project', 'unit'], quick: true },
  { name: 'database', limitMinutes: 6, tests: ['--project', 'db'], quick: true },
  { name: 'generated files', limitMinutes: 4, tools: [script('fresh')], quick: true },
  { name: 'access', limitMinutes: 4, tests: ['--project', 'access'] },
  { name: 'tenancy', limitMinutes: 4, tests: ['--project', 'tenancy'] },
  { name: 'journeys', limitMinutes: 25, tests: ['--project', 'journeys'] },
  { name: 'browser', limitMinutes: 25, tests: ['--project', 'browser'] },
];

/** `all`, `check`, or the names of stages. An unknown name is an error: a run of nothing must not look like success. */
export function stagesNamed(wanted: readonly string[]): readonly Stage[] {
  if (wanted.length === 0 || wanted.includes('all')) return stages;
  return wanted.flatMap((name) => {
    const found = name === 'check' ? stages.filter((stage) => stage.quick) : stages.filter((stage) => stage.name === name);
    if (found.length === 0)
      throw new Error(`No stage is called "${name}". Stages: ${stages.map((stage) => stage.name).join(', ')}.`);
    return found;
  });
}
