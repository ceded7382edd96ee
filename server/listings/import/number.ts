/** A space of any width between groups of three digits. */
const GROUPED = /^[+-]?\d{1,3}([ \u00a0\u2009\u202f]\d{3})+(?=[.,]|$)/
const NUMBER = /^[+-]?\d+([.,]\d+)?(e[+-]?\d{1,3})?$/i
/** 10,732 is ten thousand to some and a bit more than ten to others. */
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2},\d{3}$/

/**
 * Reads a number with a decimal point or comma; thousands may stand apart by spaces.
 * @returns the number, or the code of what is wrong with it
 */
export function parseNumber(
  cell: string,
  kind: 'amount' | 'degrees',
): number | 'not_a_number' | 'number_ambiguous' {
  const digits = GROUPED.test(cell) ? cell.replace(/[ \u00a0\u2009\u202f]/g, '') : cell
  if (!NUMBER.test(digits)) return 'not_a_number'
  if (kind === 'amount' && AMBIGUOUS.test(digits)) return 'number_ambiguous'
  const number = Number(digits.replace(',', '.'))
  return Number.isFinite(number) ? number : 'not_a_number'
}
