/** The tables of the catalogue to which an installation adds rows of its own. */
export const LOCAL_TABLES = [
  'materials',
  'uses',
  'processes',
  'suitabilities',
  'pathways',
  'factors',
  'rules',
] as const
export type LocalTable = (typeof LOCAL_TABLES)[number]
export const ORIGINS = ['shipped', 'local'] as const
