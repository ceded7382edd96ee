import type { Db } from '../../../db/open.ts'
import type { Scope } from '../../contract/people.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { HOUR_MS, isoOf, later } from '../parts.ts'
import { self } from '../registration/register.ts'
import { hashOf, newToken } from '../tokens.ts'
import { apiTokensOf, insertApiToken, revokeApiToken } from './store.ts'

/** More than anybody keeps an eye on. */
const MOST = 20
const PREFIX_LENGTH = 10

/**
 * Makes a token for a program of somebody's. It may what he may, within its scopes, but not mind his account.
 * @returns the token itself, which is shown this once
 * @throws Refusal `too_many_tokens`
 */
export async function issueApiToken(
  db: Db,
  input: { accountId: number; name: string; scopes: Scope[]; days: number },
  clock: Clock,
): Promise<{ id: number; token: string; expiresAt: string }> {
  const { accountId, name, scopes, days } = input
  return db.transaction(async (tx) => {
    if ((await apiTokensOf(tx, accountId)).length >= MOST)
      throw new Refusal('too_many_tokens', { most: MOST })
    const token = `sim_${newToken()}`
    const expiresAt = later(clock, days * 24 * HOUR_MS)
    const id = await insertApiToken(tx, {
      accountId,
      name,
      hash: hashOf(token),
      prefix: token.slice(0, PREFIX_LENGTH),
      scopes,
      createdAt: clock().toISOString(),
      expiresAt,
    })
    await leaveLine(tx, self(accountId), clock, {
      action: 'api_token_issued',
      subjectKind: 'account',
      subjectId: accountId,
      after: { token: id, scopes },
    })
    return { id, token, expiresAt }
  })
}

/** The tokens of an account that were not ended, without what they open. */
export async function listApiTokens(db: Db, accountId: number) {
  const found = await apiTokensOf(db, accountId)
  return found.map((token) => ({
    ...token,
    createdAt: isoOf(token.createdAt),
    expiresAt: isoOf(token.expiresAt),
    lastUsedAt: token.lastUsedAt === null ? null : isoOf(token.lastUsedAt),
  }))
}

/** Ends a token at once. @throws Refusal `not_found` */
export async function endApiToken(
  db: Db,
  input: { accountId: number; id: number },
  clock: Clock,
): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await revokeApiToken(tx, input.accountId, input.id, clock().toISOString())))
      throw new Refusal('not_found')
    await leaveLine(tx, self(input.accountId), clock, {
      action: 'api_token_ended',
      subjectKind: 'account',
      subjectId: input.accountId,
      after: { token: input.id },
    })
  })
}
