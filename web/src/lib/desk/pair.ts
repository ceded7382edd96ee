import type { DeskProposal, PublicListing } from '#lib/contract.ts'

/** The two listings of a proposal, whichever side its reader stands on. */
export function pairOf({ proposal }: DeskProposal): { offer: PublicListing; need: PublicListing } {
  const { own, match, side } = proposal
  return side === 'offer' ? { offer: own, need: match.listing } : { offer: match.listing, need: own }
}
