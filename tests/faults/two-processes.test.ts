import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { open, type Database } from '../../db/open.ts'
import { readCatalogue, type Catalogue } from '../../server/materials/catalogue.ts'
import { Cluster } from './cluster.ts'
import { TEMPLATE } from './prepare.ts'
import { Program } from './program.ts'
import { needOf, offerOf, publishAlone } from './publishing.ts'
import { partnersOf, serve } from './serving.ts'

const ROUNDS = 20
/** The promise is a second; a machine that does much else at once gets more, and a single round that it slept through much more. */
const GENEROUS_MS = 5000
const PATIENT_MS = 60_000

let cluster: Cluster
let url: string
let database: Database
let catalogue: Catalogue

beforeAll(async () => {
  cluster = await Cluster.at(inject('clusterFolder'))
  await cluster.start()
  url = await cluster.database('two_processes', TEMPLATE)
  database = await open(url, { connections: 4 })
  catalogue = await readCatalogue(database.db)
})
afterAll(async () => {
  await database?.close()
  await cluster?.stop()
})

test("what one process publishes is in another process's market at once", async () => {
  const { server, address } = await serve({ DATABASE_URL: url })
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const ref = `need-${round}`
    await publishAlone(database.db, needOf(ref), catalogue)
    took.push(await untilFound(address, ref))
  }
  await server.kill()
  tell('published in one process, found through the API of another', took)
})

test('two processes that publish at the same moment find each other', async () => {
  const sides = ['offer', 'need'].map((side) => new Program('tests/faults/publish-and-find.ts', [url, side]))
  await Promise.all(sides.map((side) => side.printed(/^ready$/)))
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    for (const side of sides) side.tell(`round${round}`)
    const answers = sides.map((side) => side.printed(new RegExp(`^round${round} (\\d+)$`), PATIENT_MS))
    for (const [, ms] of await Promise.all(answers)) took.push(Number(ms))
  }
  await Promise.all(sides.map((side) => side.kill()))
  tell('published at the same moment, found each other', took)
})

async function untilFound(address: string, ref: string): Promise<number> {
  const from = performance.now()
  await expect
    .poll(() => partnersOf(address, offerOf('asked')), { timeout: PATIENT_MS, interval: 5 })
    .toContain(ref)
  return performance.now() - from
}

function tell(what: string, took: number[]): void {
  const sorted = took.toSorted((a, b) => a - b).map(Math.round)
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]
  process.stdout.write(`${what}: median ${at(0.5)} ms, slowest ${at(1)} ms of ${sorted.length}\n`)
  expect(at(0.5)).toBeLessThan(GENEROUS_MS)
}
