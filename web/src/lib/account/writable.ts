import type { Me } from '#lib/contract.ts'

export const isFacilitator = (me: Me | null): boolean =>
  me?.role === 'facilitator' || me?.role === 'administrator'

/** Organisations in whose name somebody writes. */
export const writableOf = (me: Me | null): Me['memberships'] =>
  me?.memberships.filter(({ role }) => role !== 'viewer') ?? []
