/**
 * Test worlds, one project each, so that a run can be narrowed by name: `npx vitest run --project unit core/calendar`.
 * unit: pure code and properties. boundaries: the rules of the house. db, access, tenancy: real PostgreSQL, each file
 * in a database cloned from a migrated template. journeys, browser: the whole server as a process; one file at a
 * time, since each of them takes the machine for itself.
 */
import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**'];

const database = (name: string, include: string[]) => ({
  test: { name, include, exclude, globalSetup: ['platform/db/test-server.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
});

const wholeServer = (name: string) => ({
  test: {
    name,
    include: [`proof/${name}/**/*.test.ts`],
    exclude,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{core,platform,capabilities,apps}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts', ...exclude],
          // Far above what any needs: a machine that is busy with something else is no failure of ours.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'boundaries',
          include: ['proof/{boundaries,run}/**/*.test.ts'],
          exclude,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      database('db', ['{platform,capabilities,apps}/**/*.db.test.ts']),
      database('access', ['proof/access/**/*.test.ts']),
      database('tenancy', ['proof/tenancy/**/*.test.ts']),
      wholeServer('journeys'),
      wholeServer('browser'),
    ],
  },
});
