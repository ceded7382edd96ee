/** The query that an address asks, cut down to what a list of the API takes. */
export function queryOf(url: URL, names: readonly string[], limit: number): URLSearchParams {
  const query = new URLSearchParams({ limit: String(limit) })
  for (const name of [...names, 'cursor']) {
    const value = url.searchParams.get(name)?.trim()
    if (value) query.set(name, value)
  }
  return query
}
