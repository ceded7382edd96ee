import { cpus, totalmem } from 'node:os'
import { sql } from 'drizzle-orm'
import { migrate } from '../../db/migrate.ts'
import { rows, type Database, type Db } from '../../db/open.ts'
import { readCatalogue } from '../../server/materials/catalogue.ts'
import type { Best } from '../../server/matching/engine/best.ts'
import type { ListingFacts } from '../../server/matching/engine/facts.ts'
import { rank, rankBySearchingAll, type Question } from '../../server/matching/engine/rank.ts'
import { LiveMarket } from '../../server/matching/market.ts'
import { fill, rangesOf } from './fill.ts'
import { table, Timings } from './figures.ts'
import { scratch } from './scratch.ts'
import { syntheticListings, type SyntheticListing } from './synthetic.ts'
import type { Verdict } from './verdict.ts'

const SAMPLE = 400
const BULK = 10_000
const OFFER_IDS_FROM = 1_500_000_000
const CLOCK = () => new Date('2026-11-22T08:00:00Z')
const QUESTION: Question = { k: 20, viewer: 0, today: 9800 }

/**
 * Ranking speed over a synthetic market, everything side by side in one run over the same sampled offers: our exact top 20
 * with all nine criteria, scoring every candidate, nearest 50 per compatible material in SQL, and the floor of a bare
 * PostGIS nearest 50 of one material.
 */
export async function benchMatching(needs: number, url: string | undefined): Promise<Verdict> {
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const { database, drop } = await scratch(url)
  try {
    say(`Filling a scratch ${database.kind} database with ${needs.toLocaleString('en')} needs …`)
    await migrate(database)
    await fill(database.db, needs, say)
    return await measure(database, needs)
  } finally {
    await database.close()
    await drop()
  }
}

async function measure(database: Database, needs: number): Promise<Verdict> {
  const live = new LiveMarket(database, await readCatalogue(database.db), CLOCK)
  const loading = new Timings()
  await loading.timeAsync(() => live.load())
  const { market } = live.matching
  const offers = [...syntheticListings(BULK, 'offer', 2)].map((offer, n) => factsOf(live, offer, n))
  for (const offer of offers.slice(0, 1000)) rank(market, offer, QUESTION)

  const ours = new Timings()
  const brute = new Timings()
  const nearest = new Timings()
  const floor = new Timings()
  let different = 0
  let recalled = 0
  let wanted = 0
  const step = Math.floor(BULK / SAMPLE)
  for (let n = 0; n < SAMPLE; n++) {
    const offer = offers[n * step]!
    await floor.timeAsync(() => nearestOf(database.db, live, offer, offer.targets[0]!.key, 50))
    const found = ours.time(() => rank(market, offer, QUESTION))
    const all = brute.time(() => rankBySearchingAll(market, offer, QUESTION))
    if (JSON.stringify(found) !== JSON.stringify(all)) different++
    if (n % 4 === 0) {
      const near = new Set(await nearest.timeAsync(() => nearestPerMaterial(database.db, live, offer)))
      recalled += bestAmong(all, near)
      wanted += all.length
    }
  }
  const start = performance.now()
  for (const offer of offers) rank(market, offer, QUESTION)
  const bulkPerSecond = (BULK * 1000) / (performance.now() - start)

  return report(needs, database.kind, {
    ours,
    brute,
    nearest,
    floor,
    loading,
    different,
    recall: recalled / wanted,
    bulkPerSecond,
    megabytes: market.bytes / 1e6,
  })
}

interface Figures {
  ours: Timings
  brute: Timings
  nearest: Timings
  floor: Timings
  loading: Timings
  different: number
  recall: number
  bulkPerSecond: number
  megabytes: number
}

function report(needs: number, kind: string, f: Figures): Verdict {
  const ms = (value: number) => value.toFixed(3)
  const line = (name: string, timings: Timings, note: string) => [
    name,
    ms(timings.p50),
    ms(timings.p95),
    note,
  ]
  const say = (text: string) => process.stdout.write(`${text}\n`)
  say(
    `\n${needs.toLocaleString('en')} needs, ${kind} database, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  )
  say(
    table([
      ['way to the top 20', 'p50 ms', 'p95 ms', 'finds of the true 20'],
      line(
        'ours: blocks pruned by a bound, nine criteria',
        f.ours,
        f.different === 0 ? 'all' : `${f.different} of ${SAMPLE} differ`,
      ),
      line('brute force: every compatible candidate scored', f.brute, 'all'),
      line('SQL: nearest 50 per compatible material', f.nearest, `${(f.recall * 100).toFixed(0)} %`),
      line('floor: bare nearest 50 of one material, PostGIS', f.floor, '–'),
    ]),
  )
  const checks: [string, string, boolean][] = [
    ['p50, ours / floor', (f.ours.p50 / f.floor.p50).toFixed(2), f.ours.p50 <= f.floor.p50],
    ['p95, ours / floor', (f.ours.p95 / f.floor.p95).toFixed(2), f.ours.p95 <= 3 * f.floor.p95],
    ['bulk offers per second', f.bulkPerSecond.toFixed(0), f.bulkPerSecond >= 2000],
    ['load of the market, s', (f.loading.p50 / 1000).toFixed(1), f.loading.p50 <= 10_000],
    ['typed arrays, MB', f.megabytes.toFixed(1), f.megabytes <= 100],
    ['rankings that differ from brute force', String(f.different), f.different === 0],
  ]
  say('')
  say(
    table([
      ['figure', 'value', 'holds'],
      ...checks.map(([name, value, holds]) => [name, value, holds ? 'yes' : 'NO']),
    ]),
  )
  if (f.different > 0) return 'wrong'
  return checks.every(([, , holds]) => holds) ? 'holds' : 'missed'
}

/** Listings near an offer that want one material, nearest first: the floor. */
async function nearestOf(
  db: Db,
  live: LiveMarket,
  offer: ListingFacts,
  key: number,
  count: number,
): Promise<number[]> {
  const material = Number(live.matching.nodes.nodeOf(key).id.slice(1))
  const found = await rows<{ listing: number }>(
    db,
    sql`select listing from bench_need where material = ${material} order by place <-> st_makepoint(${offer.lon}, ${offer.lat})::geography limit ${count}`,
  )
  return found.map(({ listing }) => listing)
}

async function nearestPerMaterial(db: Db, live: LiveMarket, offer: ListingFacts): Promise<number[]> {
  const { nodes, passages } = live.matching
  const wanted = offer.targets.flatMap(({ key }) =>
    passages.from(key).map(({ target }) => Number(nodes.nodeOf(target).id.slice(1))),
  )
  const found = await rows<{ listing: number }>(
    db,
    sql`select near.listing from unnest(${`{${wanted.join(',')}}`}::int[]) as wanted(material), lateral (
          select listing from bench_need where material = wanted.material
          order by place <-> st_makepoint(${offer.lon}, ${offer.lat})::geography limit 50) as near`,
  )
  return found.map(({ listing }) => listing)
}

/** How many of the true best are among the near ones. */
const bestAmong = (all: Best['found'], near: ReadonlySet<number>): number =>
  all.filter(({ listing }) => near.has(listing)).length

function factsOf(live: LiveMarket, offer: SyntheticListing, n: number): ListingFacts {
  const nullable = (value: number) => (Number.isNaN(value) ? null : value)
  return live.matching.reader.factsOf({
    id: OFFER_IDS_FROM + n,
    kind: 'offer',
    organisation: OFFER_IDS_FROM + offer.organisation,
    lon: offer.lon,
    lat: offer.lat,
    radiusKm: 0,
    audience: 'public',
    provenance: offer.declared ? 'declared' : 'inferred',
    verified: offer.verified,
    completedExchanges: offer.exchanges,
    wasteCode: null,
    hazardous: false,
    months: offer.months,
    validFrom: null,
    validUntil: null,
    massTonnes: nullable(offer.massTonnes),
    minimumLotTonnes: nullable(offer.minimumLotTonnes),
    presentOperation: null,
    presentInput: null,
    presentCost: nullable(offer.presentCost),
    presentCostCurrency: 'GEL',
    price: nullable(offer.price),
    priceCurrency: 'GEL',
    targets: offer.targets.map(({ material, factor }) => ({ kind: 'material', id: `m${material}`, factor })),
    ranges: rangesOf(offer),
    permits: [],
  })
}
