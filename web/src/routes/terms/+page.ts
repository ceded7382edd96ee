import { get } from '#lib/api/request.ts'
import type { TermsOfUse } from '#lib/contract.ts'

/** The terms of use that hold now. */
export const load = async ({ fetch }) => ({ terms: await get<TermsOfUse>('/terms', fetch) })
