import type { PotentialResponse } from '#lib/contract.ts'
import { formatNumber } from '#lib/language/format.ts'
import { sayFigure } from '#lib/language/say-figures.ts'
import { m } from '#lib/paraglide/messages.js'

export type PotentialEntry = PotentialResponse['entries'][number]

/** Ids have dashes, messages underscores. */
const keyOf = (id: string): string => id.replaceAll('-', '_')

export const sayDriver = (id: string): string => sayFigure('driver', keyOf(id)) ?? id
export const sayDriverUnit = (unit: string): string => sayFigure('driver_unit', keyOf(unit)) ?? unit

/** Three levels as "744–1,163–1,674". */
export const formatLevels = (
  { low, central, high }: { low: number; central: number; high: number },
  digits?: number,
): string =>
  low === high
    ? formatNumber(central, digits)
    : [low, central, high].map((level) => formatNumber(level, digits)).join('\u2013')

/** What the tonnes were reckoned from: the published figure, its year, and the factor. */
export function sayFormula({ driver, factor }: PotentialEntry): string | null {
  if (driver.value === null || factor === null) return null
  const figure = `${formatNumber(driver.value, 0)}\u00A0${sayDriverUnit(driver.unit)}`
  return m.potential_formula({
    driver: sayDriver(driver.id),
    figure: driver.year === null ? figure : `${figure} (${driver.year})`,
    factor: formatLevels(factor, 5),
    unit: sayDriverUnit(driver.unit),
  })
}

/** Address of the search for partners of such a material in a municipality. */
export function searchAddress(entry: PotentialEntry, name: string, municipality: string): string {
  const query = new URLSearchParams({ text: name, material: entry.material, place: municipality })
  if (entry.months.length > 0) query.set('months', entry.months.join('.'))
  return `/?${query}`
}
