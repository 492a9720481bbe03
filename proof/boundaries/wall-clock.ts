/**
 * Server files that read the wall clock although the product's clock can be moved, each with its reason. The list is
 * short on purpose: a line is added together with the argument why the file cannot be given the time.
 */
export const wallClock: Record<string, string> = {
  'platform/clock/clock.ts': 'the one place that does',
  'apps/cli/main.ts': 'a question asked on the command line without a time is about now, and a client has no platform',
  'platform/db/generate.ts': 'a development tool that migrates a throw-away database',
};
