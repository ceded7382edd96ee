import type { Db } from '../../db/open.ts'
import { mayReadFor } from '../accounts/principal.ts'
import type { Principal } from '../contract/people.ts'
import type { Clock } from '../journal/write.ts'
import { complete } from '../listings/entry.ts'
import { ANYBODY, readerOf, type Reader } from '../organisations/reader.ts'
import { recordOf, type ListingRecord } from '../listings/record.ts'
import { refuseUnsound } from '../listings/rules.ts'
import type { Draft } from '../listings/schema.ts'
import { Refusal } from '../refusals.ts'
import { answer } from './answer.ts'
import { answerOther } from './answer-other.ts'
import type { ListingFacts } from './engine/facts.ts'
import type { OtherFacts, OtherKind } from './engine/other-kinds.ts'
import { dayOf, type Matching } from './market.ts'
import { otherFactsOf } from './other-facts.ts'
import type { MatchesResponse } from './schema.ts'
import { readAsker, type Asker } from './store.ts'

/** A draft belongs to nobody yet: no listing of the market has this number, and no organisation either. */
const NOBODY = 0
const UNKNOWN_ASKER: Asker = { organisation: NOBODY, verified: false, completedExchanges: 0, permits: [] }

/** For whom a draft is matched, and whose it is. */
export interface Asking {
  reader: Reader
  organisation?: number | undefined
}

/**
 * Partners of a listing that is not stored. The draft goes through the same checks and the same derivations as a
 * publication, so publishing it unchanged finds the same partners.
 * @throws Refusal with everything that is wrong with the draft; `not_found` when there is no such organisation
 */
export async function preview(
  db: Db,
  matching: Matching,
  draft: Draft,
  limit: number,
  clock: Clock,
  { reader, organisation }: Asking = { reader: ANYBODY },
): Promise<MatchesResponse> {
  refuseUnsound(draft, matching.catalogue)
  const asker = organisation === undefined ? UNKNOWN_ASKER : await readAsker(db, organisation, dayOf(clock))
  if (!asker) throw new Refusal('not_found', { organisation: organisation ?? NOBODY })
  const { resourceKind = 'material' } = draft
  return resourceKind === 'material'
    ? answer(db, matching, factsOfDraft(matching, draft, asker), limit, clock, reader)
    : answerOther(db, matching, otherFactsOfDraft(matching, draft, resourceKind, asker), limit, clock, reader)
}

/**
 * A draft is matched in the name of an organisation only for its own people and for facilitators.
 * @throws Refusal `not_permitted`
 */
export function askingOf(principal: Principal | null, organisation: number | undefined): Asking {
  if (organisation !== undefined && !mayReadFor(principal, organisation)) throw new Refusal('not_permitted')
  return { reader: readerOf(principal), organisation }
}

function recordOfDraft({ catalogue }: Matching, draft: Draft, { organisation }: Asker): ListingRecord {
  return recordOf(complete({ organisationId: organisation, publication: { ...draft, title: '' } }), catalogue)
}

/** The engine's facts of a sound draft that is no material. */
export function otherFactsOfDraft(
  matching: Matching,
  draft: Draft,
  resourceKind: OtherKind,
  asker: Asker = UNKNOWN_ASKER,
): OtherFacts {
  const { content, site } = recordOfDraft(matching, draft, asker)
  return otherFactsOf(
    {
      id: NOBODY,
      kind: content.kind,
      resourceKind,
      lon: site.shown.lon,
      lat: site.shown.lat,
      radiusKm: site.shownRadiusKm,
      audience: 'public',
      provenance: 'declared',
      amount: numberOf(content.amount),
      unit: content.unit ?? null,
      period: content.period,
      months: content.months ?? null,
      validFrom: content.validFrom ?? null,
      validUntil: content.validUntil ?? null,
      ...asker,
    },
    matching.policy,
  )
}

/** The engine's facts of a sound draft. */
export function factsOfDraft(matching: Matching, draft: Draft, asker: Asker = UNKNOWN_ASKER): ListingFacts {
  const { reader } = matching
  const record = recordOfDraft(matching, draft, asker)
  const { content, site } = record
  return reader.factsOf({
    id: NOBODY,
    kind: content.kind,
    lon: site.shown.lon,
    lat: site.shown.lat,
    radiusKm: site.shownRadiusKm,
    audience: 'public',
    provenance: 'declared',
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
    ...asker,
  })
}

const numberOf = (decimal: string | null | undefined): number | null =>
  decimal === null || decimal === undefined ? null : Number(decimal)
