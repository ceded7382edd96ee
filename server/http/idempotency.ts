import { createHash, createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { rows, type Db } from '../../db/open.ts'
import { settle } from '../../db/transaction.ts'
import { Refusal } from '../refusals.ts'
import { keyFor, seal, unseal } from '../secret.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Requests may hold passwords and answers tokens, so neither is kept in the clear. */
    answersKey: Buffer
  }
}

const KEY = /^[\x21-\x7e]{8,200}$/

/** Gives `once` the key with which it keeps what was asked and answered. */
export const keepAnswers = (app: FastifyInstance, secret: string) =>
  app.decorate('answersKey', keyFor(secret, 'answers'))

/**
 * Does what a request asks exactly once per `Idempotency-Key`; a repetition gets the first answer. Key and work share a
 * transaction: a repetition that comes meanwhile waits for it, and work that fails leaves no key behind. Without the
 * header the work is simply done, in a transaction as well.
 * @param work takes the transaction; what it returns has to survive JSON
 * @throws Refusal `idempotency_key_reused` when the key came with another request before
 */
export async function once<T>(
  db: Db,
  request: FastifyRequest,
  clock: () => Date,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const key = keyOf(request)
  if (key === null) return settle(db, work)
  const { caller, hash } = markOf(request)
  return settle(db, async (tx) => {
    const [claimed] = await rows(
      tx,
      sql`insert into idempotency_key (caller, key, request_hash, created_at)
          values (${caller}, ${key}, ${hash}, ${clock().toISOString()})
          on conflict do nothing returning 1 as claimed`,
    )
    if (!claimed) return answerBefore<T>(tx, request, caller, key, hash)
    const answer = await work(tx)
    const kept = seal(request.server.answersKey, JSON.stringify(answer))
    await rows(
      tx,
      sql`update idempotency_key set response = to_jsonb(${kept}::text)
          where caller = ${caller} and key = ${key}`,
    )
    return answer
  })
}

async function answerBefore<T>(
  db: Db,
  request: FastifyRequest,
  caller: string,
  key: string,
  hash: string,
): Promise<T> {
  const [before] = await rows<{ request_hash: string; response: string }>(
    db,
    sql`select request_hash, response from idempotency_key where caller = ${caller} and key = ${key}`,
  )
  if (before?.request_hash !== hash) throw new Refusal('idempotency_key_reused')
  return JSON.parse(unseal(request.server.answersKey, before.response)) as T
}

function keyOf({ headers }: FastifyRequest): string | null {
  const key = headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || !KEY.test(key)) throw new Refusal('idempotency_key_invalid')
  return key
}

/** Two requests are the same when method, address and body are, and whoever they act for. */
function markOf({ method, url, body, principal, ip, server }: FastifyRequest) {
  const said = JSON.stringify([method, url, principal?.onBehalfOf ?? null, told(body)])
  return {
    caller: principal ? `account:${principal.accountId}` : `address:${ip}`,
    hash: createHmac('sha256', server.answersKey).update(said).digest('base64url'),
  }
}

/** Bytes are told by their digest; anything else is as it was sent. */
const told = (body: unknown): unknown =>
  body instanceof Uint8Array ? createHash('sha256').update(body).digest('hex') : (body ?? null)
