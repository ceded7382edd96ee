/** Units of what a sector typically discards or takes: tonnes a year, by the driver after the stroke. */
export const PROFILE_UNITS = [
  't/employee',
  't/1000 EUR turnover',
  't/t product',
  't/t raw material',
  't/m3 product',
  't/MWh',
  't/head',
  't/ha',
  't/m2',
  't/guest-night',
  't/inhabitant',
] as const
export type ProfileUnit = (typeof PROFILE_UNITS)[number]
