import { expect, test } from 'vitest';
import { goFirst, stepAside } from './precedence.ts';

/** Holds `count` requests open until told. */
function crowd(count: number): () => Promise<void> {
  let leave = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const all = Array.from({ length: count }, () => goFirst(() => held));
  return async () => {
    leave();
    await Promise.all(all);
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

test('nobody waits, or a few: background work goes on at once', async () => {
  expect(await stepAside()).toBe(false);
  const leave = crowd(3);
  expect(await timed(() => stepAside())).toBeLessThan(200);
  await leave();
});

test('a crowd goes first until it is served', async () => {
  const leave = crowd(20);
  const aside = stepAside();
  await leave();
  expect(await aside).toBe(false);
});

test('a crowd that does not end slows background work and cannot stop it', async () => {
  const leave = crowd(20);
  const took = await timed(async () => expect(await stepAside()).toBe(true));
  expect(took).toBeGreaterThanOrEqual(490);
  await leave();
});

test('work that fails is counted out as well', async () => {
  await Promise.all(
    Array.from({ length: 20 }, () => goFirst(() => Promise.reject(new Error('no')))).map((each) => each.catch(() => undefined)),
  );
  expect(await stepAside()).toBe(false);
});

test('a process that is about to end takes no further step', async () => {
  await expect(stepAside(AbortSignal.abort())).rejects.toThrow();
});
