// As a program: prints what it finds, then publishes and revises listings for ever, and prints each once it is acknowledged.
import { writeSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { open, rows } from '../../db/open.ts'
import { readCatalogue } from '../../server/materials/read-catalogue.ts'
import { offerOf, publishAlone } from './publishing.ts'

const [address = '', round = '', writers = '1'] = process.argv.slice(2)
/** Written when it returns, unlike a stream, which a killed process may take along. */
const print = (line: string) => writeSync(1, `${line}\n`)

const { db } = await open(address)
const catalogue = await readCatalogue(db)
const found = await rows<{ ref: string; amount: number }>(
  db,
  sql`select ref, amount::int as amount from listing where ref is not null`,
)
print(`found ${JSON.stringify(found.map(({ ref, amount }) => [ref, amount]))}`)
await Promise.all(Array.from({ length: Number(writers) }, (_, writer) => write(writer)))

async function write(writer: number): Promise<never> {
  for (let n = 0; ; n++) {
    const ref = `${round}-${writer}-${n}`
    for (const amount of [1, 2]) {
      await publishAlone(db, { ...offerOf(ref), amount }, catalogue)
      print(`acknowledged ${ref} ${amount}`)
    }
  }
}
