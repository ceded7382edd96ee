import { parseArgs } from 'node:util'
import { benchMatching } from './bench/matching.ts'
import { benchRaces } from './bench/races.ts'
import type { Verdict } from './bench/verdict.ts'

const EXIT = { holds: 0, wrong: 1, missed: 3 } as const
const USAGE = `Usage: npm run bench -- matching [--needs 100000]   (DATABASE_URL: on that server, in a scratch database)
       npm run bench -- races [--rounds 1000]      (needs DATABASE_URL)
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { needs: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '1000' } },
})

const verdict = await run(positionals[0], process.env.DATABASE_URL)
if (verdict === null) process.stderr.write(USAGE)
process.exitCode = verdict === null ? 2 : EXIT[verdict]

/** Runs the benchmark named; null when it is not one, or is asked for in a way that it does not know. */
async function run(name: string | undefined, url: string | undefined): Promise<Verdict | null> {
  const needs = Number(values.needs)
  const rounds = Number(values.rounds)
  if (name === 'matching' && Number.isInteger(needs) && needs >= 1000) return benchMatching(needs, url)
  if (name === 'races' && Number.isInteger(rounds) && rounds > 0 && url) return benchRaces(rounds, url)
  return null
}
