/** Names the organisation that a facilitator acts for, in this browser until he stops; the server asks for its consent every time. */
export const ACTING_COOKIE = 'simbiozi-acting'
/** Refusal of whoever acts for an organisation that did not consent, or no longer does. */
export const CONSENT_MISSING = 'consent_missing'

/** What belongs to an account is minded in its own name. */
const OWN = /^\/(session|sessions|me|notifications|invitations)(\/|\?|$)/

/** The header by which a request says for whom it is made. @param path below the API */
export const actingHeader = (path: string, organisation: string | undefined): Record<string, string> =>
  organisation && !OWN.test(path) ? { 'on-behalf-of': organisation } : {}

/** For whom this browser acts; undefined while a page is rendered on the server, where its cookies say it. */
export function actingHere(): string | undefined {
  if (typeof document === 'undefined') return undefined
  return new RegExp(`(?:^|; )${ACTING_COOKIE}=(\\d{1,10})`).exec(document.cookie)?.[1]
}

/** Begins to act for an organisation, or (null) stops. */
export function actFor(organisation: number | null): void {
  const age = organisation === null ? '; max-age=0' : ''
  document.cookie = `${ACTING_COOKIE}=${organisation ?? ''}; path=/; samesite=strict${age}`
}
