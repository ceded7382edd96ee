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
 * @returns what ends it
 */
export function listen(accountId: number, hear: (heard: Heard) => void): () => void {
  const name = `simbiozi-notifications-${accountId}`
  const others = new BroadcastChannel(name)
  const ending = new AbortController()
  others.addEventListener('message', ({ data }: MessageEvent<Heard>) => hear(data))
  const tell = (heard: Heard) => {
    hear(heard)
    // Only windows of one's own origin hear it; there is no other target to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    others.postMessage(heard)
  }
  const lead = () => listenUntil(ending.signal, tell)
  // Windows can agree only where the page came by https or from this machine.
  const agreed = navigator.locks?.request(name, { signal: ending.signal }, lead) ?? lead()
  // Ended while it waited for its turn.
  agreed.catch(() => {})
  return () => {
    ending.abort()
    others.close()
  }
}

/** Listens again and again, going on after the last notification, until it is ended. */
async function listenUntil(ended: AbortSignal, tell: (heard: Heard) => void): Promise<void> {
  let seen: string | null = null
  for (let pause = FIRST_PAUSE_MS; !ended.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const began = Date.now()
    seen = await listenOnce(seen, ended, tell)
    if (ended.aborted) return
    if (Date.now() - began > LONGEST_PAUSE_MS) pause = FIRST_PAUSE_MS
    await rest(pause, ended)
    // What a stream is refused for most often is an access token that has run out.
    await goOn()
  }
}

/** One stream; the browser itself makes a broken one again. Comes back with the last event when it gives up. */
function listenOnce(
  after: string | null,
  ended: AbortSignal,
  tell: (heard: Heard) => void,
): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>()
  const source = new EventSource(after === null ? ADDRESS : `${ADDRESS}?after=${after}`)
  let seen = after
  const on = (name: string, take: (data: string) => void) =>
    source.addEventListener(name, (event) => {
      const { data, lastEventId } = event as MessageEvent<string>
      // The server cannot go on from before the first one.
      if (Number(lastEventId) > 0) seen = lastEventId
      take(data)
    })
  const unread = (data: string) =>
    tell({ kind: 'unread', unread: (JSON.parse(data) as { unread: number }).unread })
  on('ready', unread)
  on('unread', unread)
  on('notification', (data) => tell({ kind: 'notification', notification: JSON.parse(data) as Notification }))
  const finish = () => {
    source.close()
    resolve(seen)
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
