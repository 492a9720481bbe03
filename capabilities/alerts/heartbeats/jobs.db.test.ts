/**
 * Silence on a real database: it becomes an alert with an owner when a deadline passes, and ends with the next word.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cast, createCast } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { usualPriorities } from '../contract.ts';
import { alertsCapability, sourceCreate } from '../index.ts';
import { watchAll } from './jobs.ts';

let cast: Cast;
let made = 0;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, alertsCapability], '2027-05-29T02:10:00-05:00');
});
afterAll(() => cast.end());

const heartbeat = { intervalMinutes: 5, graceMinutes: 1, function: 'sv-monitoring', priority: 'P2' as const };
const source = (more: Record<string, unknown> = {}) => {
  made += 1;
  const name = `beat ${made}`;
  return cast.asSystem((ctx) => sourceCreate(ctx, 'internal', { name, format: 'heartbeat', heartbeat, ...more }));
};
const beat = async (token: string, payload: object | string = '') =>
  (await cast.app.inject({ method: 'POST', url: `/in/alerts/${token}`, payload })).statusCode;
/** The watch as it runs: every minute. */
async function minutesPass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    cast.clock.set(cast.clock.now().add({ seconds: 60 }));
    await watchAll(cast.services);
  }
}
const alertsOf = async (sourceId: string) => (await cast.as('dana').get(`~/alerts?sourceId=${sourceId}`)).body.items;
const pulseOf = async (sourceId: string) => (await cast.as('dana').get(`~/alerts/sources/${sourceId}`)).body.pulse;

describe('a heartbeat source', () => {
  test('that speaks in time never alerts; any body will do', async () => {
    const { sourceId, token } = await source();
    for (const payload of ['', { any: 'thing' }, 'not json']) {
      expect(await beat(token, payload)).toBe(200);
      await minutesPass(5);
    }
    expect(await alertsOf(sourceId)).toEqual([]);
    expect(await pulseOf(sourceId)).toMatchObject({
      deliveries: 3,
      alerts: 0,
      refused: 0,
      silentSince: null,
      heardAt: expect.any(String),
    });
  });

  test('that falls silent opens one alert with an owner, and its next word resolves it', async () => {
    const { sourceId, token } = await source();
    await beat(token);
    await minutesPass(6);
    expect(await alertsOf(sourceId)).toEqual([]);
    await minutesPass(3);
    const [alert, ...more] = await alertsOf(sourceId);
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      state: 'firing',
      title: `beat ${made} is silent`,
      function: 'sv-monitoring',
      priority: 'P2',
      responsible: 'provider',
      who: ['msp-noc'],
      count: 1,
    });
    expect((await pulseOf(sourceId)).silentSince).toEqual(expect.any(String));
    expect(await beat(token)).toBe(200);
    expect(await alertsOf(sourceId)).toMatchObject([{ id: alert.id, state: 'resolved' }]);
    expect((await pulseOf(sourceId)).silentSince).toBeNull();
    await minutesPass(8);
    expect(await alertsOf(sourceId)).toMatchObject([{ id: alert.id, state: 'firing' }]);
  });

  test('that never spoke is silent as well', async () => {
    const { sourceId } = await source();
    await minutesPass(8);
    expect(await alertsOf(sourceId)).toMatchObject([{ state: 'firing' }]);
  });

  test('is not blamed for the time in which nobody listened', async () => {
    const { sourceId, token } = await source();
    await beat(token);
    await minutesPass(2);
    cast.clock.set(cast.clock.now().add({ hours: 3 }));
    await watchAll(cast.services);
    expect(await alertsOf(sourceId)).toEqual([]);
    await minutesPass(5);
    expect(await alertsOf(sourceId)).toEqual([]);
    await minutesPass(2);
    expect(await alertsOf(sourceId)).toMatchObject([{ state: 'firing' }]);
  });

  test('may send alerts too: what is read counts as heard, what cannot be read does not', async () => {
    const { sourceId, token } = await source({ format: 'plain' });
    await beat(token, { title: 'A', key: 'a' });
    await minutesPass(4);
    expect(await beat(token, { title: 'no identity' })).toBe(422);
    await minutesPass(4);
    const silent = (await alertsOf(sourceId)).find((alert: { title: string }) => alert.title.endsWith('is silent'));
    expect(silent).toMatchObject({ state: 'firing' });
    expect(await beat(token, { title: 'A', key: 'a' })).toBe(200);
    expect((await cast.as('dana').get(`~/alerts/${silent.id}`)).body.state).toBe('resolved');
  });

  test('that nobody listens for any more stops being silent', async () => {
    for (const end of ['retire', 'change'] as const) {
      const { body } = await cast.as('dana').post('~/alerts/sources', {
        name: `ends ${end}`,
        format: 'plain',
        mapping: null,
        rules: [],
        priorities: usualPriorities,
        reopenMinutes: 60,
        heartbeat,
        explains: false,
      });
      const { id, revision } = body.source;
      await minutesPass(8);
      expect(await alertsOf(id), end).toMatchObject([{ state: 'firing' }]);
      if (end === 'retire') await cast.as('dana').delete(`~/alerts/sources/${id}`);
      else
        await cast.as('dana').put(`~/alerts/sources/${id}`, {
          name: 'no more beats',
          format: 'plain',
          mapping: null,
          rules: [],
          priorities: usualPriorities,
          reopenMinutes: 60,
          heartbeat: null,
          explains: false,
          revision,
        });
      await minutesPass(1);
      expect(await alertsOf(id), end).toMatchObject([{ state: 'resolved' }]);
    }
  });

  test('two watches at once open one alert', async () => {
    const { sourceId } = await source();
    await minutesPass(6);
    cast.clock.set(cast.clock.now().add({ seconds: 90 }));
    await Promise.all([watchAll(cast.services), watchAll(cast.services), watchAll(cast.services)]);
    expect(await alertsOf(sourceId)).toMatchObject([{ state: 'firing', count: 1 }]);
  });
});
