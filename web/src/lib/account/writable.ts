import type { Me } from '#lib/contract.ts'

export const isFacilitator = (me: Me | null): boolean =>
  me?.role === 'facilitator' || me?.role === 'administrator'

/** Organisations in whose name somebody writes. */
export const writableOf = (me: Me | null): Me['memberships'] =>
  me?.memberships.filter(({ role }) => role !== 'viewer') ?? []

/** NACE code of what somebody's firm does; null where he writes for firms of several trades, or for none. */
export function tradeOf(me: Me | null): string | null {
  const trades = new Set(writableOf(me).map(({ sector }) => sector))
  return trades.size === 1 ? ([...trades][0] ?? null) : null
}
