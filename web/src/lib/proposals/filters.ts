import { localizeHref } from '#lib/paraglide/runtime.js'

/** The address of a list with other filters; it begins at the first page again. An empty value takes a filter off. */
export function filteredHref(path: string, search: string, changes: Record<string, string>): string {
  const query = new URLSearchParams(search)
  query.delete('cursor')
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value)
    else query.delete(name)
  }
  return localizeHref(`${path}${query.size > 0 ? `?${query}` : ''}`)
}
