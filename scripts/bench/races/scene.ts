import { buildApp } from '../../../server/app.ts'
import { issueApiToken } from '../../../server/accounts/api-tokens/issue.ts'
import { acceptTerms, insertAccount, putMembership } from '../../../server/accounts/store.ts'
import { currentTerms } from '../../../server/accounts/terms/read.ts'
import { readConfig } from '../../../server/config.ts'
import type { Clock } from '../../../server/journal/write.ts'
import { listen } from '../../../server/listen.ts'
import { publishAll } from '../../../server/listings/publish.ts'
import type { Publication } from '../../../server/listings/schema.ts'
import { dayOf, newMatching } from '../../../server/matching/market.ts'
import type { Catalogue } from '../../../server/materials/catalogue.ts'
import { readCatalogue } from '../../../server/materials/read-catalogue.ts'
import { registerOrganisations } from '../../../server/organisations/register.ts'
import { open, type Database, type Db } from '../../../db/open.ts'

/** As many processes as share a database in a small installation; here each is a server of its own in this process. */
const SERVERS = 2
/** Of each server to the database: enough that waiting happens in the database and not before it. */
const CONNECTIONS = 25
const SECRET = 'of races, which nobody has to keep from anybody'

export const clock: Clock = () => new Date('2026-10-05T08:00:00Z')
export const actor = { id: 'races' }

/** An organisation, the person who writes for it, and the token with which he asks. */
export interface Racer {
  organisationId: number
  accountId: number
  token: string
}

/** What an answer says; a problem carries its code. */
export interface Answer {
  status: number
  code: string | null
  body: Record<string, unknown>
  ms: number
}

export interface Scene {
  db: Db
  catalogue: Catalogue
  racers: (count: number, name: string) => Promise<Racer[]>
  publish: (owned: readonly { racer: Racer; publication: Publication }[]) => Promise<number[]>
  /** Asks one of the servers, each in its turn. */
  ask: (who: Racer, method: string, path: string, body?: object, headers?: object) => Promise<Answer>
  close: () => Promise<void>
}

/** Two listening servers over one database that holds the catalogue, and people to race against each other. */
export async function openScene(database: Database, url: string): Promise<Scene> {
  const { db } = database
  const catalogue = await readCatalogue(db)
  const servers = await Promise.all(Array.from({ length: SERVERS }, () => serve(url, catalogue)))
  let turn = 0
  return {
    db,
    catalogue,
    racers: (count, name) => db.transaction((tx) => makeRacers(tx, count, name)),
    publish: async (owned) => {
      const entries = owned.map(({ racer: { organisationId }, publication }) => ({
        organisationId,
        publication,
      }))
      return (await publishAll(db, actor, entries, clock, catalogue)).map(({ id }) => id)
    },
    ask: async (who, method, path, body, headers = {}) => {
      const { address } = servers[turn++ % SERVERS]!
      const began = performance.now()
      const response = await fetch(`${address}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${who.token}`,
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
      })
      const said = (await response.json()) as Record<string, unknown>
      const code = typeof said['code'] === 'string' ? said['code'] : null
      return { status: response.status, code, body: said, ms: performance.now() - began }
    },
    close: async () => {
      for (const { close } of servers) await close()
    },
  }
}

async function serve(url: string, catalogue: Catalogue) {
  const database = await open(url, { connections: CONNECTIONS })
  const config = readConfig({ PORT: '0', RATE_LIMIT: '0', DATABASE_URL: url, SECRET })
  const app = await buildApp({
    database,
    config,
    clock,
    version: 'races',
    secret: SECRET,
    matching: newMatching(catalogue, dayOf(clock)),
    isMarketLoaded: () => true,
  })
  return {
    address: await listen(app, config),
    close: async () => {
      await app.close()
      await database.close()
    },
  }
}

async function makeRacers(db: Db, count: number, name: string): Promise<Racer[]> {
  const refs = Array.from({ length: count }, (_, n) => `${name}-${n}`)
  const registrations = refs.map((ref) => ({ ref, name: `Firm ${ref}`, kind: 'business' as const }))
  const ids = await registerOrganisations(db, actor, registrations, clock)
  const racers: Racer[] = []
  for (const ref of refs) {
    const organisationId = ids.get(ref)!
    const now = clock().toISOString()
    const accountId = await insertAccount(db, {
      email: `${ref}@example.org`,
      emailVerifiedAt: now,
      name: `Somebody of ${ref}`,
      language: 'en',
      role: 'member',
      createdAt: now,
    })
    await acceptTerms(db, clock, accountId!, currentTerms().version)
    await putMembership(db, clock, organisationId, accountId!, 'owner')
    const issued = { accountId: accountId!, name: 'races', scopes: ['read', 'write'] as const, days: 1 }
    const { token } = await issueApiToken(db, { ...issued, scopes: [...issued.scopes] }, clock)
    racers.push({ organisationId, accountId: accountId!, token })
  }
  return racers
}
