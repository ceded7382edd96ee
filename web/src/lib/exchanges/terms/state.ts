import type { TermsVersion } from '#lib/contract.ts'

export type TermsState = 'open' | 'sealed' | 'superseded' | 'passed'

/** Where a version stands; only the newest can still be agreed to. */
export function stateOfTerms({ sealedAt, supersededAt }: TermsVersion, isNewest: boolean): TermsState {
  if (supersededAt !== null) return 'superseded'
  if (sealedAt !== null) return 'sealed'
  return isNewest ? 'open' : 'passed'
}

/** The first and last day of what is shown of the whole; a listing that is there once has one period. */
export const isWhole = (periodStart: string): boolean => periodStart === '2000-01-01'
