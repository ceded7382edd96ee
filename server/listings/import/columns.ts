import { PROPERTIES } from '../../contract/words.ts'

/** Columns without which a row says too little to be a listing. */
export const REQUIRED_COLUMNS = ['ref', 'kind', 'organisation', 'title', 'quantity', 'unit'] as const

/** The same for a file whose rows all belong to one organisation that is known already. */
export const REQUIRED_OF_ONE = REQUIRED_COLUMNS.filter((column) => column !== 'organisation')

const OPTIONAL_COLUMNS = [
  'organisation_ref',
  'organisation_kind',
  'nace',
  'municipality',
  'lat',
  'lon',
  'precision',
  'resource_kind',
  'description',
  'material',
  'waste_code',
  'hazardous',
  'period',
  'months',
  'valid_from',
  'valid_until',
  'mass_basis',
  'minimum_lot_tonnes',
  'packaging_form',
  'transport',
  'price_per_tonne',
  'price_currency',
  'price_unit',
  'present_operation',
  'present_input',
  'present_cost_per_tonne',
  'present_cost_currency',
  'audience',
  'basis',
  'source',
] as const

/** Every column that a file may have, as it is spelled in the header. */
export const COLUMNS: readonly string[] = [
  ...REQUIRED_COLUMNS,
  ...OPTIONAL_COLUMNS,
  ...PROPERTIES.flatMap((property) => [`${property}_min`, `${property}_max`]),
]

export type Column = (typeof REQUIRED_COLUMNS)[number] | (typeof OPTIONAL_COLUMNS)[number]

/** A heading as the column list spells it: "Waste code " is `waste_code`. */
export const spelled = (heading: string): string =>
  heading
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
