/**
 * Requests that leave nothing behind. While `undone` runs its work, every transaction of the server is a savepoint of one
 * transaction that is rolled back at the end, so that a thousand requests that change something all meet the same rows.
 * What a commit checks (deferred constraints) is checked at the end of each savepoint.
 */
import type { Db } from '@tandem/platform/db/pool.ts';
import type { Tx } from '@tandem/platform/db/session.ts';
import type { Services } from '@tandem/platform/http/edge.ts';
import { sql } from 'kysely';

/** One at a time: the server's pool is exchanged for as long as `work` runs. */
export async function undone<T>(services: Services, work: () => Promise<T>): Promise<T> {
  const { db } = services;
  const outer = await db.startTransaction().execute();
  services.db = savepointsOf(outer);
  try {
    return await work();
  } finally {
    services.db = db;
    await outer.rollback().execute();
  }
}

/** As much of a pool as the product uses: `withSession` begins transactions and nothing else. */
function savepointsOf(outer: Tx): Db {
  let last: Promise<unknown> = Promise.resolve();
  const execute = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const mine = last.then(() => inSavepoint(outer, work));
    last = mine.catch(() => undefined);
    return mine;
  };
  return { transaction: () => ({ execute }) } as unknown as Db;
}

async function inSavepoint<T>(outer: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  await sql`savepoint request`.execute(outer);
  try {
    const result = await work(outer);
    await sql`set constraints all immediate`.execute(outer);
    await sql`set constraints all deferred`.execute(outer);
    await sql`release savepoint request`.execute(outer);
    return result;
  } catch (error) {
    await sql`rollback to savepoint request`.execute(outer);
    throw error;
  }
}
