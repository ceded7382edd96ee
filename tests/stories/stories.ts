import { declined } from './journeys/declined.ts'
import { dispute } from './journeys/dispute.ts'
import { hazardous } from './journeys/hazardous.ts'
import { hiddenSupplier } from './journeys/hidden-supplier.ts'
import { onBehalf } from './journeys/on-behalf.ts'
import { ordinary } from './journeys/ordinary.ts'
import { partnerDeleted } from './journeys/partner-deleted.ts'
import { pooled } from './journeys/pooled.ts'
import { waterByTheCubicMetre } from './journeys/water.ts'
import type { Story } from './story.ts'

/** Every story, in the order in which they are printed. */
export const STORIES: readonly Story[] = [
  ordinary,
  declined,
  hiddenSupplier,
  pooled,
  hazardous,
  dispute,
  onBehalf,
  partnerDeleted,
  waterByTheCubicMetre,
]
