// As a program with a market of its own: told a round, publishes its side at once, and prints how many milliseconds
// after the acknowledgement it found the other side's of the same round.
import { createInterface } from 'node:readline'
import { open } from '../../db/open.ts'
import { LiveMarket } from '../../server/matching/market.ts'
import { preview } from '../../server/matching/preview.ts'
import { readCatalogue } from '../../server/materials/read-catalogue.ts'
import { fixedClock } from '../setup/template.ts'
import { needOf, offerOf, publishAlone } from './publishing.ts'

const [url = '', side] = process.argv.slice(2)
const [mine, theirs] = side === 'offer' ? [offerOf, needOf] : [needOf, offerOf]
const print = (line: string) => process.stdout.write(`${line}\n`)

const database = await open(url, { connections: 4 })
const catalogue = await readCatalogue(database.db)
const live = new LiveMarket(database, catalogue, fixedClock)
await live.load()
await live.follow()
const { ref: _ref, title: _title, ...draft } = mine('asked')
print('ready')

for await (const round of createInterface(process.stdin)) {
  await publishAlone(database.db, mine(`${round}-${side}`), catalogue)
  const acknowledged = performance.now()
  const wanted = theirs(`${round}-${side === 'offer' ? 'need' : 'offer'}`).ref
  while (!(await found()).includes(wanted)) await new Promise((over) => setTimeout(over, 5))
  print(`${round} ${(performance.now() - acknowledged).toFixed(0)}`)
}

async function found() {
  const { matches } = await preview(database.db, live.matching, draft, 50, fixedClock)
  return matches.map(({ listing }) => listing.ref ?? undefined)
}
