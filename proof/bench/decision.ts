/**
 * The speed of the decision core: questions a second, and the time that a year's proof takes. The questions are those
 * of the Harbor cases, so that a mix of windows, scopes, absences, overflow and vendors is measured and not one path.
 */
import { readFileSync } from 'node:fs';
import { compile } from '@tandem/core/responsibility/compile.ts';
import type { Facts } from '@tandem/core/responsibility/model.ts';
import { parseEngagement } from '@tandem/core/responsibility/parse.ts';
import { prove } from '@tandem/core/responsibility/prove.ts';
import { who } from '@tandem/core/responsibility/who.ts';
import type { Bench, Figure } from './measure.ts';
import { measureRate, measureTime } from './measure.ts';
import { syntheticFile, syntheticYear } from './synthetic.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

function harborFile() {
  const parsed = parseEngagement(read('examples/harbor.yaml'), 'examples/harbor.yaml');
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.file;
}

function measureWho(): Figure[] {
  const harbor = compile(harborFile());
  const cases = JSON.parse(read('cases/who.json')).cases as { facts: Facts }[];
  const questions = cases.map(({ facts }) => facts);
  const ask = (trace: boolean) => (i: number) => {
    who(harbor, questions[i % questions.length]!, { trace });
  };
  return [
    measureRate('who on Harbor, without trace', ask(false), { atLeast: 300_000 }),
    measureRate('who on Harbor, with trace', ask(true), { atLeast: 50_000 }),
  ];
}

/** One, two and four times the size, questions about every function in turn. */
function measureWhoGrowth(): Figure[] {
  return [1, 2, 4].map((size) => {
    const file = syntheticFile(size);
    const engagement = compile(file);
    const questions = file.matrix[0]!.rows.map(
      (row, index): Facts => ({
        at: Temporal.Instant.from('2027-01-01T00:00Z')
          .add({ minutes: index * 1009 })
          .toString(),
        function: row.function,
        priority: (['P1', 'P2', 'P3', 'P4'] as const)[index % 4]!,
        ...row.scope,
      }),
    );
    const name = `who on the synthetic engagement ×${size}, without trace`;
    return measureRate(name, (i) => who(engagement, questions[i % questions.length]!), { atLeast: 150_000 });
  });
}

function measureProve(): Figure[] {
  const file = harborFile();
  const year = { from: '2026-10-01', to: '2027-10-01' };
  const figures = [
    measureTime('compile Harbor', () => compile(file)),
    measureTime('compile Harbor and prove one year', () => prove(compile(file), year), { below: 1000 }),
  ];
  for (const size of [1, 2, 4]) {
    const synthetic = syntheticFile(size);
    const bar = size === 1 ? { below: 5000 } : undefined;
    figures.push(
      measureTime(
        `compile the synthetic engagement ×${size} and prove one year`,
        () => prove(compile(synthetic), syntheticYear),
        bar,
      ),
    );
  }
  return figures;
}

export const bench: Bench = {
  name: 'decision',
  run: () => [...measureWho(), ...measureWhoGrowth(), ...measureProve()],
};
