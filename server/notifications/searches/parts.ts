import type { Matching } from '../../matching/market.ts'

/** What saved searches need besides the database. */
export interface SearchParts {
  matching: Matching
}
