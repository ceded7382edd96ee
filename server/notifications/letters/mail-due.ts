import type { Db } from '../../../db/open.ts'
import type { Clock } from '../../journal/write.ts'
import { pageAddress, queueMail } from '../../mail/queue.ts'
import type { Notification } from '../schema.ts'
import { unsubscribeToken, type Ending } from '../unsubscribe/token.ts'
import { pageOfNotice } from '../../contract/notices.ts'
import { accountsDue, digestMoments, takeDue, type Addressee, type DigestMoments } from './store.ts'
import { wordingOf } from './wording.ts'

/** What letters need of this installation. */
export interface LetterParts {
  /** Where the pages are, without a slash at the end. */
  baseUrl: string
  timeZone: string
  unsubscribeKey: Buffer
}

const ACCOUNTS_AT_ONCE = 100
/** More than that nobody reads in a letter; the rest stands in the app. */
const MOST_IN_A_LETTER = 40

/**
 * Writes the letters that are due: at once, on the morning of a day, or on the morning of a Monday, one letter a person
 * with everything that he has not read meanwhile. Each notification goes out once, whatever the number of processes.
 * @returns how many letters were written
 */
export async function mailDue(db: Db, parts: LetterParts, clock: Clock): Promise<number> {
  const moments = await digestMoments(db, clock().toISOString(), parts.timeZone)
  for (let all = 0; ;) {
    const accounts = await accountsDue(db, moments, ACCOUNTS_AT_ONCE)
    for (const account of accounts) all += await mailTo(db, account, moments, parts, clock)
    if (accounts.length < ACCOUNTS_AT_ONCE) return all
  }
}

const mailTo = (db: Db, accountId: number, moments: DigestMoments, parts: LetterParts, clock: Clock) =>
  db.transaction(async (tx) => {
    const taken = await takeDue(tx, accountId, moments, clock().toISOString())
    if (!taken || taken.due.length === 0) return 0
    await writeLetter(tx, accountId, taken.addressee, taken.due, parts, clock)
    return 1
  })

async function writeLetter(
  tx: Db,
  accountId: number,
  { email, language, name }: Addressee,
  due: readonly Notification[],
  { baseUrl, unsubscribeKey }: LetterParts,
  clock: Clock,
): Promise<void> {
  const page = (path: string) => pageAddress(baseUrl, language, path)
  const said = due
    .slice(0, MOST_IN_A_LETTER)
    .map((notification) => wordingOf(notification, language, page(pageOfNotice(notification))))
  const kinds = new Set(due.map(({ kind }) => kind))
  // A letter about one kind of news ends that kind; a mixed one ends all of them.
  const ending: Ending = kinds.size === 1 ? due[0]!.kind : 'all'
  const token = unsubscribeToken(unsubscribeKey, accountId, ending)
  await queueMail(tx, clock, {
    kind: due.length === 1 ? 'news' : 'news_many',
    to: email,
    accountId,
    language,
    unsubscribeUrl: `${baseUrl}/api/v1/unsubscribe?token=${token}`,
    params: {
      name,
      count: due.length,
      subject: said[0]!.subject,
      entries: said.map(({ body }) => body).join('\n\n'),
      all: page('/my/notifications'),
      settings: page('/settings/notifications'),
      stop: page(`/unsubscribe#${token}`),
    },
  })
}
