/**
 * `npm run bench [NAME…]`: measures what the product promises about its speed and prints it as JSON with the machine
 * it was measured on. Exit code 1 when a bar is missed, 2 for an unknown name. A bench is a file of this folder that
 * exports `bench`; a new one is added to the list below.
 */
import { cpus, totalmem } from 'node:os';
import { bench as decision } from './decision.ts';
import { bench as editor } from './editor.ts';
import { bench as examine } from './examine.ts';
import { bench as intake } from './intake.ts';
import type { Bench } from './measure.ts';
import { bench as statement } from './statement.ts';

const benches: Bench[] = [decision, editor, examine, intake, statement];

function machine() {
  const [cpu] = cpus();
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpu?.model.trim() ?? 'unknown',
    cpus: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    timeZoneData: process.versions['tz'] ?? 'unknown',
  };
}

async function main(names: string[]): Promise<number> {
  const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    process.stderr.write(`No bench is called ${unknown.join(', ')}; there are ${benches.map(({ name }) => name).join(', ')}.\n`);
    return 2;
  }
  const results = [];
  for (const bench of benches) {
    if (names.length === 0 || names.includes(bench.name)) results.push({ bench: bench.name, figures: await bench.run() });
  }
  process.stdout.write(`${JSON.stringify({ machine: machine(), results }, null, 2)}\n`);
  const missed = results.flatMap(({ figures }) => figures.filter((figure) => figure.bar?.kept === false));
  for (const { name, median, unit } of missed) process.stderr.write(`Missed: ${name} is ${median} ${unit}.\n`);
  return missed.length > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
