import type { Catalogue } from '../materials/catalogue.ts'
import { Refusal, type FieldError, type RefusalCode } from '../refusals.ts'
import type { Details, PermitInput, SiteInput } from './organisation-schema.ts'
import { settleSite, type SettledSite } from './site.ts'

/** What organisations need to know of the catalogue. */
export type OrganisationReference = Pick<
  Catalogue,
  'municipalities' | 'wasteCodes' | 'operations' | 'sectors'
>

/** @throws Refusal `unknown_sector` for a code that is not in NACE */
export function refuseUnknownSector({ sector }: Details, { sectors }: OrganisationReference): void {
  if (sector !== undefined && !sectors.has(sector))
    refuse({ field: '/sector', code: 'unknown_sector', params: { sector } })
}

/**
 * Where a site is and where others see it.
 * @throws Refusal `unknown_municipality`, or `place_without_municipality` for a point that is to be blurred and lies nowhere
 */
export function siteOf({ place }: SiteInput, { municipalities }: OrganisationReference): SettledSite {
  const { municipality } = place
  if (municipality !== undefined && !municipalities.has(municipality))
    refuse({ field: '/place/municipality', code: 'unknown_municipality', params: { id: municipality } })
  const settled = settleSite(place, municipalities)
  if (!settled)
    throw new Refusal('place_without_municipality', {}, [
      { field: '/place/precision', code: 'place_without_municipality' },
    ])
  return settled
}

/** @throws Refusal `unknown_waste_code`, `unknown_operation`, `window_ends_before_start` */
export function refuseUnsoundPermit(permit: PermitInput, reference: OrganisationReference): void {
  const { wasteCode, operation, validFrom, validUntil } = permit
  if (!reference.wasteCodes.has(wasteCode))
    refuse({ field: '/wasteCode', code: 'unknown_waste_code', params: { code: wasteCode } })
  if (operation !== undefined && !reference.operations.has(operation))
    refuse({ field: '/operation', code: 'unknown_operation', params: { code: operation } })
  if (validFrom !== undefined && validUntil !== undefined && validUntil < validFrom)
    refuse({ field: '/validUntil', code: 'window_ends_before_start', params: { validFrom, validUntil } })
}

function refuse(fault: FieldError & { code: RefusalCode }): never {
  throw new Refusal(fault.code, fault.params, [fault])
}
