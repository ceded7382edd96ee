const NEGATIVE = 0x4000
const NOT_A_NUMBER = 0xc000
const INFINITE = 0xd000
const BASE = 10_000
/** Three digits make a whole number that a double holds exactly, as it does BASE⁵; so their product or quotient is the nearest double. */
const MOST_DIGITS = 3
const MOST_PLACES = 5

/**
 * A numeric as PostgreSQL sends it: number of digits to the base 10,000, power of the first one, sign, shown decimals, then
 * the digits, each in 16 bits.
 * @returns the double that its decimal notation reads as; NaN or infinite where it is
 */
export function numericOf(bytes: Buffer, at: number): number {
  const digits = bytes.readInt16BE(at)
  const weight = bytes.readInt16BE(at + 2)
  const sign = bytes.readUInt16BE(at + 4)
  if (sign === NOT_A_NUMBER) return NaN
  if (sign > NOT_A_NUMBER) return sign === INFINITE ? Infinity : -Infinity
  const size = sizeOf(bytes, at + 8, digits, digits - 1 - weight)
  return sign === NEGATIVE ? -size : size
}

/** @param places digits behind the point; negative: zeros that are not sent */
function sizeOf(bytes: Buffer, at: number, digits: number, places: number): number {
  if (digits > MOST_DIGITS || Math.abs(places) > MOST_PLACES)
    return Number(notation(bytes, at, digits, places))
  let whole = 0
  for (let n = 0; n < digits; n++) whole = whole * BASE + bytes.readUInt16BE(at + 2 * n)
  return places > 0 ? whole / BASE ** places : whole * BASE ** -places
}

function notation(bytes: Buffer, at: number, digits: number, places: number): string {
  let text = '0'
  for (let n = 0; n < digits; n++) text += String(bytes.readUInt16BE(at + 2 * n)).padStart(4, '0')
  return `${text}e${-4 * places}`
}
