import { SvelteMap } from 'svelte/reactivity'
import { get } from '#lib/api/request.ts'
import type { NewsStanding, Notification, NotificationsPage } from '#lib/contract.ts'
import { listen, type Heard } from './stream.ts'

/** As many as one answer holds; whoever missed more reads them on the page of notifications. */
const MOST_MISSED = 100

type Subject = Pick<Notification['subject'], 'kind' | 'id'>

/** What the one who is signed in is told while a page is open. */
class News {
  /** How many are unread; null until it is known. */
  unread = $state<number | null>(null)
  /** The last one that came while the page was open. */
  newest = $state.raw<Notification | null>(null)
  /** Id of the last one about each subject. */
  readonly #about = new SvelteMap<string, number>()
  #upTo: number | null = null

  /**
   * Follows somebody's notifications.
   * @param standing where they stood when the page was made, so that what came since is heard, too
   * @returns what ends it
   */
  follow(accountId: number, standing: NewsStanding | null): () => void {
    this.unread = standing?.unread ?? null
    this.#upTo = standing?.upTo ?? null
    const end = listen(accountId, this.#upTo, (heard) => this.#take(heard))
    void this.#catchUp(this.#upTo)
    return () => {
      end()
      this.unread = null
      this.newest = null
      this.#about.clear()
      this.#upTo = null
    }
  }

  /** Where a page that is loaded now stands: what comes after it is news to it. */
  upTo(standing: NewsStanding | null): number {
    return this.#upTo ?? standing?.upTo ?? 0
  }

  /** Id of the last notification about a subject that came while the page was open; 0 for none. */
  lastAbout({ kind, id }: Subject): number {
    return this.#about.get(`${kind} ${id}`) ?? 0
  }

  /** Another window may already have passed on what came between the making of the page and now. */
  async #catchUp(after: number | null): Promise<void> {
    const missed = after === null ? '?limit=1' : `?limit=${MOST_MISSED}&after=${after}`
    const found = await get<NotificationsPage>(`/notifications${missed}`).catch(() => null)
    if (!found) return
    this.unread = found.unread
    if (after === null) return
    for (const notification of found.notifications.toReversed())
      this.#take({ kind: 'notification', notification })
  }

  #take(heard: Heard): void {
    if (heard.kind === 'unread') {
      this.unread = heard.unread
      return
    }
    const { notification } = heard
    const { subject, id } = notification
    this.#about.set(`${subject.kind} ${subject.id}`, Math.max(id, this.lastAbout(subject)))
    if (id <= (this.#upTo ?? 0)) return
    this.#upTo = id
    this.newest = notification
  }
}

/** Written in browsers only: a server that renders for many has nothing in it. */
export const news = new News()
