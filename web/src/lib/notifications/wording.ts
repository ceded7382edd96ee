import { sentencesOf, type Notification } from '#lib/contract.ts'
import { formatDay, formatNumber } from '#lib/language/format.ts'
import { sayCode } from '#lib/language/say.ts'

/** A notification in a sentence, in the reader's language. */
export function noticeText(notification: Notification): string {
  const params = { ...shown(notification.params), title: notification.subject.title ?? '…' }
  for (const name of sentencesOf(notification)) {
    const said = sayCode('notice', name, params)
    if (said !== null) return said
  }
  return notification.kind
}

const shown = (params: Notification['params']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
        ? formatDay(value)
        : typeof value === 'number'
          ? formatNumber(value, 3)
          : String(value),
    ]),
  )
