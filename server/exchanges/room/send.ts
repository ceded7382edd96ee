import type { Db } from '../../../db/open.ts'
import { settle } from '../../../db/transaction.ts'
import { actorOf, inOwnName } from '../../accounts/principal.ts'
import type { Party, Side } from '../../contract/exchanges.ts'
import type { Principal } from '../../contract/people.ts'
import { leaveLine, type Actor, type Clock } from '../../journal/write.ts'
import { tell } from '../../journal/tell.ts'
import { attachFiles } from '../../files/attach.ts'
import { Refusal } from '../../refusals.ts'
import { permitStep } from '../lifecycle.ts'
import { organisationOf, otherSide, partyOf, type Sides } from '../parties.ts'
import { holdExchange, touchExchange } from '../store.ts'
import { countMessagesSince, insertMessage } from './store.ts'

const MESSAGES_A_MINUTE = 20
const MINUTE_MS = 60_000
const GEORGIAN_LETTER = /\p{Script=Georgian}/u

export interface Message {
  exchangeId: number
  body: string
  language?: 'ka' | 'en'
  /** What the sender uploaded for his side, or as a facilitator for himself. */
  files?: readonly string[]
  side?: Side
}

/**
 * Says something in the room of an exchange.
 * @returns the id of the message
 * @throws Refusal `not_found`, `not_permitted`, `exchange_stage_wrong`, `text_blank`,
 * `too_many_requests`, `file_not_yours`
 */
export async function sendMessage(
  db: Db,
  principal: Principal,
  { exchangeId, body, language, files = [], side }: Message,
  clock: Clock,
): Promise<number> {
  if (body.trim() === '') throw new Refusal('text_blank', {}, [{ field: '/body', code: 'text_blank' }])
  return settle(db, async (tx) => {
    const held = await holdExchange(tx, exchangeId)
    if (!held) throw new Refusal('not_found', { exchange: exchangeId })
    const { exchange } = held
    const party = partyOf(principal, exchange, side)
    permitStep('send_message', exchange.stage, party)
    const since = new Date(clock().getTime() - MINUTE_MS).toISOString()
    if ((await countMessagesSince(tx, principal.accountId, since)) >= MESSAGES_A_MINUTE)
      throw new Refusal('too_many_requests', { retryAfterSeconds: MINUTE_MS / 1000 })
    await touchExchange(tx, exchange, clock().toISOString())
    const said = { accountId: principal.accountId, party, body, ...(language && { language }) }
    const isOfSide = party === 'supplier' || party === 'receiver'
    const actor = actorOf(isOfSide ? principal : inOwnName(principal))
    const id = await saySomething(tx, actor, exchange, said, clock)
    const owner = isOfSide ? organisationOf(exchange, party) : null
    const attachment = { ids: files, organisationId: owner, subject: { kind: 'message' as const, id } }
    await attachFiles(tx, principal, attachment)
    return id
  })
}

/** Puts a message into the room, with its line in the journal, and tells whom it is said to; call it inside a transaction. */
export async function saySomething(
  tx: Db,
  actor: Actor,
  exchange: Sides,
  said: {
    accountId: number
    party: Party
    body: string
    language?: 'ka' | 'en'
    /** Nobody is told of words that come with something of which everybody is told anyway. */
    isTold?: boolean
  },
  clock: Clock,
): Promise<number> {
  const { accountId, party, body, isTold = true } = said
  const side = party === 'supplier' || party === 'receiver' ? party : null
  const language = said.language ?? (GEORGIAN_LETTER.test(body) ? 'ka' : 'en')
  const id = await insertMessage(
    tx,
    { exchangeId: exchange.id, accountId, side, body, language },
    clock().toISOString(),
  )
  await leaveLine(tx, actor, clock, {
    action: 'exchange_message',
    subjectKind: 'exchange',
    subjectId: exchange.id,
    after: { party, message: id },
  })
  if (!isTold) return id
  const organisations = side
    ? [organisationOf(exchange, otherSide(side))]
    : [exchange.supplierId, exchange.receiverId]
  await tell(tx, actor, clock, [
    {
      kind: 'message_sent',
      subjectKind: 'exchange',
      subjectId: exchange.id,
      organisations,
      params: { party },
    },
  ])
  return id
}
