import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import { alive, test } from './setup/browser.ts'
import { accessibilityFaults, georgianInCapitals, keepPicture } from './setup/inspect.ts'
import { signedIn } from './setup/people.ts'

const TITLE = 'მშრალი ნახერხი, სამი გორის საამქრო'
const NEED = 'ნახერხი და ნაჭუჭი ბრიკეტისთვის'
const PAPER = 'ქვითარი.pdf'
const TONNES = 7.25
const PRICE_GEL = 36
/** What the supplier pays today for a tonne on the landfill, GEL. */
const DISPOSAL_GEL = 28

/**
 * kg CO2e by hand: avoided disposal − transport; the receiver names no input that it replaces, and nothing is converted.
 * Disposal: DEFRA 2025, wood on a landfill, 925.34348 kg a tonne. Transport: DEFRA 2025, rigid lorry over 17 t, average
 * laden, 0.17146 kg per tonne and road kilometre; the road is 1.4 times the great circle between the sites of the two.
 */
function kgCo2eByHand(tonnes: number): number {
  const [kvareli, akhmeta] = [
    { lat: 41.9468, lon: 45.8312 },
    { lat: 42.0447, lon: 45.2152 },
  ]
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const halfChord2 =
    Math.sin(radians(akhmeta.lat - kvareli.lat) / 2) ** 2 +
    Math.cos(radians(kvareli.lat)) *
      Math.cos(radians(akhmeta.lat)) *
      Math.sin(radians(akhmeta.lon - kvareli.lon) / 2) ** 2
  const roadKm = 1.4 * 2 * 6371.0088 * Math.asin(Math.sqrt(halfChord2))
  return tonnes * (925.34348 - roadKm * 0.17146)
}

/** A figure as Georgian pages write it, as a number. */
const numberIn = (text: string) =>
  Number(
    /-?[\d\s\u00A0]+(,\d+)?/
      .exec(text)![0]
      .replace(/[\s\u00A0]/g, '')
      .replace(',', '.'),
  )

const button = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('button', { name })

async function judge(page: Page, name: string) {
  await keepPicture(page, `walk-${name}`)
  expect(await accessibilityFaults(page)).toEqual([])
  expect(await georgianInCapitals(page)).toEqual([])
}

/** Goes somewhere and waits until the page is alive. */
async function visit(page: Page, path: string) {
  await page.goto(path)
  await alive(page)
}

async function list(page: Page) {
  await visit(page, '/my/listings/new')
  await page.locator('#search-text').fill('მშრალი ნახერხი, 60 ტონა წელიწადში')
  await page
    .getByRole('button', { name: /ნახერხი/ })
    .first()
    .waitFor()
  await page.getByLabel('სათაური').fill(TITLE)
  await page.locator('summary', { hasText: 'დამატებითი დეტალები' }).click()
  await page.getByLabel('რა ხდება მასთან ახლა').selectOption('D1')
  await page.getByLabel('განთავსების ამჟამინდელი ხარჯი, ტონაზე').fill(String(DISPOSAL_GEL))
  await judge(page, '1-supplier-listing')
  await button(page, 'გამოქვეყნება').click()
  await page.getByRole('heading', { name: TITLE }).waitFor()
}

async function answerProposal(page: Page) {
  await visit(page, '/my/proposals')
  const card = page.getByRole('article', { name: TITLE })
  await card.waitFor()
  await card.getByRole('button', { name: 'მაინტერესებს' }).click()
  await page.getByText('თქვენი ინტერესი მეორე მხარეს ეცნობა').waitFor()
  await judge(page, '2-buyer-proposal')
}

/** @returns the address of the exchange */
async function introduce(page: Page): Promise<string> {
  await visit(page, '/desk')
  await page.getByLabel('მდგომარეობა').selectOption({ label: 'ერთი მხარე დაინტერესდა' })
  await button(page, 'გაფილტვრა').click()
  await page.waitForURL(/state=interested/)
  const card = page.getByRole('article').filter({ hasText: TITLE }).filter({ hasText: NEED })
  await card.getByRole('button', { name: /^გაცნობა/ }).click()
  await page.getByRole('dialog').waitFor()
  await judge(page, '3-facilitator-introduction')
  await page.getByRole('dialog').getByRole('button', { name: 'გაცნობა' }).click()
  await page.waitForURL(/\/exchanges\/\d+$/)
  await page.getByRole('heading', { level: 1, name: TITLE }).waitFor()
  return new URL(page.url()).pathname
}

async function offerTerms(page: Page, room: string) {
  await visit(page, room)
  await button(page, 'პირობების შეთავაზება').click()
  await page.getByLabel('ტონები').fill('40')
  await page.getByLabel('პირველი დღე').fill(dayFromToday(-1))
  await page.getByLabel('ბოლო დღე').fill(dayFromToday(300))
  await page.getByLabel('ფასი ტონაზე').fill(String(PRICE_GEL))
  await page.getByLabel('ტრანსპორტირებას უზრუნველყოფს').selectOption('receiver')
  await judge(page, '4-supplier-terms')
  await button(page, 'ამ პირობების შეთავაზება').click()
  await page.getByText('ელოდება: მიმღები').waitFor()
}

async function agree(page: Page, room: string) {
  await visit(page, room)
  await button(page, 'ვერსია 1-ზე დათანხმება').click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'ვერსია 1-ზე დათანხმება' }).click()
  await page.getByText('ბეჭედი შენახულს ემთხვევა').waitFor()
  await judge(page, '5-buyer-agreement')
}

async function recordShipment(page: Page, room: string) {
  await visit(page, room)
  await button(page, 'გადაზიდვის ჩაწერა').click()
  await page.getByLabel('ტონები').fill(String(TONNES).replace('.', ','))
  await page.getByLabel(/^სატრანსპორტო საშუალება/).fill('AB-123-CD')
  await page.getByLabel(/^სასწორის ქვითარი/).fill('W-1207')
  const bytes = Buffer.from('%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n')
  const paper = { name: PAPER, mimeType: 'application/pdf', buffer: bytes }
  await page.getByLabel('ფოტოს ან დოკუმენტის დართვა').setInputFiles(paper)
  await page.getByText(PAPER, { exact: true }).waitFor()
  await button(page, /^ჩაწერა$/).click()
  await page.getByText('ახლა მეორე მხარემ უნდა დაადასტუროს').waitFor()
  await judge(page, '6-supplier-shipment')
}

async function confirmShipment(page: Page, room: string) {
  await visit(page, room)
  const paper = await page.getByRole('link', { name: PAPER }).getAttribute('href')
  expect((await page.request.get(paper!)).status()).toBe(200)
  await button(page, /^დადასტურება/).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'დადასტურება' }).click()
  await page.getByText(/^დადასტურდა: 7,25/).waitFor()
}

/** The figure under a label in the section of the impact. */
async function figure(page: Page, label: string): Promise<number> {
  const shown = page.locator('dl > div').filter({ hasText: label }).locator('dd')
  await shown.waitFor()
  return numberIn(await shown.innerText())
}

const DAY_MS = 86_400_000
const dayFromToday = (days: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tbilisi' }).format(Date.now() + days * DAY_MS)

test('three people bring a listing to confirmed tonnes, and the impact is what a hand reckons', async ({
  open,
}) => {
  const supplier = await signedIn(open, 'supplier')
  const buyer = await signedIn(open, 'buyer')
  const facilitator = await signedIn(open, 'facilitator')

  await list(supplier)
  await answerProposal(buyer)
  const room = await introduce(facilitator)
  await offerTerms(supplier, room)
  await agree(buyer, room)
  await recordShipment(supplier, room)
  await confirmShipment(buyer, room)

  const byHand = kgCo2eByHand(TONNES)
  for (const [name, page] of Object.entries({ supplier, buyer, facilitator })) {
    if (page !== buyer) await visit(page, room)
    expect(await figure(page, 'თავიდან აცილებული გაფრქვევა')).toBe(Math.round(byHand))
    expect(await figure(page, 'დაზოგა მიმწოდებელმა')).toBe(TONNES * (DISPOSAL_GEL + PRICE_GEL))
    await page.getByRole('heading', { name: 'შედეგი' }).scrollIntoViewIfNeeded()
    await judge(page, `7-${name}-impact`)
  }
  expect(await supplier.locator('tfoot').innerText()).toContain(String(Math.round(byHand)))

  await supplier.getByRole('link', { name: /^გადაცემის ფურცელი/ }).click()
  await supplier.getByRole('heading', { level: 1, name: /Transfer note/ }).waitFor()
  await judge(supplier, '8-supplier-note')
  await visit(buyer, '/my/register')
  await buyer.getByRole('cell', { name: '7,25', exact: true }).first().waitFor()
  await judge(buyer, '9-buyer-register')
})
