import { get } from '#lib/api/request.ts'
import type { Notification } from '#lib/contract.ts'
import { listen, type Heard } from './stream.ts'

/** What the one who is signed in is told while a page is open. */
class News {
  /** How many are unread; null until it is known. */
  unread = $state<number | null>(null)
  /** The last one that came while the page was open. */
  newest = $state.raw<Notification | null>(null)

  /** Follows somebody's notifications; returns what ends it. */
  follow(accountId: number): () => void {
    get<{ unread: number }>('/notifications/unread').then(
      ({ unread }) => (this.unread ??= unread),
      () => {},
    )
    const end = listen(accountId, (heard) => this.#take(heard))
    return () => {
      end()
      this.unread = null
      this.newest = null
    }
  }

  #take(heard: Heard): void {
    if (heard.kind === 'unread') this.unread = heard.unread
    else this.newest = heard.notification
  }
}

/** Written in browsers only: a server that renders for many has nothing in it. */
export const news = new News()
