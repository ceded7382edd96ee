import type { Database } from '../db/open.ts'
import { changedWith } from '../server/changed.ts'
import type { Clock } from '../server/journal/write.ts'
import type { Changed } from '../server/listings/changed.ts'
import { LiveMarket } from '../server/matching/market.ts'
import type { Catalogue } from '../server/materials/catalogue.ts'
import { readCatalogue } from '../server/materials/read-catalogue.ts'

/** What a command that publishes needs: the catalogue, and what follows a change of listings over a market loaded now. */
export async function withMarket(
  database: Database,
  clock: Clock,
): Promise<{ catalogue: Catalogue; changed: Changed }> {
  const catalogue = await readCatalogue(database.db)
  const market = new LiveMarket(database, catalogue, clock)
  await market.load()
  return { catalogue, changed: changedWith(market.matching, clock) }
}
