import { defineConfig } from 'vitest/config'

/** Tests that kill processes and servers. They need a PostgreSQL installed and minutes, so they run apart: `npm run test:faults`. */
export default defineConfig({
  test: {
    root: '.',
    include: ['tests/faults/**/*.test.ts'],
    globalSetup: ['tests/faults/prepare.ts'],
    pool: 'forks',
    // All files share one cluster, and start and stop it at will.
    maxWorkers: 1,
    isolate: false,
    testTimeout: 1_200_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
