import { defineConfig } from 'vitest/config'

/** Races of many clients over HTTP, on a PostgreSQL server: `TEST_DATABASE_URL`, or one of their own. `npm run test:races`. */
export default defineConfig({
  test: {
    root: '.',
    include: ['tests/races/**/*.test.ts'],
    globalSetup: ['tests/races/prepare.ts'],
    pool: 'forks',
    maxWorkers: 1,
    isolate: false,
    testTimeout: 1_200_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
