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

/**
 * Keeps hazardous waste from being moved on a day on which no recorded permit of the receiver for its code is valid,
 * though one was when the terms were sealed.
 * @throws Refusal `shipment_without_permit` with the waste code and the day
 */
export async function refuseMoveWithoutPermit(
  tx: Db,
  { offerId, receiverId }: Pick<StoredExchange, 'offerId' | 'receiverId'>,
  movedOn: string,
): Promise<void> {
  const hazard = await hazardWithoutPermit(tx, { offerId, receiverId, on: movedOn })
  if (hazard) throw new Refusal('shipment_without_permit', { wasteCode: hazard.wasteCode, movedOn })
}
