/**
 * Runs a mapping in its thread, and ends the thread when a bound is passed: no mapping can hold the server, whatever it
 * does (a loop, a regular expression that explodes, a list without end). One thread serves the process; bodies wait for
 * it in a bounded line.
 */
import { Worker } from 'node:worker_threads';
import {
  createStrikes,
  type MappingReply,
  type MappingRequest,
  type MappingResult,
  mappingMegabytesMax,
  mappingMillisecondsMax,
  mappingWaitingMax,
} from './rules.ts';

/** The thread's own time limit ends first; this one ends what does not look at it. */
const endAfterMs = mappingMillisecondsMax * 2;
const startWithinMs = 10_000;

let thread: Promise<Worker> | null = null;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();
const strikes = createStrikes();

/** Applies `expression` to a JSON text. Never throws; the value has come through JSON. */
export async function runMapping(expression: string, input: string, now: Temporal.Instant): Promise<MappingResult> {
  if (strikes.rests(expression, performance.now()))
    return { ok: false, reason: 'stopped', message: 'The mapping was stopped several times in a row and rests for a minute.' };
  return inLine({ expression, input, nowMs: now.epochMilliseconds });
}

/** null when the expression can be read; otherwise the sentence that says why not. */
export async function mappingProblem(expression: string): Promise<string | null> {
  const result = await inLine({ expression, input: null, nowMs: 0 });
  return result.ok ? null : result.message;
}

async function inLine(request: MappingRequest): Promise<MappingResult> {
  if (waiting >= mappingWaitingMax)
    return { ok: false, reason: 'busy', message: 'Too many bodies wait for their mapping. Send this one again.' };
  waiting += 1;
  const turn = last.then(() => ask(request));
  last = turn.catch(() => undefined);
  try {
    return await turn;
  } finally {
    waiting -= 1;
  }
}

async function ask(request: MappingRequest): Promise<MappingResult> {
  const worker = await startedThread();
  const reply = await answerOf(worker, request);
  if (reply === null) {
    thread = null;
    await worker.terminate();
    strikes.stopped(request.expression, performance.now());
    return {
      ok: false,
      reason: 'stopped',
      message: `The mapping was stopped: it took more than ${mappingMillisecondsMax} ms, or too much memory.`,
    };
  }
  strikes.finished(request.expression);
  return reply.ok ? { ok: true, value: JSON.parse(reply.output) } : { ok: false, reason: 'wrong', message: reply.message };
}

/** Null when the thread did not answer in time or died over the request. */
function answerOf(worker: Worker, request: MappingRequest): Promise<MappingReply | null> {
  return new Promise((resolve) => {
    const settle = (reply: MappingReply | null) => {
      clearTimeout(timer);
      worker.off('message', settle);
      worker.off('exit', died);
      worker.off('error', died);
      worker.unref();
      resolve(reply);
    };
    const died = () => settle(null);
    const timer = setTimeout(died, endAfterMs);
    worker.ref();
    worker.on('message', settle);
    worker.on('exit', died);
    worker.on('error', died);
    worker.postMessage(request);
  });
}

/** Starting takes longer than any mapping may, so its time is not counted against one. */
function startedThread(): Promise<Worker> {
  thread ??= new Promise<Worker>((resolve, reject) => {
    const worker = new Worker(new URL('./jobs.ts', import.meta.url), {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: mappingMegabytesMax, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    });
    const timer = setTimeout(() => reject(new Error('The thread for mappings does not start.')), startWithinMs);
    worker.once('message', () => {
      clearTimeout(timer);
      worker.unref();
      resolve(worker);
    });
    worker.once('error', (error) => {
      clearTimeout(timer);
      thread = null;
      reject(error);
    });
    worker.once('exit', () => {
      thread = null;
    });
  });
  return thread;
}
