/** The token in the part of the address that no server sees; it stays in the page's memory and leaves the address. */
export function takeToken(): string {
  const token = location.hash.slice(1)
  if (token) history.replaceState(history.state, '', location.pathname + location.search)
  return token
}
