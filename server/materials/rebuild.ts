import { isNull } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { exchangeRate, material, pathway, process, suitability, use } from '../../db/schema/index.ts'
import { compatibilityClosure } from './closure.ts'
import { gelPerUnit } from './lookups.ts'
import { replaceCompatibility } from './store.ts'

/**
 * Builds the compatibility table anew from what the database holds, shipped and local rows.
 * Retired materials keep their place, so that listings of them still find partners; retired suitabilities and pathways lead nowhere.
 * @returns how many rows it has
 */
export async function rebuildCompatibility(db: Db): Promise<number> {
  const rates = (await db.select().from(exchangeRate)).map((rate) => ({
    ...rate,
    gelPerUnit: Number(rate.gelPerUnit),
  }))
  const inGel = (amount: string | null, currency: string | null) => {
    const rate = currency === null ? null : gelPerUnit(rates, currency)
    return amount === null || rate === null ? null : Number(amount) * rate
  }
  const pathways = await db.select().from(pathway).where(isNull(pathway.retiredAt))
  const closure = compatibilityClosure({
    materials: await db.select({ id: material.id, parent: material.parent }).from(material),
    uses: await db.select({ id: use.id, parent: use.parent }).from(use),
    processes: await db.select({ id: process.id, feedstockUse: process.feedstockUse }).from(process),
    suitabilities: await db.select().from(suitability).where(isNull(suitability.retiredAt)),
    pathways: pathways.map((row) => ({ ...row, costPerTonne: inGel(row.costPerTonne, row.costCurrency) })),
  })
  await replaceCompatibility(db, closure)
  return closure.length
}
