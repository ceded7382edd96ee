import type { Db } from '../../db/open.ts'
import type { Clock } from '../journal/write.ts'
import { complete } from '../listings/entry.ts'
import { recordOf } from '../listings/record.ts'
import { refuseUnsound } from '../listings/rules.ts'
import type { Draft } from '../listings/schema.ts'
import { answer } from './answer.ts'
import type { ListingFacts } from './engine/facts.ts'
import type { Matching } from './market.ts'
import type { MatchesResponse } from './schema.ts'

/** A draft belongs to nobody yet: no listing and no organisation of the market has these numbers. */
const NOBODY = 0

/**
 * Partners of a listing that is not stored. The draft goes through the same checks and the same derivations as a
 * publication, so publishing it unchanged finds the same partners.
 * @throws Refusal with everything that is wrong with the draft
 */
export async function preview(
  db: Db,
  matching: Matching,
  draft: Draft,
  limit: number,
  clock: Clock,
): Promise<MatchesResponse> {
  refuseUnsound(draft, matching.catalogue)
  return answer(db, matching, factsOfDraft(matching, draft), limit, clock)
}

/** The engine's facts of a sound draft. */
export function factsOfDraft(matching: Matching, draft: Draft): ListingFacts {
  const { catalogue, reader } = matching
  const record = recordOf(
    complete({ organisationId: NOBODY, publication: { ...draft, title: '' } }),
    catalogue,
  )
  const { content, site } = record
  return reader.factsOf({
    id: NOBODY,
    kind: content.kind,
    organisation: NOBODY,
    lon: site.shown.lon,
    lat: site.shown.lat,
    radiusKm: site.shownRadiusKm,
    audience: 'public',
    provenance: 'declared',
    verified: false,
    completedExchanges: 0,
    wasteCode: content.wasteCode ?? null,
    hazardous: content.hazardous ?? false,
    months: content.months ?? null,
    validFrom: content.validFrom ?? null,
    validUntil: content.validUntil ?? null,
    massTonnes: content.massTonnes ?? null,
    minimumLotTonnes: content.minimumLotTonnes ?? null,
    presentOperation: content.presentOperation ?? null,
    presentInput: content.presentInput ?? null,
    presentCost: numberOf(content.presentCostPerTonne),
    presentCostCurrency: content.presentCostCurrency ?? null,
    price: numberOf(content.pricePerTonne),
    priceCurrency: content.priceCurrency ?? null,
    targets: record.materials.map(({ targetKind, target, factor }) => ({
      kind: targetKind,
      id: target,
      factor,
    })),
    ranges: record.specifications.map(({ property, minimum, maximum }) => ({
      property,
      minimum: minimum ?? null,
      maximum: maximum ?? null,
    })),
    permits: [],
  })
}

const numberOf = (decimal: string | null | undefined): number | null =>
  decimal === null || decimal === undefined ? null : Number(decimal)
