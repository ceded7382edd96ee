import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: '.',
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'tests/faults/**'],
    globalSetup: ['tests/setup/global.ts'],
    // An embedded instance costs about 1 GB and a start of seconds: two workers at most, and the files of a
    // worker share its process and its instance.
    pool: 'forks',
    maxWorkers: 2,
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
