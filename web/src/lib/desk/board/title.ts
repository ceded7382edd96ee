import type { DeskExchange } from '#lib/contract.ts'

/** What an exchange is called on the board: what goes, and what it is for. */
export const titleOf = ({ exchange: { offer, need } }: DeskExchange): string =>
  need ? `${offer.title} → ${need.title}` : offer.title
