import {
  AUDIENCES,
  BASES,
  CURRENCIES,
  LISTING_KINDS,
  ORGANISATION_KINDS,
  PACKAGING_FORMS,
  PERIODS,
  PROPERTIES,
  RESOURCE_KINDS,
  TRANSPORTS,
  UNITS,
  type Unit,
} from '../../contract/words.ts'
import type { Catalogue } from '../../materials/catalogue.ts'
import type { Registration } from '../../organisations/register.ts'
import type { Publication } from '../schema.ts'
import type { Cells } from './cells.ts'
import { readMaterial, type ThingNames } from './named.ts'
import { readPlace, type PlaceNames } from './place.ts'

/** What a row says in so many words: all but the material, which is found in the text. */
export type Statement = Omit<Publication, 'targets'> & { ref: string }

/** Names of the catalogue by which rows speak of places, materials and uses. */
export interface Words {
  places: PlaceNames
  things: ThingNames
}

const UNIT_ALIASES: Readonly<Record<string, Unit>> = {
  tonne: 't',
  tonnes: 't',
  ტ: 't',
  ტონა: 't',
  კგ: 'kg',
  'm³': 'm3',
  'მ³': 'm3',
  მ3: 'm3',
  litre: 'l',
  litres: 'l',
  ლ: 'l',
  ლიტრი: 'l',
  pcs: 'piece',
  pieces: 'piece',
  ცალი: 'piece',
  run: 'piece',
  runs: 'piece',
  რეისი: 'piece',
  მგვტსთ: 'MWh',
  'მგვტ·სთ': 'MWh',
  hour: 'h',
  hours: 'h',
  სთ: 'h',
  საათი: 'h',
}

/** Words by which a row says that its figures were not measured. */
const NOT_MEASURED = /\b(derived|estimate[ds]?|illustrative)\b|შეფასებ|გამოთვლ|საილუსტრაციო/iu

const LONGEST_NAME = 200

const GEORGIAN_LETTER = /\p{Script=Georgian}/u

/** Reads whose listing the row is; undefined when a cell of it was refused. */
export function readOrganisation(cells: Cells, sectors: Catalogue['sectors']): Registration | undefined {
  const name = cells.required('organisation')?.trim()
  if (name && name.length > LONGEST_NAME) cells.refuse('organisation', 'too_long', { maximum: LONGEST_NAME })
  const ref = cells.word('organisation_ref') ?? name?.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ')
  const kind = cells.oneOf('organisation_kind', ORGANISATION_KINDS) ?? 'business'
  const sector = cells.word('nace')
  if (sector !== undefined && !sectors.has(sector)) cells.refuse('nace', 'unknown_sector')
  return name === undefined || ref === undefined
    ? undefined
    : { ref: `file:${ref}`, name, kind, sector: sector ?? null }
}

/** Reads what the row states; undefined when a cell without which nothing can be stated was refused. */
export function readStatement(cells: Cells, catalogue: Catalogue, words: Words): Statement | undefined {
  const ref = cells.required('ref')?.trim()
  const kind = cells.required('kind') && cells.oneOf('kind', LISTING_KINDS)
  const title = cells.required('title')
  const place = readPlace(cells, words.places, catalogue.municipalities)
  const optional = compact({
    resourceKind: cells.oneOf('resource_kind', RESOURCE_KINDS),
    ...readQuantity(cells),
    ...readRoute(cells),
    presentInput: readMaterial(cells, 'present_input', words.things),
    description: cells.text('description'),
    wasteCode: readWasteCode(cells),
    hazardous: cells.yesOrNo('hazardous'),
    months: cells.months('months'),
    validFrom: cells.day('valid_from'),
    validUntil: cells.day('valid_until'),
    specifications: readSpecifications(cells),
    packagingForm: cells.oneOf('packaging_form', PACKAGING_FORMS),
    transport: cells.oneOf('transport', TRANSPORTS),
    audience: cells.oneOf('audience', AUDIENCES),
    basisNote: cells.text('basis'),
    sourceNote: cells.text('source'),
  })
  if (!ref || !kind || !title || !place) return undefined
  return {
    ref,
    kind,
    title,
    place,
    textLanguage: GEORGIAN_LETTER.test(title) ? 'ka' : 'en',
    provenance: NOT_MEASURED.test(optional.basisNote ?? '') ? 'inferred' : 'declared',
    ...optional,
  }
}

const readQuantity = (cells: Cells) => {
  const amount = cells.number('quantity')
  if (amount !== undefined && amount <= 0) cells.refuse('quantity', 'too_small', { above: 0 })
  return {
    amount,
    unit: cells.oneOf('unit', UNITS, UNIT_ALIASES),
    period: cells.oneOf('period', PERIODS),
    basis: cells.oneOf('mass_basis', BASES),
    minimumLotTonnes: cells.number('minimum_lot_tonnes'),
  }
}

const readRoute = (cells: Cells) => ({
  presentOperation: cells.word('present_operation')?.toUpperCase(),
  presentCostPerTonne: readMoney(cells, 'present_cost_per_tonne', 'present_cost_currency'),
  pricePerTonne: readPrice(cells),
})

/** The column is called after what a material is priced for. */
function readPrice(cells: Cells): Publication['pricePerTonne'] {
  const price = readMoney(cells, 'price_per_tonne', 'price_currency')
  const unit = cells.oneOf('price_unit', UNITS, UNIT_ALIASES)
  return price && { ...price, ...(unit && { unit }) }
}

function readMoney(cells: Cells, amountColumn: string, currencyColumn: string) {
  const amount = cells.number(amountColumn)
  const currency = cells.oneOf(currencyColumn, CURRENCIES)
  if (amount === undefined) return undefined
  if (currency === undefined) return cells.refuse(currencyColumn, 'missing')
  return { amount, currency }
}

/** "17 05 03*" and 170503 are the same code; a spreadsheet that took it for a number has lost the zero in front. */
function readWasteCode(cells: Cells): string | undefined {
  const code = cells.word('waste_code')?.replace(/[\s\u00a0.]|\*$/g, '')
  if (code === undefined) return undefined
  if (/^[1-9]\d{4}$/.test(code)) return `0${code}`
  return /^\d{6}$/.test(code) ? code : cells.refuse('waste_code', 'unknown_waste_code')
}

function readSpecifications(cells: Cells): Publication['specifications'] {
  const read = PROPERTIES.flatMap((property) => {
    const minimum = cells.number(`${property}_min`)
    const maximum = cells.number(`${property}_max`)
    return minimum === undefined && maximum === undefined
      ? []
      : [{ property, ...compact({ minimum, maximum }) }]
  })
  return read.length > 0 ? read : undefined
}

type Compact<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Leaves out what is undefined. */
const compact = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Compact<T>
