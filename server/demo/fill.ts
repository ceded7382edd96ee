import type { Db } from '../../db/open.ts'
import { leaveLine, type Clock } from '../journal/write.ts'
import type { Changed } from '../listings/changed.ts'
import { publishAll } from '../listings/publish.ts'
import type { Catalogue } from '../materials/catalogue.ts'
import { registerOrganisations } from '../organisations/register.ts'
import { DEMONSTRATION } from './marks.ts'
import { readRegion } from './region.ts'
import { holdDemonstration, wasEverUsed } from './store.ts'

export interface DemoFill {
  organisations: number
  listings: number
  /** Listings that were not there, or not like this. */
  changed: number
}

/** What filling in takes besides the database. */
export interface DemoTools {
  catalogue: Catalogue
  changed: Changed
}

/**
 * Fills in the fictional demonstration region by registering and publishing like anybody else, all or nothing; what is
 * there already stays as it is.
 * @param progress hears what is being done, for a terminal
 */
export async function fillDemo(
  db: Db,
  clock: Clock,
  { catalogue, changed }: DemoTools,
  progress: (line: string) => void = () => {},
): Promise<DemoFill> {
  const { organisations, listings } = readRegion(catalogue)
  return db.transaction(async (tx) => {
    await holdDemonstration(tx)
    progress(`Registering ${organisations.length} fictional organisations …`)
    const ids = await registerOrganisations(tx, DEMONSTRATION.actor, organisations, clock)
    progress(`Publishing their ${listings.length} listings …`)
    const entries = listings.map(({ organisation, publication }) => ({
      organisationId: ids.get(organisation)!,
      publication,
      demonstration: true,
    }))
    const published = await publishAll(tx, DEMONSTRATION.actor, entries, clock, catalogue)
    const news = published.flatMap(({ id, outcome }) => (outcome === 'unchanged' ? [] : [id]))
    const filled = { organisations: organisations.length, listings: listings.length, changed: news.length }
    if (news.length === 0) return filled
    progress('Looking for the partners of each …')
    await changed(tx, news)
    await leaveLine(tx, DEMONSTRATION.actor, clock, { ...DEMONSTRATION.filled, after: filled })
    return filled
  })
}

/**
 * Fills the demonstration region into a database that never held a listing, so that a newcomer finds something to try.
 * Once it was taken out, or anything was ever published, it does not come by itself again.
 * @returns null when it was not filled
 */
export async function fillDemoOnFirstStart(
  db: Db,
  clock: Clock,
  tools: DemoTools,
  progress: (line: string) => void = () => {},
): Promise<DemoFill | null> {
  return db.transaction(async (tx) => {
    await holdDemonstration(tx)
    return (await wasEverUsed(tx)) ? null : fillDemo(tx, clock, tools, progress)
  })
}
