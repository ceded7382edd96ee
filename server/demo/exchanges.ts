import type { Db } from '../../db/open.ts'
import type { Principal } from '../contract/people.ts'
import { introducePair } from '../exchanges/introduce-pair.ts'
import { reveal } from '../exchanges/reveal.ts'
import { sendMessage } from '../exchanges/room/send.ts'
import { agree } from '../exchanges/terms/agree.ts'
import { offerTerms } from '../exchanges/terms/offer.ts'
import type { Deal } from '../exchanges/terms/schema.ts'
import type { Clock } from '../journal/write.ts'
import { DEMO_PEOPLE } from './people.ts'
import { accountIdsByEmail, holdDemonstration, untouchedListingsByRef } from './store.ts'

const [SUPPLIER, BUYER, FACILITATOR] = DEMO_PEOPLE.map(({ email }) => email)
const REFS = {
  prunings: 'demo-kvareli-winery-prunings',
  oak: 'demo-kvareli-winery-oak',
  fuelwood: 'demo-akhmeta-briquettes-raw',
}

const INTRODUCTION = {
  ka: 'გაიცანით ერთმანეთი: ერთი მხარის ნარჩენი მეორის ნედლეულია. ჯერ რაოდენობასა და ტენიანობაზე შეთანხმდით.',
  en: 'Please meet: what one of you discards, the other can use. Begin with the amount and the moisture.',
}
const SAID = {
  offered: 'ნასხლავი უკვე შეკრულია. თქვენი მანქანით წაღება გაგიადვილდებათ?',
  countered: 'მანქანა გვყავს. ტენიანობა 30 პროცენტს არ უნდა აღემატებოდეს, ამიტომ ფასი შევამცირეთ.',
}

/**
 * Two deals between the demonstration's supplier and buyer, made as people make them: one under negotiation, with a
 * counter-offer that waits for an answer, and one whose terms are sealed. Does nothing where they are, or ever were.
 * @returns how many were opened
 */
export async function fillDemoExchanges(db: Db, clock: Clock): Promise<number> {
  return db.transaction(async (tx) => {
    await holdDemonstration(tx)
    const listings = await untouchedListingsByRef(tx, Object.values(REFS))
    const [prunings, oak, fuelwood] = [REFS.prunings, REFS.oak, REFS.fuelwood].map((ref) => listings.get(ref))
    const accounts = await accountIdsByEmail(
      tx,
      DEMO_PEOPLE.map(({ email }) => email),
    )
    const [supplier, buyer, facilitator] = [SUPPLIER, BUYER, FACILITATOR].map((email) => accounts.get(email!))
    if (!prunings || !oak || !fuelwood || !supplier || !buyer || !facilitator) return 0
    const people = {
      supplier: ownerOf(supplier, prunings.organisationId),
      buyer: ownerOf(buyer, fuelwood.organisationId),
      facilitator: { ...ownerOf(facilitator, 0), role: 'facilitator' as const, memberships: [] },
    }
    const pair = (offerId: number) =>
      introducePair(tx, people.facilitator, { offerId, needId: fuelwood.id, message: INTRODUCTION }, clock)
    await negotiate(tx, await pair(prunings.id), people, clock)
    await seal(tx, await pair(oak.id), people, clock)
    return 2
  })
}

interface People {
  supplier: Principal
  buyer: Principal
}

async function negotiate(tx: Db, exchangeId: number, { supplier, buyer }: People, clock: Clock) {
  const deal = { ...dealFrom(clock), tonnes: 200, pricePerTonne: 35 }
  await offerTerms(tx, supplier, { exchangeId, deal, lastVersion: 0 }, clock)
  await sendMessage(tx, supplier, { exchangeId, body: SAID.offered, language: 'ka' }, clock)
  const counter: Deal = {
    ...deal,
    tonnes: 180,
    pricePerTonne: 22.5,
    quality: [{ property: 'moisture', maximum: 30 }],
  }
  await offerTerms(tx, buyer, { exchangeId, deal: counter, lastVersion: 1 }, clock)
  await sendMessage(tx, buyer, { exchangeId, body: SAID.countered, language: 'ka' }, clock)
}

async function seal(tx: Db, exchangeId: number, { supplier, buyer }: People, clock: Clock) {
  const deal: Deal = {
    ...dealFrom(clock),
    tonnes: 20,
    pricePerTonne: 60,
    transportBy: 'supplier',
    quality: [{ property: 'moisture', maximum: 14 }],
  }
  await offerTerms(tx, buyer, { exchangeId, deal, lastVersion: 0 }, clock)
  await agree(tx, supplier, { exchangeId, version: 1 }, clock)
  await reveal(tx, supplier, { exchangeId }, clock)
  await reveal(tx, buyer, { exchangeId }, clock)
}

/** From today to the end of next year, so that a demonstration that is filled in December has something to show, too. */
export function dealFrom(clock: Clock): Omit<Deal, 'tonnes' | 'pricePerTonne'> {
  const today = clock().toISOString().slice(0, 10)
  return {
    period: 'year',
    startsOn: today,
    endsOn: `${Number(today.slice(0, 4)) + 1}-12-31`,
    currency: 'GEL',
    vatIncluded: true,
    transportBy: 'receiver',
    quality: [],
    note: '',
  }
}

/** Somebody who owns an organisation, as a use case sees him. */
export const ownerOf = (accountId: number, organisationId: number): Principal => ({
  accountId,
  role: 'member',
  memberships: [{ organisationId, role: 'owner' }],
  onBehalfOf: null,
  scopes: null,
})
