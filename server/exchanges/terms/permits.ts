import type { Db } from '../../../db/open.ts'
import { Refusal } from '../../refusals.ts'
import type { StoredExchange } from '../store.ts'
import { hazardWithoutPermit, type StoredTerms } from './store.ts'

/**
 * Keeps hazardous waste from being agreed away to somebody without a recorded permit for its code. Whether a permit covers
 * the operation as well is the engine's to judge and the parties' to know; without any there is nothing to seal.
 * @throws Refusal `permit_missing` with the waste code (null when the offer states none) and the day on which it is needed
 */
export async function refuseWithoutPermit(
  tx: Db,
  { offerId, receiverId }: Pick<StoredExchange, 'offerId' | 'receiverId'>,
  { startsOn }: Pick<StoredTerms, 'startsOn'>,
): Promise<void> {
  const hazard = await hazardWithoutPermit(tx, { offerId, receiverId, on: startsOn })
  if (hazard) throw new Refusal('permit_missing', { wasteCode: hazard.wasteCode, on: startsOn })
}
