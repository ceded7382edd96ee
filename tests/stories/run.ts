import type { FastifyInstance } from 'fastify'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { rows, type Database, type Db } from '../../db/open.ts'
import { newMatching, dayOf, type Matching } from '../../server/matching/market.ts'
import { refreshProposals } from '../../server/matching/proposals/refresh.ts'
import { catalogueOf, matchingOf } from '../matching/market-of-kakheti.ts'
import { testApp } from '../setup/api.ts'
import { fixedClock } from '../setup/database.ts'
import { makePerson, type Person } from '../setup/people.ts'
import type { Step, Story } from './story.ts'

/** Runs a story step by step, and fails at the first answer that is not as it says. */
export async function run(story: Story, db: Db, database: Database): Promise<void> {
  const matching = newMatching(await catalogueOf(db), dayOf(fixedClock))
  const app = await testApp(database, { matching })
  try {
    const kept = new Map<string, unknown>()
    const people = await gather(story, app, db, kept)
    for (const [n, step] of story.steps.entries()) {
      await take(step, { app, people, kept, told: `${story.title}, step ${n + 1}: ${step.who} ${step.does}` })
      await follow(db, matching)
    }
  } finally {
    await app.close()
  }
}

async function gather(
  { organisations, people }: Story,
  app: FastifyInstance,
  db: Db,
  kept: Map<string, unknown>,
): Promise<Map<string, Person>> {
  const made = new Map<string, Person>()
  for (const [name, { of, as = 'owner', role = 'member' }] of Object.entries(people)) {
    const founded = of === undefined ? undefined : kept.get(of)
    const memberships = founded === undefined ? [] : [{ organisationId: founded as number, role: as }]
    const person = await makePerson(app, db, { name, role, memberships })
    made.set(name, person)
    if (of === undefined || founded !== undefined) continue
    const { kind = 'business', ...details } = organisations[of]!
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/organisations',
      headers: person.headers,
      payload: { ...details, kind },
    })
    expect(answer.statusCode, answer.body).toBe(201)
    kept.set(of, answer.json<{ id: number }>().id)
  }
  return made
}

interface Scene {
  app: FastifyInstance
  people: ReadonlyMap<string, Person>
  kept: Map<string, unknown>
  told: string
}

async function take(step: Step, { app, people, kept, told }: Scene): Promise<void> {
  const [method, path] = filled(step.asks, kept).split(' ') as ['GET', string]
  const answer = await app.inject({
    method,
    url: `/api/v1${path}`,
    headers: {
      ...people.get(step.who)!.headers,
      ...step.headers,
      ...(step.onBehalfOf && { 'on-behalf-of': String(kept.get(step.onBehalfOf)) }),
    },
    ...(step.sends && { payload: resolved(step.sends, kept) as object }),
  })
  expect(answer.statusCode, `${told}: ${answer.body}`).toBe(step.answers)
  const body: unknown = answer.json()
  if (step.with) expect(body, `${told}: ${answer.body}`).toEqual(partOf(resolved(step.with, kept)))
  for (const [name, at] of Object.entries(step.keeps ?? {})) kept.set(name, found(body, at, told))
}

/**
 * What a running server does by itself when its market hears of a change. Inside a transaction that is never committed the
 * change feed says nothing, so that it is read here.
 */
async function follow(db: Db, matching: Matching): Promise<void> {
  const changed = await rows<{ id: number }>(db, sql`delete from listing_change returning listing_id as id`)
  if (changed.length === 0) return
  matching.market = (await matchingOf(db)).market
  const ids = [...new Set(changed.map(({ id }) => id))]
  await refreshProposals(db, matching, ids, fixedClock)
}

const NAME = /\{(\w+)\}/g
const WHOLE = /^\{(\w+)\}$/

function valueOf(name: string, kept: ReadonlyMap<string, unknown>): unknown {
  if (!kept.has(name)) throw new Error(`Nothing was kept as ${name}`)
  return kept.get(name)
}

const filled = (text: string, kept: ReadonlyMap<string, unknown>): string =>
  text.replace(NAME, (_, name: string) => String(valueOf(name, kept)))

/** The same data with what was kept in the place of its names. */
function resolved(value: unknown, kept: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string') {
    const whole = WHOLE.exec(value)
    return whole ? valueOf(whole[1]!, kept) : filled(value, kept)
  }
  if (Array.isArray(value)) return value.map((item) => resolved(item, kept))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, kept)]))
  return value
}

/** What an answer has to hold, as Vitest takes it. */
function partOf(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isInteger(value)) return expect.closeTo(value, 2)
  if (Array.isArray(value)) return value.map(partOf)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  if (entries.length === 1 && entries[0]![0] === 'some')
    return expect.arrayContaining((entries[0]![1] as unknown[]).map(partOf))
  return expect.objectContaining(Object.fromEntries(entries.map(([key, item]) => [key, partOf(item)])))
}

function found(body: unknown, path: string, told: string): unknown {
  let value = body
  for (const key of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[key]
  if (value === undefined) throw new Error(`${told}: the answer has no ${path}: ${JSON.stringify(body)}`)
  return value
}
