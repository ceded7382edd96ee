import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { rows } from '../../db/open.ts'
import {
  LISTING_MOVES,
  LISTING_STATUSES,
  OPEN_STATUSES,
  OWN_MOVES,
  type ListingStatus,
} from '../../server/contract/listing-life.ts'
import { dayIn, expireListings, remindOfExpiry } from '../../server/listings/calendar/expire.ts'
import { fixedClock } from '../setup/database.ts'
import { scene } from './own-market.ts'

const isOpen = (status: ListingStatus) => (OPEN_STATUSES as readonly string[]).includes(status)

describe('every move from every status does what the table says', () => {
  test.each(LISTING_STATUSES)('from %s', (from) =>
    scene(async ({ db, people, ask, list }) => {
      for (const move of OWN_MOVES) {
        const id = await list()
        await rows(db, sql`update listing set status = ${from} where id = ${id}`)
        const answer = await ask(people.editor, 'POST', `/listings/${id}/moves`, { move })
        const { from: allowed, to } = LISTING_MOVES[move]
        if ((allowed as readonly string[]).includes(from)) {
          expect(answer.statusCode, move).toBe(200)
          expect(answer.json(), move).toMatchObject({ id, status: to, revision: 2 })
          expect(answer.headers.etag).toBe('"2"')
        } else {
          const code = isOpen(from) ? 'move_refused' : 'listing_closed'
          expect(answer.json(), move).toMatchObject({ status: 409, code })
        }
      }
    }),
  )

  test('and no move is made by who may not', () =>
    scene(async ({ people, ask, list }) => {
      const id = await list()
      const pause = (who: typeof people.owner | null) =>
        ask(who, 'POST', `/listings/${id}/moves`, { move: 'pause' })
      expect((await pause(null)).statusCode).toBe(401)
      for (const who of [people.viewer, people.stranger, people.analyst, people.facilitator])
        expect((await pause(who)).json()).toMatchObject({ status: 403, code: 'not_permitted' })
      for (const move of ['expire', 'publish_anew', 'explode'])
        expect(
          (await ask(people.owner, 'POST', `/listings/${id}/moves`, { move })).json(),
          move,
        ).toMatchObject({ status: 400, errors: [{ field: '/move', code: 'not_in_list' }] })
    }))
})

test('a draft may be incomplete and goes to the market only once it is complete', () =>
  scene(async ({ people, ask, list }) => {
    const id = await list({ targets: [] }, false)
    const publish = () => ask(people.owner, 'POST', `/listings/${id}/moves`, { move: 'publish' })
    expect((await publish()).json()).toMatchObject({
      status: 422,
      code: 'target_missing',
      errors: [{ field: '/targets' }],
    })
    expect((await ask(null, 'GET', `/listings/${id}`)).statusCode).toBe(404)
    const { place, ...own } = (await ask(people.owner, 'GET', `/listings/${id}/own`)).json()
    expect(own).toMatchObject({ status: 'draft', revision: 1, exact: { precision: 'municipality' } })
    expect(place.municipality.id).toBe('telavi')
  }))

test('what is over is neither published nor resumed', () =>
  scene(async ({ db, people, ask, list }) => {
    const id = await list({}, false)
    await rows(db, sql`update listing set valid_until = '2026-10-04' where id = ${id}`)
    const answer = await ask(people.owner, 'POST', `/listings/${id}/moves`, { move: 'publish' })
    expect(answer.json()).toMatchObject({ status: 422, code: 'window_over' })
  }))

describe('as days pass', () => {
  const at = (instant: string) => () => new Date(instant)

  test('a day begins where the installation is', () => {
    expect(dayIn(at('2026-10-05T19:59:59Z'), 'Asia/Tbilisi')).toBe('2026-10-05')
    expect(dayIn(at('2026-10-05T20:00:00Z'), 'Asia/Tbilisi')).toBe('2026-10-06')
  })

  test('open listings whose last day is over expire once, and their owners hear of it', () =>
    scene(async ({ db, people, list }) => {
      const [over, paused, open] = [await list(), await list(), await list()]
      await rows(db, sql`update listing set valid_until = '2026-10-05' where id in (${over}, ${paused})`)
      await rows(db, sql`update listing set status = 'paused' where id = ${paused}`)
      const expire = (instant: string) => expireListings(db, at(instant), 'Asia/Tbilisi', async () => {})
      expect(await expire('2026-10-05T19:00:00Z')).toBe(0)
      expect(await expire('2026-10-05T21:00:00Z')).toBe(2)
      expect(await expire('2026-10-05T21:00:00Z')).toBe(0)
      const stands = await rows<{ id: number; status: string; revision: number }>(
        db,
        sql`select id, status, revision from listing where id in (${over}, ${paused}, ${open}) order by id`,
      )
      expect(stands).toEqual([
        { id: over, status: 'expired', revision: 2 },
        { id: paused, status: 'expired', revision: 2 },
        { id: open, status: 'published', revision: 1 },
      ])
      const told = await rows<{ subject_id: string; organisations: number[]; params: object }>(
        db,
        sql`select subject_id, organisations, params from outbox_event where kind = 'listing_expires' order by id`,
      )
      expect(told).toEqual(
        [over, paused].map((id) => ({
          subject_id: String(id),
          organisations: [people.organisationId],
          params: { validUntil: '2026-10-05', isOver: true },
        })),
      )
      const lines = await rows<{ actor: string }>(
        db,
        sql`select actor from journal where action = 'listing_expired'`,
      )
      expect(lines).toEqual([{ actor: 'system:calendar' }, { actor: 'system:calendar' }])
    }))

  test('an owner is reminded once of each end, within a fortnight of it', () =>
    scene(async ({ db, list }) => {
      const id = await list({ validUntil: '2026-10-18' })
      await list({ validUntil: '2026-10-19' })
      const remind = () => remindOfExpiry(db, fixedClock, 'Asia/Tbilisi')
      expect(await remind()).toBe(1)
      expect(await remind()).toBe(0)
      await rows(db, sql`update listing set valid_until = '2026-10-17' where id = ${id}`)
      expect(await remind()).toBe(1)
    }))
})
