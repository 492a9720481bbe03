/**
 * Every setting of the server, parsed in one place: environment first, command line over it. A wrong value is refused
 * in words that name the setting, and nothing starts. `settings` is also what `npm start -- --help` prints, so a
 * setting that is not listed does not exist.
 */
import { resolve } from 'node:path';

export interface Config {
  host: string;
  /** 0 picks a free port. */
  port: number;
  dataDir: string;
  /** null: run the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | null;
  /** The address people type; links in mail and cookies use it. null: derived from host and port. */
  publicUrl: string | null;
  /** null: mail is kept in the local mailbox (example mode) or refused with a finding. */
  smtpUrl: string | null;
  mailFrom: string;
  logLevel: string;
  /** Load the example engagement when the database is empty. */
  example: boolean;
  /** Example mode only: the instant the product's clock shows at start. */
  at: Temporal.Instant | null;
  /** api: HTTP only · worker: jobs only · both. */
  role: 'both' | 'api' | 'worker';
  /** Secret that signs sessions; null: made once and kept in `dataDir`. */
  secret: string | null;
  /** Outgoing webhooks may reach loopback and private ranges. */
  allowPrivateTargets: boolean;
  /** Behind a reverse proxy that sets X-Forwarded-For. */
  trustProxy: boolean;
  poolSize: number;
}

interface Setting {
  env: string | null;
  flag: string | null;
  takes: string;
  about: string;
}

export const settings: readonly Setting[] = [
  { env: 'HOST', flag: null, takes: 'address', about: 'address to listen on (127.0.0.1)' },
  { env: 'PORT', flag: '--port', takes: 'number', about: 'port to listen on (4400; 0 picks a free one)' },
  { env: 'DATA_DIR', flag: '--data', takes: 'folder', about: 'where the embedded database and secrets live (./data)' },
  {
    env: 'DATABASE_URL',
    flag: null,
    takes: 'postgres://…',
    about: 'a PostgreSQL of your own, 15 or newer, instead of the embedded one',
  },
  { env: 'PUBLIC_URL', flag: null, takes: 'https://…', about: 'the address people type, for links and cookies' },
  {
    env: 'SMTP_URL',
    flag: null,
    takes: 'smtp://…',
    about: 'mail server for notifications; without it mail stays in the local mailbox',
  },
  { env: 'MAIL_FROM', flag: null, takes: 'address', about: 'sender of mail (tandem@localhost)' },
  { env: 'LOG_LEVEL', flag: null, takes: 'level', about: 'trace, debug, info, warn, error, silent (warn)' },
  { env: 'TANDEM_ROLE', flag: '--role', takes: 'both|api|worker', about: 'what this process does (both)' },
  {
    env: 'TANDEM_SECRET',
    flag: null,
    takes: 'text',
    about: 'secret that signs sessions, 32 characters or more (made and kept in the data folder)',
  },
  { env: 'POOL_SIZE', flag: null, takes: 'number', about: 'database connections of this process, 2 to 100 (10)' },
  { env: 'TRUST_PROXY', flag: null, takes: '0|1', about: 'take the client address from X-Forwarded-For (0)' },
  {
    env: 'ALLOW_PRIVATE_TARGETS',
    flag: null,
    takes: '0|1',
    about: 'let outgoing webhooks reach loopback and private addresses (0)',
  },
  { env: null, flag: '--empty', takes: '', about: 'start without the example engagement; the first visit sets the product up' },
  { env: null, flag: '--at', takes: 'instant', about: 'example only: the time the product shows, e.g. 2027-05-29T02:10-05:00' },
  { env: null, flag: '--help', takes: '', about: 'print this' },
];

/** May hold a password: what was given is not repeated on a screen. */
const secretive = new Set(['DATABASE_URL', 'SMTP_URL', 'TANDEM_SECRET']);

export type ConfigResult = { ok: true; config: Config; help: boolean } | { ok: false; problems: string[] };

/** Reads the settings. `env` and `argv` (without node and script) are passed in so that tests need no process. */
export function readConfig(env: Record<string, string | undefined>, argv: readonly string[]): ConfigResult {
  const problems: string[] = [];
  const flags = readFlags(argv, problems);
  const text = (setting: string, flag: string | null): string | null => {
    const value = (flag === null ? undefined : flags.get(flag)) ?? env[setting];
    return value === undefined || value === '' ? null : value;
  };
  const check = <T>(name: string, value: string | null, fallback: T, read: (text: string) => T | null, wants: string): T => {
    if (value === null) return fallback;
    const parsed = read(value);
    if (parsed === null) problems.push(`${name} ${secretive.has(name) ? 'is set' : `is "${value}"`} but must be ${wants}.`);
    return parsed ?? fallback;
  };
  const config: Config = {
    host: text('HOST', null) ?? '127.0.0.1',
    port: check('PORT', text('PORT', '--port'), 4400, (t) => wholeNumber(t, 0, 65535), 'a whole number from 0 to 65535'),
    dataDir: resolve(text('DATA_DIR', '--data') ?? 'data'),
    databaseUrl: check(
      'DATABASE_URL',
      text('DATABASE_URL', null),
      null,
      (t) => urlOf(t, ['postgres:', 'postgresql:']),
      'a postgres:// address',
    ),
    publicUrl: check(
      'PUBLIC_URL',
      text('PUBLIC_URL', null),
      null,
      (t) => urlOf(t, ['http:', 'https:']),
      'an http:// or https:// address',
    ),
    smtpUrl: check(
      'SMTP_URL',
      text('SMTP_URL', null),
      null,
      (t) => urlOf(t, ['smtp:', 'smtps:']),
      'an smtp:// or smtps:// address',
    ),
    mailFrom: text('MAIL_FROM', null) ?? 'tandem@localhost',
    logLevel: check(
      'LOG_LEVEL',
      text('LOG_LEVEL', null),
      'warn',
      (t) => (logLevels.includes(t) ? t : null),
      `one of ${logLevels.join(', ')}`,
    ),
    example: !flags.has('--empty'),
    at: check('--at', text('', '--at'), null, instantOf, 'an instant with its offset, like 2027-05-29T02:10-05:00'),
    role: check('TANDEM_ROLE', text('TANDEM_ROLE', '--role'), 'both', roleOf, 'both, api or worker'),
    secret: check(
      'TANDEM_SECRET',
      text('TANDEM_SECRET', null),
      null,
      (t) => (t.length >= 32 ? t : null),
      'at least 32 characters long',
    ),
    allowPrivateTargets: check('ALLOW_PRIVATE_TARGETS', text('ALLOW_PRIVATE_TARGETS', null), false, switchOf, '0 or 1'),
    trustProxy: check('TRUST_PROXY', text('TRUST_PROXY', null), false, switchOf, '0 or 1'),
    poolSize: check('POOL_SIZE', text('POOL_SIZE', null), 10, (t) => wholeNumber(t, 2, 100), 'a whole number from 2 to 100'),
  };
  if (config.at !== null && !config.example)
    problems.push('--at moves the clock of the example only; it cannot be used with --empty.');
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config, help: flags.has('--help') };
}

/** The origin that links in mail begin with: the public address, or the one this process listens on. */
export function publicOrigin(config: Config): string {
  return config.publicUrl === null ? `http://${config.host}:${config.port}` : new URL(config.publicUrl).origin;
}

/** The text of `--help`. */
export function settingsText(): string {
  const rows = settings.map((s) => {
    const names = [s.env, s.flag].filter((name) => name !== null).join(', ');
    return `  ${`${names} ${s.takes}`.padEnd(38)} ${s.about}`;
  });
  return ['npm start [-- FLAGS]', '', 'Settings (environment variable, flag):', ...rows, ''].join('\n');
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'];

function readFlags(argv: readonly string[], problems: string[]): Map<string, string> {
  const flags = new Map<string, string>();
  const known = new Map(settings.flatMap((s) => (s.flag === null ? [] : [[s.flag, s.takes !== ''] as const])));
  for (let index = 0; index < argv.length; index += 1) {
    const [name = '', inline] = (argv[index] ?? '').split(/=(.*)/s, 2);
    const takesValue = known.get(name);
    if (takesValue === undefined) {
      problems.push(`"${argv[index]}" is not a setting; --help lists them.`);
    } else if (!takesValue) {
      flags.set(name, '1');
    } else if (inline !== undefined) {
      flags.set(name, inline);
    } else if (argv[index + 1] === undefined) {
      problems.push(`${name} needs a value.`);
    } else {
      index += 1;
      flags.set(name, argv[index] ?? '');
    }
  }
  return flags;
}

function wholeNumber(text: string, from: number, to: number): number | null {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= from && value <= to ? value : null;
}

function urlOf(text: string, protocols: readonly string[]): string | null {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol) ? text : null;
}

function instantOf(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return null;
  }
}

function roleOf(text: string): Config['role'] | null {
  return text === 'both' || text === 'api' || text === 'worker' ? text : null;
}

function switchOf(text: string): boolean | null {
  return text === '1' || text === 'true' ? true : text === '0' || text === 'false' ? false : null;
}
