import { goOn } from '#lib/api/request.ts'
import type { Notification } from '#lib/contract.ts'

/** What a window hears. */
export type Heard = { kind: 'unread'; unread: number } | { kind: 'notification'; notification: Notification }

const ADDRESS = '/api/v1/notifications/stream'
const FIRST_PAUSE_MS = 2000
const LONGEST_PAUSE_MS = 5 * 60_000

/**
 * Hears of notifications as they come. Of all windows of one browser one listens and passes on to the others, since a
 * browser opens few connections to a site; where windows cannot agree each listens by itself.
 * @param after the last notification that the window knows of, so that none is missed before it listens; null where that
 * is not known
 * @returns what ends it
 */
export function listen(accountId: number, after: number | null, hear: (heard: Heard) => void): () => void {
  const name = `simbiozi-notifications-${accountId}`
  const others = new BroadcastChannel(name)
  const ending = new AbortController()
  const place: Place = { seen: after }
  const take = (heard: Heard) => {
    // Whoever takes over from another window goes on where that one stopped.
    if (heard.kind === 'notification') place.seen = heard.notification.id
    hear(heard)
  }
  others.addEventListener('message', ({ data }: MessageEvent<Heard>) => take(data))
  const tell = (heard: Heard) => {
    take(heard)
    // Only windows of one's own origin hear it; there is no other target to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    others.postMessage(heard)
  }
  const lead = () => listenUntil(place, ending.signal, tell)
  // Windows can agree only where the page came by https or from this machine.
  const agreed = navigator.locks?.request(name, { signal: ending.signal }, lead) ?? lead()
  // Ended while it waited for its turn.
  agreed.catch(() => {})
  return () => {
    ending.abort()
    others.close()
  }
}

/** The last notification that a window knows of. */
interface Place {
  seen: number | null
}

/** Listens again and again, going on after the last notification, until it is ended. */
async function listenUntil(place: Place, ended: AbortSignal, tell: (heard: Heard) => void): Promise<void> {
  for (let pause = FIRST_PAUSE_MS; !ended.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const began = Date.now()
    await listenOnce(place, ended, tell)
    if (ended.aborted) return
    if (Date.now() - began > LONGEST_PAUSE_MS) pause = FIRST_PAUSE_MS
    await rest(pause, ended)
    // What a stream is refused for most often is an access token that has run out.
    await goOn()
  }
}

/** One stream; the browser itself makes a broken one again. Comes back when it gives up. */
function listenOnce(place: Place, ended: AbortSignal, tell: (heard: Heard) => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const source = new EventSource(place.seen === null ? ADDRESS : `${ADDRESS}?after=${place.seen}`)
  const on = (name: string, take: (data: string) => void) =>
    source.addEventListener(name, (event) => {
      const { data, lastEventId } = event as MessageEvent<string>
      place.seen = Number(lastEventId)
      take(data)
    })
  const unread = (data: string) =>
    tell({ kind: 'unread', unread: (JSON.parse(data) as { unread: number }).unread })
  on('ready', unread)
  on('unread', unread)
  on('notification', (data) => tell({ kind: 'notification', notification: JSON.parse(data) as Notification }))
  const finish = () => {
    source.close()
    resolve()
  }
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) finish()
  })
  ended.addEventListener('abort', finish)
  return promise
}

function rest(ms: number, ended: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  setTimeout(resolve, ms)
  ended.addEventListener('abort', () => resolve())
  return promise
}
