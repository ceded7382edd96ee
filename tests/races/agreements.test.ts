import { afterAll, beforeAll, expect, test } from 'vitest'
import { balancesOf, isOverTaken, wrongAmong } from '../../scripts/bench/races/audit.ts'
import {
  agreeAtOnce,
  arrange,
  CLIENTS,
  gather,
  isClear,
  type Field,
} from '../../scripts/bench/races/round.ts'
import type { Scene } from '../../scripts/bench/races/scene.ts'
import { raceScene } from './scene.ts'

const ROUNDS = 20

let scene: Scene
let field: Field

beforeAll(async () => {
  scene = await raceScene()
  field = await gather(scene)
})
afterAll(() => scene?.close())

test.each(Array.from({ length: ROUNDS }, (_, round) => ({ round })))(
  `${CLIENTS} clients agree at once, round $round`,
  async ({ round }) => {
    const { running, limited } = await arrange(scene, field, round)
    const answers = await agreeAtOnce(scene, running)

    expect(answers.filter((answer) => !isClear(answer))).toEqual([])
    expect(answers.filter(({ status }) => status !== 200).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['over_allocated']),
    )
    const sealed = answers.filter(({ body }) => body['sealed'] === true)
    expect(sealed.length).toBeGreaterThan(0)
    expect(sealed.length + answers.filter(({ code }) => code === 'over_allocated').length).toBe(CLIENTS)

    const balances = await balancesOf(scene.db, limited)
    expect(balances.length).toBeGreaterThan(0)
    expect(wrongAmong(balances)).toEqual([])
    for (const [n, { code }] of answers.entries()) {
      if (code === null) continue
      // Nothing is given back in a race, so whoever was refused finds no room afterwards either.
      const withIt = await balancesOf(scene.db, limited, running[n]!.exchangeId)
      expect(withIt.filter(isOverTaken), `exchange ${running[n]!.exchangeId} would have fitted`).not.toEqual(
        [],
      )
    }
  },
)
