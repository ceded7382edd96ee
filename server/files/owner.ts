import { isFacilitator, mayActFor } from '../accounts/principal.ts'
import type { Principal } from '../contract/people.ts'

/** Whose a file is: an organisation's, or, as null, of the facilitator who took it in in his own right. */
export type FileOwner = number | null

/** Whether somebody may take in files for an owner: who writes for the organisation; facilitators in their own right. */
export const mayUploadFor = (principal: Principal, owner: FileOwner): boolean =>
  owner === null ? isFacilitator(principal) : mayActFor(principal, owner)
