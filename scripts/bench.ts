import { parseArgs } from 'node:util'
import { benchMatching } from './bench/matching.ts'

const EXIT = { holds: 0, wrong: 1, missed: 3 } as const

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { needs: { type: 'string', default: '100000' } },
})
const needs = Number(values.needs)

if (positionals[0] !== 'matching' || !Number.isInteger(needs) || needs < 1000) {
  process.stderr.write(
    'Usage: npm run bench -- matching [--needs 100000]   (DATABASE_URL: on that server, in a scratch database)\n',
  )
  process.exit(2)
}
process.exitCode = EXIT[await benchMatching(needs, process.env.DATABASE_URL)]
