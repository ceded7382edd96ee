import { Compile } from 'typebox/compile'
import { fieldErrors } from '../../http/field-errors.ts'
import type { Reference } from '../reference.ts'
import { faultsOf } from '../rules.ts'
import { Publication } from '../schema.ts'
import type { Cells } from './cells.ts'

const shape = Compile(Publication)

/** Where a part of a publication stands in the file; the longest beginning counts. */
const COLUMN_OF: Readonly<Record<string, string>> = {
  '/ref': 'ref',
  '/kind': 'kind',
  '/resourceKind': 'resource_kind',
  '/title': 'title',
  '/description': 'description',
  '/targets': 'material',
  '/place': 'municipality',
  '/place/lat': 'lat',
  '/place/lon': 'lon',
  '/place/precision': 'precision',
  '/wasteCode': 'waste_code',
  '/amount': 'quantity',
  '/unit': 'unit',
  '/months': 'months',
  '/validFrom': 'valid_from',
  '/validUntil': 'valid_until',
  '/minimumLotTonnes': 'minimum_lot_tonnes',
  '/presentOperation': 'present_operation',
  '/presentInput': 'present_input',
  '/presentCostPerTonne': 'present_cost_per_tonne',
  '/pricePerTonne': 'price_per_tonne',
  '/pricePerTonne/unit': 'price_unit',
  '/basisNote': 'basis',
  '/sourceNote': 'source',
}

/** Holds a row's publication against the shape and the rules that every publication keeps; refuses the cells that break them. */
export function judge(cells: Cells, publication: Publication, reference: Reference): void {
  const faults = shape.Check(publication)
    ? faultsOf(publication, reference)
    : fieldErrors(shape.Errors(publication), publication)
  for (const { field, code, params } of faults) cells.refuse(columnOf(field, publication), code, params)
}

function columnOf(field: string, publication: Publication): string {
  const specification = /^\/specifications\/(\d+)/.exec(field)
  if (specification) {
    const property = publication.specifications?.[Number(specification[1])]?.property ?? ''
    return `${property}_${field.endsWith('/minimum') ? 'min' : 'max'}`
  }
  for (let end = field.length; end > 0; end = field.lastIndexOf('/', end - 1)) {
    const column = COLUMN_OF[field.slice(0, end)]
    if (column) return column
  }
  return 'ref'
}
