import { goto } from '$app/navigation'

/** The token in the part of the address that no server sees; it stays in the page's memory and leaves the address. */
export function takeToken(): string {
  const token = location.hash.slice(1)
  const rest = location.pathname + location.search
  // The router starts once the page has come alive.
  if (token) setTimeout(() => void goto(rest, { shallow: true, replace: true }))
  return token
}
