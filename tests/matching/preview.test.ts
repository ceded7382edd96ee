import { expect, test } from 'vitest'
import { explainPair } from '../../server/matching/explain-pair.ts'
import { matchesOfListing } from '../../server/matching/matches.ts'
import { preview } from '../../server/matching/preview.ts'
import { withdraw } from '../../server/listings/withdraw.ts'
import type { Draft } from '../../server/listings/schema.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import {
  catalogueOf,
  composterNeed,
  distilleryNeed,
  matchingOf,
  pomaceOffer,
  publishFor,
} from './market-of-kakheti.ts'

const { ref, title, ...pomaceDraft } = pomaceOffer
const draft: Draft = pomaceDraft

test('a draft finds the partners that its publication finds, with the same findings', () =>
  inTransaction(async (db) => {
    const catalogue = await catalogueOf(db)
    await publishFor(db, distilleryNeed, catalogue)
    await publishFor(db, composterNeed, catalogue)
    const previewed = await preview(db, await matchingOf(db), draft, 10, fixedClock)
    expect(previewed.matches.map(({ listing }) => listing.ref)).toEqual(['distillery', 'composter'])

    const id = await publishFor(db, { ...pomaceOffer, ref: ref!, title }, catalogue)
    const published = await matchesOfListing(db, await matchingOf(db), id, 10, fixedClock)
    expect(published).toEqual(previewed)
  }))

test('what is shown is recomputed from what is stored', () =>
  inTransaction(async (db) => {
    const catalogue = await catalogueOf(db)
    const need = await publishFor(db, distilleryNeed, catalogue)
    const offer = await publishFor(db, pomaceOffer, catalogue)
    const matching = await matchingOf(db)
    const [match] = (await matchesOfListing(db, matching, offer, 10, fixedClock)).matches
    const [way] = (await explainPair(db, matching, String(offer), String(need), fixedClock)).ways
    expect(match!.score).toBe(way!.explanation.score)
    expect(match!.distanceKm).toBe(way!.explanation.distanceKm)
    expect(match!.findings.map(({ counted }) => counted)).toEqual(
      way!.explanation.findings.map(({ counted }) => counted),
    )
    const sum = match!.findings.reduce((sum, { weight, counted }) => sum + weight * counted, 0)
    expect(sum / match!.findings.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(match!.score, 12)
  }))

test('a need finds the offer with the score that the offer finds the need with', () =>
  inTransaction(async (db) => {
    const catalogue = await catalogueOf(db)
    const need = await publishFor(db, distilleryNeed, catalogue)
    const offer = await publishFor(db, pomaceOffer, catalogue)
    const matching = await matchingOf(db)
    const fromOffer = (await matchesOfListing(db, matching, offer, 10, fixedClock)).matches
    const fromNeed = (await matchesOfListing(db, matching, need, 10, fixedClock)).matches
    expect(fromNeed[0]).toEqual({ ...fromOffer[0], listing: fromNeed[0]!.listing })
  }))

test('a listing that closed since the market was read is not shown', () =>
  inTransaction(async (db) => {
    const catalogue = await catalogueOf(db)
    const need = await publishFor(db, distilleryNeed, catalogue)
    const matching = await matchingOf(db)
    await withdraw(db, { id: 'test' }, { listingId: need }, fixedClock)
    expect((await preview(db, matching, draft, 10, fixedClock)).matches).toEqual([])
  }))

test('distances are computed from the place that is shown, so nobody can find a hidden site by asking from three places', () =>
  inTransaction(async (db) => {
    const catalogue = await catalogueOf(db)
    const at = async (lon: number, lat: number, n: number) => {
      const hidden = {
        ...distilleryNeed,
        ref: `hidden-${n}`,
        place: { lon, lat, precision: 'municipality' as const },
      }
      await publishFor(db, hidden, catalogue)
    }
    await at(45.75, 41.9, 1)
    await at(45.84, 41.97, 2)
    const { matches } = await preview(db, await matchingOf(db), draft, 10, fixedClock)
    expect(matches).toHaveLength(2)
    expect(matches[0]!.distanceKm).toBe(matches[1]!.distanceKm)
    expect(matches[0]!.listing.place).toEqual(matches[1]!.listing.place)
  }))

test('listings for members are found by nobody else', () =>
  inTransaction(async (db) => {
    const catalogue = await catalogueOf(db)
    await publishFor(db, { ...distilleryNeed, audience: 'members' }, catalogue)
    const { matches, stopped } = await preview(db, await matchingOf(db), draft, 10, fixedClock)
    expect([matches, stopped]).toEqual([[], []])
  }))

test('partners that a rule stops are counted with the rule’s citation', () =>
  inTransaction(async (db) => {
    const catalogue = await catalogueOf(db)
    await publishFor(
      db,
      { ...composterNeed, ref: 'pigs', targets: [{ kind: 'use', id: 'pig-feed' }] },
      catalogue,
    )
    const oil: Draft = {
      kind: 'offer',
      targets: [{ kind: 'material', id: 'used-cooking-oil' }],
      wasteCode: '200125',
      place: { municipality: 'telavi' },
    }
    const { matches, stopped } = await preview(db, await matchingOf(db), oil, 10, fixedClock)
    expect(matches).toEqual([])
    expect(stopped).toHaveLength(1)
    expect(stopped[0]).toMatchObject({ wanted: { id: 'pig-feed' }, listings: 1, reason: 'forbidden' })
    expect(stopped[0]!.rules[0]!.citation.ka).toMatch(/\p{Script=Georgian}/u)
  }))
