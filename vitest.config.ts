/**
 * Test worlds, one project each, so that a run can be narrowed by name: `npx vitest --project unit`.
 * unit: pure code and properties. db: real PostgreSQL cloned from a migrated template. journeys: the whole
 * server as a process, the browser included; those run one file at a time since each owns the machine.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{core,platform,capabilities,apps}/**/*.test.ts', 'proof/boundaries/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'db',
          include: ['{platform,capabilities,apps}/**/*.db.test.ts', 'proof/{access,tenancy}/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['platform/db/test-server.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['proof/{journeys,browser}/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
