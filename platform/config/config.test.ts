/**
 * Settings are read in one place, and a wrong one is named in words; what may hold a password is not repeated.
 */
import { describe, expect, test } from 'vitest';
import { readConfig, settings, settingsText } from './config.ts';

const problemsOf = (env: Record<string, string>, argv: string[] = []): string[] => {
  const read = readConfig(env, argv);
  return read.ok ? [] : read.problems;
};

test('without settings the defaults hold', () => {
  const read = readConfig({}, []);
  expect(read).toMatchObject({ ok: true, help: false, config: { host: '127.0.0.1', port: 4400, example: true, role: 'both' } });
});

test('a flag counts before the environment, with a space or an equals sign', () => {
  expect(readConfig({ PORT: '1' }, ['--port', '4401'])).toMatchObject({ ok: true, config: { port: 4401 } });
  expect(readConfig({ PORT: '1' }, ['--port=4402'])).toMatchObject({ ok: true, config: { port: 4402 } });
});

describe('a wrong setting is named with what it must be', () => {
  test.each<[string, Record<string, string>, string[], string]>([
    ['a port in words', { PORT: 'web' }, [], 'PORT is "web" but must be a whole number from 0 to 65535.'],
    ['a port too high', { PORT: '65536' }, [], 'PORT is "65536" but must be a whole number from 0 to 65535.'],
    [
      'an address of another kind',
      { PUBLIC_URL: 'ftp://x' },
      [],
      'PUBLIC_URL is "ftp://x" but must be an http:// or https:// address.',
    ],
    ['a role that none has', { TANDEM_ROLE: 'boss' }, [], 'TANDEM_ROLE is "boss" but must be both, api or worker.'],
    ['a switch in words', { TRUST_PROXY: 'yes' }, [], 'TRUST_PROXY is "yes" but must be 0 or 1.'],
    ['too few connections', { POOL_SIZE: '1' }, [], 'POOL_SIZE is "1" but must be a whole number from 2 to 100.'],
    [
      'an instant without offset',
      {},
      ['--at', '2027-05-29T02:10'],
      '--at is "2027-05-29T02:10" but must be an instant with its offset, like 2027-05-29T02:10-05:00.',
    ],
    [
      'a moved clock without the example',
      {},
      ['--empty', '--at', '2027-05-29T02:10-05:00'],
      '--at moves the clock of the example only; it cannot be used with --empty.',
    ],
    [
      'a database of another kind',
      { DATABASE_URL: 'mysql://me:hush@db' },
      [],
      'DATABASE_URL is set but must be a postgres:// address.',
    ],
    ['a short secret', { TANDEM_SECRET: 'hush' }, [], 'TANDEM_SECRET is set but must be at least 32 characters long.'],
  ])('%s', (_, env, argv, problem) => {
    expect(problemsOf(env, argv)).toEqual([problem]);
  });

  test('all at once, not one by one', () => {
    expect(problemsOf({ PORT: 'web', POOL_SIZE: 'many' })).toHaveLength(2);
  });

  test('a flag that nobody knows', () => {
    expect(problemsOf({}, ['--prot', '1']).join(' ')).toContain('--prot');
  });
});

test('the help names every setting', () => {
  const text = settingsText();
  for (const { env, flag } of settings) expect(text).toContain(env ?? flag);
});
