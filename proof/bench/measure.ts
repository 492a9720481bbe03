/**
 * How a figure is measured, the same for every bench: a warm-up, then several rounds of about equal length, of which
 * the median counts, with the spread between the slowest and the fastest round beside it. A bar is a promise: a figure
 * on the wrong side of it fails the run. Rates are per second of processor time, so that a busy machine does not make
 * the product look slow; times are what a person waits.
 */

export interface Figure {
  /** What was measured, as a noun phrase. */
  name: string;
  unit: string;
  median: number;
  slowest: number;
  fastest: number;
  rounds: number;
  /** The promise, if there is one, and whether the median keeps it. */
  bar?: { atLeast?: number; below?: number; kept: boolean };
}

export interface Bench {
  name: string;
  run: () => Figure[] | Promise<Figure[]>;
}

const rounds = 7;
const roundMs = 300;

/** Of the values of some rounds: the median and the spread. */
export function figureOf(name: string, unit: string, values: number[], isHigherBetter: boolean): Figure {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const [slowest, fastest] = isHigherBetter ? [low, high] : [high, low];
  return {
    name,
    unit,
    median: round(sorted[sorted.length >> 1]!),
    slowest: round(slowest),
    fastest: round(fastest),
    rounds: sorted.length,
  };
}

/** Three significant digits are more than a shared machine can promise. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}

/** The figure with a promise, kept or not by its median. */
export function withBar(figure: Figure, bar: { atLeast?: number; below?: number }): Figure {
  const { atLeast = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY } = bar;
  return { ...figure, bar: { ...bar, kept: figure.median >= atLeast && figure.median < below } };
}

/** How often one core can call `ask(i)` in a second; `i` counts up, so that questions can differ. */
export function measureRate(name: string, ask: (i: number) => void, bar: { atLeast: number }): Figure {
  const coreMsOf = (count: number) => {
    const started = process.cpuUsage();
    for (let i = 0; i < count; i++) ask(i);
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  };
  let count = 1000;
  for (let ms = coreMsOf(count); ms < roundMs; ms = coreMsOf(count)) {
    count = Math.ceil(count * Math.min(10, (1.2 * roundMs) / Math.max(ms, 1)));
  }
  const rates = Array.from({ length: rounds }, () => (count / coreMsOf(count)) * 1000);
  return withBar(figureOf(name, 'per second of one core', rates, true), bar);
}

/** How long `work` takes, in milliseconds. One call warms up. */
export function measureTime(name: string, work: () => void, bar?: { below: number }): Figure {
  work();
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  const figure = figureOf(name, 'ms', times, false);
  return bar ? withBar(figure, bar) : figure;
}

/** The same for work that is awaited; its first call counts, since somebody waits for it. */
export async function measureTimes(name: string, work: () => Promise<unknown>, bar: { below: number }): Promise<Figure> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return withBar(figureOf(name, 'ms', times, false), bar);
}
