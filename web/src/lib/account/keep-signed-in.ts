import { goOn } from '#lib/api/request.ts'

/** Shorter than the quarter of an hour for which an access token lives. */
const EVERY_MS = 12 * 60_000

/** Renews the access token while a page stays open, also after the machine has slept. Returns what ends it. */
export function keepSignedIn(): () => void {
  let renewedAt = Date.now()
  const renew = () => {
    if (document.hidden || Date.now() - renewedAt < EVERY_MS) return
    renewedAt = Date.now()
    void goOn()
  }
  const timer = setInterval(renew, 30_000)
  document.addEventListener('visibilitychange', renew)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', renew)
  }
}
