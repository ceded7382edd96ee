import { CURRENCIES, PERIODS, PROPERTIES, RESOURCE_KINDS, UNITS } from '#lib/contract.ts'
import {
  noDetails,
  noParts,
  type Chosen,
  type Details,
  type Parts,
  type PropertyRange,
  type Spot,
} from './parts.ts'

/** What an address carries: the text, the parts of it that are settled, and the partner that is open. */
export interface Shared {
  text: string
  parts: Parts
  partner: number | null
  /** Which parts the address speaks of. */
  given: Set<keyof Parts>
}

const oneOf = <T extends string>(words: readonly T[], text: string | null): T | null =>
  words.find((word) => word === text) ?? null

const number = (text: string | null): number | null => {
  const value = text === null || text.trim() === '' ? NaN : Number(text)
  return Number.isFinite(value) ? value : null
}

/** Writes the state of the page as a query string that anybody can open again. Empty for an untouched page. */
export function writeQuery({ text, parts, partner }: Omit<Shared, 'given'>): string {
  const query = new URLSearchParams()
  const put = (name: string, value: string | number | boolean | null | undefined) => {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value))
  }
  const { targets, quantity, months, place, details } = parts
  if (parts.kind === 'need') put('kind', 'need')
  if (parts.resourceKind !== 'material') put('resource', parts.resourceKind)
  put('text', text)
  for (const { kind, id } of targets) query.append(kind, id)
  put('code', parts.code === null ? 'none' : parts.code)
  if (quantity) {
    put('amount', quantity.amount)
    put('unit', quantity.unit)
    put('period', quantity.period)
  }
  put('months', months?.join('.'))
  put('place', place && ('municipality' in place ? place.municipality : `${place.lat}~${place.lon}`))
  put('route', details.presentOperation)
  put('input', details.presentInput)
  put('cost', details.presentCost)
  put('price', details.price)
  put('per', details.priceUnit)
  if (details.currency !== 'GEL') put('currency', details.currency)
  put('hazardous', details.hazardous)
  put('lot', details.minimumLotTonnes)
  for (const { property, minimum, maximum } of details.ranges)
    query.append('range', `${property}~${minimum ?? ''}~${maximum ?? ''}`)
  put('partner', partner)
  return query.toString()
}

/** Reads an address back. What does not make sense is left out, so that an old or broken link still opens. */
export function readQuery(query: URLSearchParams): Shared {
  const parts = noParts()
  const given = new Set<keyof Parts>()
  const take = <K extends keyof Parts>(name: K, value: Parts[K] | null) => {
    if (value === null) return
    parts[name] = value
    given.add(name)
  }
  take('kind', query.get('kind') === 'need' ? 'need' : null)
  take('resourceKind', oneOf(RESOURCE_KINDS, query.get('resource')))
  const targets = [...chosen(query, 'material'), ...chosen(query, 'use')]
  take('targets', targets.length > 0 ? targets : null)
  const code = query.get('code')
  if (code === 'none') parts.code = null
  else if (code && /^\d{6}$/.test(code)) parts.code = code
  const amount = number(query.get('amount'))
  const unit = oneOf(UNITS, query.get('unit'))
  if (amount !== null && amount > 0 && unit)
    take('quantity', { amount, unit, period: oneOf(PERIODS, query.get('period')) ?? 'once' })
  take('months', months(query.get('months')))
  take('place', spot(query.get('place')))
  parts.details = details(query)
  const partner = number(query.get('partner'))
  return { text: (query.get('text') ?? '').slice(0, 2000), parts, partner, given }
}

const chosen = (query: URLSearchParams, kind: Chosen['kind']): Chosen[] =>
  query
    .getAll(kind)
    .filter((id) => /^[a-z0-9-]{1,80}$/.test(id))
    .slice(0, 12)
    .map((id) => ({ kind, id }))

function months(text: string | null): number[] | null {
  const found = [...new Set(text?.split('.').map(Number))].filter((month) => month >= 1 && month <= 12)
  return found.length > 0 ? found.filter(Number.isInteger).toSorted((a, b) => a - b) : null
}

function spot(text: string | null): Spot | null {
  if (!text) return null
  const [lat, lon] = text.split('~').map(Number)
  if (lat !== undefined && lon !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180)
    return { lon, lat }
  return /^[a-z0-9-]{1,80}$/.test(text) ? { municipality: text } : null
}

function details(query: URLSearchParams): Details {
  const operation = query.get('route')
  const input = query.get('input')
  const hazardous = query.get('hazardous')
  return {
    ...noDetails(),
    presentOperation: operation && /^[RD]\d{1,2}$/.test(operation) ? operation : null,
    presentInput: input && /^[a-z0-9-]{1,80}$/.test(input) ? input : null,
    presentCost: number(query.get('cost')),
    price: number(query.get('price')),
    priceUnit: oneOf(UNITS, query.get('per')),
    currency: oneOf(CURRENCIES, query.get('currency')) ?? 'GEL',
    hazardous: hazardous === null ? null : hazardous === 'true',
    minimumLotTonnes: number(query.get('lot')),
    ranges: query.getAll('range').flatMap(range),
  }
}

function range(text: string): PropertyRange[] {
  const [name, minimum, maximum] = text.split('~')
  const property = oneOf(PROPERTIES, name ?? null)
  return property ? [{ property, minimum: number(minimum ?? null), maximum: number(maximum ?? null) }] : []
}
