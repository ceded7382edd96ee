// npm run explain -- OFFER NEED: every finding of one pair with its numbers. OFFER and NEED are ids or refs of listings.
import { migrate } from '../db/migrate.ts'
import { open, type Db } from '../db/open.ts'
import { readConfig, type Config } from '../server/config.ts'
import type { Clock } from '../server/journal/write.ts'
import { readCatalogue } from '../server/materials/catalogue.ts'
import { loadCatalogue } from '../server/materials/load.ts'
import { explainPair, type PairTold } from '../server/matching/explain-pair.ts'
import { newMatching, dayOf } from '../server/matching/market.ts'
import { Refusal } from '../server/refusals.ts'
import { explainStart } from '../server/start-errors.ts'

const clock: Clock = () => new Date()
const say = (line: string) => process.stdout.write(`${line}\n`)
const [offer, need, ...rest] = process.argv.slice(2)

if (!offer || !need || rest.length > 0) {
  process.stderr.write('Usage: npm run explain -- OFFER NEED   (ids or refs of listings)\n')
  process.exit(2)
}

let config: Config | null = null
try {
  config = readConfig(process.env)
  const database = await open(config.database)
  try {
    await migrate(database)
    await loadCatalogue(database.db, clock)
    print(await told(database.db, offer, need))
  } finally {
    await database.close()
  }
} catch (error) {
  const line =
    error instanceof Refusal
      ? `There is no open listing ${String(error.params['listing'])} of that kind.`
      : explainStart(error, config)
  if (line === null) throw error
  process.stderr.write(`${line}\n`)
  process.exitCode = 2
}

async function told(db: Db, offerName: string, needName: string): Promise<PairTold> {
  return explainPair(db, newMatching(await readCatalogue(db), dayOf(clock)), offerName, needName, clock)
}

function print({ offer, need, policyVersion, catalogueVersion, ways }: PairTold): void {
  say(`Offer ${offer}\nNeed  ${need}\nPolicy ${policyVersion}, catalogue ${catalogueVersion}`)
  if (ways.length === 0) say('\nThe catalogue knows no way from what is offered to what is wanted.')
  for (const { from, to, path, explanation } of ways) {
    say(
      `\n${from} → ${to}   score ${explanation.score.toFixed(4)}   confidence ${explanation.confidence.toFixed(2)}`,
    )
    for (const step of path) say(`  ${step}`)
    for (const {
      criterion,
      outcome,
      score,
      counted,
      weight,
      reason,
      remedy,
      numbers,
      rules,
    } of explanation.findings) {
      say(
        `  ${criterion.padEnd(11)} ${outcome.padEnd(8)} score ${score === null ? '   –  ' : score.toFixed(4)}  counts ${counted.toFixed(4)} × ${weight.toFixed(2)}  ${reason}${remedy ? `  (would raise it: ${remedy})` : ''}`,
      )
      const shown = Object.entries(numbers).map(([name, value]) => `${name} ${Number(value.toPrecision(7))}`)
      if (shown.length > 0) say(`              ${shown.join(', ')}`)
      if (rules && rules.length > 0) say(`              rules: ${rules.join(', ')}`)
    }
  }
}
