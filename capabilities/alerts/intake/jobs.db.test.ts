/**
 * Batches under stress: one delivery that cannot be kept takes no other with it, and an answer of 2xx is never a lie.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { alertsCapability, sourceCreate } from '../index.ts';

let cast: Cast;
let token: string;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, alertsCapability]);
  ({ token } = await cast.asSystem((ctx) => sourceCreate(ctx, 'internal', { name: 'storm', format: 'plain' })));
});
afterAll(() => cast.end());

const send = async (title: string) => {
  const response = await cast.app.inject({ method: 'POST', url: `/in/alerts/${token}`, payload: { title, key: title } });
  return { title, status: response.statusCode, code: response.json().code };
};
const owner = (statement: string) => cast.database.pools.owner.query(statement);
const keptTitles = async () => new Set<string>((await owner('select title from alerts_alert')).rows.map((row) => row.title));

test('a delivery that the database refuses fails alone', async () => {
  await send('warm');
  await owner(`create function public.poison() returns trigger language plpgsql as $$ begin if new.title = 'poison' then raise exception 'poison'; end if; return new; end $$;
    create trigger poison before insert on alerts_alert for each row execute function public.poison()`);
  const answers = await Promise.all(
    [...Array.from({ length: 60 }, (_, index) => `good ${index}`), 'poison', 'good last'].map(send),
  );
  await owner('drop trigger poison on alerts_alert');
  expect(answers.filter((answer) => answer.status !== 200)).toEqual([{ title: 'poison', status: 500, code: 'internal-error' }]);
  const kept = await keptTitles();
  expect(answers.filter((answer) => answer.status === 200).every((answer) => kept.has(answer.title))).toBe(true);
  expect(kept.has('poison')).toBe(false);
  expect((await send('poison')).status).toBe(200);
});

test('when connections break, senders are told to come back, and what was answered is kept', async () => {
  const breakAll = () =>
    owner(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query not ilike 'listen%'`,
    ).catch(() => undefined);
  const wave = (number: number) => Promise.all(Array.from({ length: 20 }, (_, index) => send(`wave ${number} ${index}`)));
  const answers: Awaited<ReturnType<typeof send>>[] = [];
  for (let number = 0; number < 12; number += 1) {
    const answering = wave(number);
    if (number % 2 === 1) for (let times = 0; times < 4; times += 1) await breakAll();
    answers.push(...(await answering));
  }
  const kept = await keptTitles();
  expect(answers.filter((answer) => answer.status === 200).filter((answer) => !kept.has(answer.title))).toEqual([]);
  expect([...new Set(answers.map((answer) => answer.status))].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  expect(answers.some((answer) => answer.status === 200)).toBe(true);
  // A connection that broke last may be noticed only when it is used: whoever is told to come back is served then.
  await expect.poll(async () => (await send('after')).status, { timeout: 10_000 }).toBe(200);
});
