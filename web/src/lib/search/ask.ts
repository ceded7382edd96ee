import { post } from '#lib/api/request.ts'
import type { ListingKind, ResourceKind, MatchesResponse, Understanding } from '#lib/contract.ts'
import { MOST_PARTNERS } from '#lib/matches/partners.ts'
import { getLocale } from '#lib/paraglide/runtime.js'
import type { TextContext } from './reading.ts'

/** What a text says, given what is known beside it. @throws ApiProblem */
export const askMeaning = (
  text: string,
  known: TextContext & { kind?: ListingKind; resourceKind?: ResourceKind },
  signal: AbortSignal,
): Promise<Understanding> =>
  post<Understanding>('/listings/understand', { text, lang: getLocale(), ...known }, signal)

/**
 * Partners of a draft.
 * @param draft as JSON
 * @param organisation in whose name it is asked, so that its permits count
 * @throws ApiProblem
 */
export const askPartners = (
  draft: string,
  organisation: number | null,
  signal: AbortSignal,
): Promise<MatchesResponse> =>
  post<MatchesResponse>(
    '/matches/preview',
    {
      draft: JSON.parse(draft) as unknown,
      limit: MOST_PARTNERS,
      ...(organisation !== null && { organisation }),
    },
    signal,
  )
