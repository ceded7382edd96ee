import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { open, rows } from '../../db/open.ts'
import { ownAddress } from '../setup/database.ts'
import { Cluster } from './cluster.ts'
import { TEMPLATE } from './prepare.ts'
import { Program } from './program.ts'

const ROUNDS = 30

let cluster: Cluster
beforeAll(async () => {
  cluster = await Cluster.at(inject('clusterFolder'))
  await cluster.start()
})
afterAll(() => cluster.stop())

test.each([
  { kind: 'embedded', writers: 1, address: ownAddress },
  { kind: 'server', writers: 4, address: () => cluster.database('killed_writer', TEMPLATE) },
])(`$kind: a writing process that is killed ${ROUNDS} times loses nothing it acknowledged`, async (where) => {
  const address = await where.address()
  const acknowledged = new Map<string, number>()
  for (let round = 1; round <= ROUNDS; round++) {
    const writer = new Program('tests/faults/write-forever.ts', [
      address,
      String(round),
      String(where.writers),
    ])
    const [, found] = await writer.printed(/^found (.*)$/)
    expect(lost(acknowledged, new Map(JSON.parse(found!)))).toEqual([])
    await writer.printed(/^acknowledged /)
    await pause((round * 67) % 300)
    await writer.kill()
    expect(writer.said).toBe('')
    for (const line of writer.lines) {
      const [, ref, amount] = line.match(/^acknowledged (\S+) (\d)$/) ?? []
      if (ref) acknowledged.set(ref, Number(amount))
    }
  }
  await expectWhole(address, acknowledged)
  process.stdout.write(`${where.kind}: ${ROUNDS} kills, ${acknowledged.size} acknowledged, 0 lost\n`)
})

/** Acknowledged writes that are not there. One that was not acknowledged may be there: its acknowledgement was killed. */
const lost = (acknowledged: ReadonlyMap<string, number>, found: ReadonlyMap<string, number>): string[] =>
  [...acknowledged].filter(([ref, amount]) => (found.get(ref) ?? 0) < amount).map(([ref]) => ref)

/** Nothing is lost, and what is there is there with its change and its journal line. */
async function expectWhole(address: string, acknowledged: ReadonlyMap<string, number>): Promise<void> {
  const database = await open(address)
  try {
    const found = await rows<{ ref: string; amount: number; changes: number; lines: number }>(
      database.db,
      sql`select ref, amount::int as amount,
            (select count(*)::int from listing_change c where c.listing_id = l.id) as changes,
            (select count(*)::int from journal j where j.subject_kind = 'listing' and j.subject_id = l.id::text) as lines
          from listing l where ref is not null`,
    )
    expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS)
    expect(lost(acknowledged, new Map(found.map(({ ref, amount }) => [ref, amount])))).toEqual([])
    expect(found.filter(({ amount, changes, lines }) => changes !== amount || lines !== amount)).toEqual([])
  } finally {
    await database.close()
  }
}
