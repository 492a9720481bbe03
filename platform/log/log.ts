/**
 * Structured logs on standard error, one JSON object a line; standard output belongs to what a person reads at start.
 * Secrets that could ride along in a request are cut out by name.
 */
import { type Logger, pino } from 'pino';

export type Log = Logger;

/** `level` is a pino level name or `silent`. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.token', '*.secret'],
        censor: '[cut]',
      },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
