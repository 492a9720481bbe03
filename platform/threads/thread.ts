/**
 * Long pure computations beside the event loop. A module's exported function runs in a worker thread with arguments that
 * can be cloned, within a time limit; while it computes, intake and pages go on. One thread at a time: a second call
 * waits, since a machine of two cores has none to spare.
 */
import { Worker } from 'node:worker_threads';

const limitMs = 60_000;
let queue: Promise<unknown> = Promise.resolve();

const runner = `
const { parentPort, workerData } = require('node:worker_threads');
import(workerData.module).then(async (loaded) => {
  parentPort.postMessage(await loaded[workerData.name](...workerData.args));
});`;

/** Calls `name` of `module` (a file URL) with `args` in a thread. Rejects when it throws or takes longer than a minute. */
export function runInThread<Result>(module: string, name: string, args: readonly unknown[]): Promise<Result> {
  const next = queue.then(() => runOnce<Result>(module, name, args));
  queue = next.catch(() => undefined);
  return next;
}

function runOnce<Result>(module: string, name: string, args: readonly unknown[]): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(runner, { eval: true, workerData: { module, name, args } });
    const timer = setTimeout(() => {
      reject(new Error(`${name} took longer than ${limitMs / 1_000} seconds.`));
      void worker.terminate();
    }, limitMs);
    worker.once('message', (result: Result) => {
      resolve(result);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error(`${name} ended without an answer.`));
    });
  });
}
