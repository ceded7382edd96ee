import { get } from '#lib/api/request.ts'
import type { TermsOfUse } from '#lib/contract.ts'

/** The terms of use, which have to be accepted. */
export const load = async ({ fetch }) => ({ terms: await get<TermsOfUse>('/terms', fetch) })
