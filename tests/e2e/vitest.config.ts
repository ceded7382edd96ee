import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: '.',
    include: ['tests/e2e/**/*.test.ts'],
    // One server and one browser at a time: two of each are more than a small machine draws maps with.
    globalSetup: ['tests/setup/global.ts', 'tests/e2e/setup/serve.ts'],
    pool: 'forks',
    maxWorkers: 1,
    isolate: false,
    // What is waited for ends the wait; these only bound it, also on a machine that is slow and has other work.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
