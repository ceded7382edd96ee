import type { Db } from '../../db/open.ts'
import type { Clock } from '../journal/write.ts'
import type { Catalogue } from '../materials/catalogue.ts'
import { impactOf, type Impact } from './compute.ts'
import { factsOf, type Deal } from './facts.ts'
import { insertImpact } from './store.ts'

/**
 * Computes what a confirmed shipment did and freezes it with every factor, in the transaction that confirms it. Later
 * versions of the catalogue change nothing of it.
 */
export async function freezeImpact(
  db: Db,
  { shipmentId, deal, tonnes }: { shipmentId: number; deal: Deal; tonnes: number },
  catalogue: Catalogue,
  clock: Clock,
): Promise<Impact> {
  const facts = factsOf(catalogue, deal, tonnes)
  const impact = impactOf(facts)
  await insertImpact(db, {
    shipmentId,
    factorSetVersion: catalogue.version,
    facts,
    impact,
    frozenAt: clock().toISOString(),
  })
  return impact
}
