import { migrate } from '../../db/migrate.ts'
import { loadCatalogue } from '../../server/materials/load.ts'
import { table, Timings } from './figures.ts'
import { balancesOf, fullest, wrongAmong } from './races/audit.ts'
import { agreeAtOnce, arrange, CLIENTS, gather, isClear } from './races/round.ts'
import { clock, openScene, type Scene } from './races/scene.ts'
import { scratch } from './scratch.ts'
import type { Verdict } from './verdict.ts'

const TOLD_EVERY = 100

/**
 * Fifty clients agree at once over HTTP, round after round, on two servers that share a database. After each round the
 * tables are added up anew. Stops at the first thing that is wrong.
 */
export async function benchRaces(rounds: number, url: string): Promise<Verdict> {
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const { database, address, drop } = await scratch(url)
  try {
    say('Loading the catalogue into a scratch database …')
    await migrate(database)
    await loadCatalogue(database.db, clock)
    const scene = await openScene(database, address)
    try {
      const sum = await race(scene, rounds, say)
      if (sum === null) return 'wrong'
      const lines = [
        ['figure', 'value'],
        ['rounds', String(rounds)],
        ['clients in each', String(CLIENTS)],
        ['agreements', String(sum.agreements)],
        ['refusals', String(sum.refusals)],
        ['largest share of a period that is allocated', `${(sum.fullest * 100).toFixed(4)} %`],
        ['answer p50, ms', sum.answers.p50.toFixed(1)],
        ['answer p95, ms', sum.answers.p95.toFixed(1)],
        ['agreements per second', ((sum.agreements * 1000) / sum.racingMs).toFixed(0)],
      ]
      process.stdout.write(`\n${table(lines)}\n`)
      return 'holds'
    } finally {
      await scene.close()
    }
  } finally {
    await database.close()
    await drop()
  }
}

/** Runs the rounds; null when one of them goes wrong, which it prints. */
async function race(scene: Scene, rounds: number, say: (line: string) => void) {
  const field = await gather(scene)
  const sum = { agreements: 0, refusals: 0, racingMs: 0, fullest: 0, answers: new Timings() }
  for (let round = 0; round < rounds; round++) {
    const { running, limited } = await arrange(scene, field, round)
    const began = performance.now()
    const given = await agreeAtOnce(scene, running)
    sum.racingMs += performance.now() - began
    const balances = await balancesOf(scene.db, limited)
    const wrong = wrongAmong(balances)
    const strange = given.filter((answer) => !isClear(answer))
    const sealed = given.filter(({ status }) => status === 200).length
    if (wrong.length > 0 || strange.length > 0 || sealed === 0) {
      process.stdout.write(`round ${round} went wrong: ${JSON.stringify({ sealed, wrong, strange })}\n`)
      return null
    }
    sum.agreements += sealed
    sum.refusals += given.length - sealed
    sum.fullest = Math.max(sum.fullest, fullest(balances))
    for (const { ms } of given) sum.answers.add(ms)
    if ((round + 1) % TOLD_EVERY === 0) say(`${round + 1} rounds`)
  }
  return sum
}
