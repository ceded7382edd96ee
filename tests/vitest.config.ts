import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: '.',
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'tests/faults/**', 'tests/races/**'],
    globalSetup: ['tests/setup/global.ts'],
    // An embedded instance costs about 1 GB and a start of seconds: two workers at most, and the files of a
    // worker share its process and its instance.
    pool: 'forks',
    maxWorkers: 2,
    isolate: false,
    // Only for what hangs: an embedded database that opens on a machine with much else to do takes its time.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
