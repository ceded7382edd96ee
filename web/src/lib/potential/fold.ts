const NAME = 'open'

/** Ids of the entries whose reckoning an address shows on a phone. */
export const unfoldedIn = (search: string): string[] =>
  new URLSearchParams(search).get(NAME)?.split('.').filter(Boolean) ?? []

/** The query that folds an entry in or out and leaves everything else as it is. */
export function foldAddress(search: string, id: string): string {
  const open = unfoldedIn(search)
  const next = open.includes(id) ? open.filter((other) => other !== id) : [...open, id]
  const query = new URLSearchParams(search)
  if (next.length > 0) query.set(NAME, next.join('.'))
  else query.delete(NAME)
  return `?${query}`
}
