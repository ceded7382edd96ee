import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { alive, inLanguage, LANGUAGES, SCREENS, test, type Screen } from './setup/browser.ts'
import { accessibilityFaults, georgianInCapitals, keepPicture, tooWide } from './setup/inspect.ts'
import { signedIn } from './setup/people.ts'

const PAGES = {
  queue: '/desk',
  'queue-none': '/desk?state=dismissed&stream=packaging&olderThanDays=90',
  board: '/desk/board',
  acting: '/desk/acting?text=a',
  import: '/desk/import',
  reports: '/desk/reports',
}
const TABLE = `ref,kind,organisation,title,quantity,unit,municipality,material
desk-1,offer,Desk winery,Grape marc,40,t,telavi,grape-pomace
desk-2,offer,Desk winery,Grape marc,-3,t,telavi,grape-pomace
`

async function visit(page: Page, path: string) {
  await page.goto(path)
  await alive(page)
}

describe('the desk is whole in both languages', () => {
  test.for(Object.keys(SCREENS) as Screen[])('on a %s', async (screen, { open }) => {
    const page = await signedIn(open, 'facilitator', { screen })
    for (const [name, path] of Object.entries(PAGES))
      for (const language of LANGUAGES) {
        await visit(page, inLanguage(language, path))
        await keepPicture(page, `desk-${name}-${language}-${SCREENS[screen].width}`)
        expect(await accessibilityFaults(page)).toEqual([])
        expect(await georgianInCapitals(page)).toEqual([])
        expect(await tooWide(page)).toEqual([])
      }
  })
})

test('for others there is no desk', async ({ open }) => {
  const page = await signedIn(open, 'supplier', { provoked: /status of 404/ })
  await page.goto('/en/desk')
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByRole('navigation', { name: 'Facilitator’s desk' }).count()).toBe(0)
})

test('a proposal is introduced in both languages, and its card goes by keyboard where the life cycle lets it', async ({
  open,
}) => {
  const page = await signedIn(open, 'facilitator')
  await visit(page, '/en/desk')
  await page
    .getByRole('button', { name: /^Introduce\s*:/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await expect.poll(() => dialog.getByLabel('Message in Georgian').inputValue()).toMatch(/გამარჯობა/)
  await expect.poll(() => dialog.getByLabel('Message in English').inputValue()).toMatch(/Good day/)
  expect(await accessibilityFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Introduce' }).click()
  await page.waitForURL(/\/exchanges\/\d+$/)
  await alive(page)
  const id = page.url().split('/').at(-1)!
  const plan = { name: 'plan.csv', mimeType: 'text/csv', buffer: Buffer.from('month,tonnes\n10,4\n') }
  await page.getByLabel('Attach files').setInputFiles(plan)
  await page.getByRole('button', { name: /^Remove\s*: plan\.csv/ }).waitFor()
  await page.getByLabel('Message', { exact: true }).fill('How it could be divided')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('link', { name: 'plan.csv' }).waitFor()

  await visit(page, '/en/desk/board')
  const cardIn = (stage: string) =>
    page.locator(`ul[aria-label="${stage}"] li:has(a[href$="/exchanges/${id}"])`)
  const carry = async (columns: number) => {
    await cardIn('Introduced')
      .getByRole('button', { name: /^Move / })
      .focus()
    await page.keyboard.press('Space')
    for (let step = 0; step < columns; step++) await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
  }
  await carry(2)
  await page.getByText('Nothing leads from “Introduced” to “Agreed”.').waitFor()
  await cardIn('Introduced').waitFor()
  await carry(7)
  await page.getByRole('dialog').getByRole('button', { name: 'Close as lapsed' }).click()
  await cardIn('Lapsed').waitFor()
  expect(await cardIn('Introduced').count()).toBe(0)
})

test('a note stays among facilitators, and a dismissed proposal comes back', async ({ open }) => {
  const page = await signedIn(open, 'facilitator')
  await visit(page, '/en/desk?order=age')
  const card = page.getByRole('article').first()
  await card.getByRole('button', { name: /^Notes/ }).click()
  await page.getByLabel('New note').fill('Called them on Monday')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('dialog').getByText('Called them on Monday').first().waitFor()
  await page.keyboard.press('Escape')
  await card.getByRole('button', { name: /^Dismiss\s*:/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click()
  await card.getByText('Dismissed', { exact: true }).waitFor()
  await card.getByRole('button', { name: 'Undo' }).click()
  await card.getByRole('button', { name: /^Introduce\s*:/ }).waitFor()
})

test('what is noted of an organisation is found wherever a facilitator meets it, and nowhere else', async ({
  open,
}) => {
  const page = await signedIn(open, 'facilitator')
  await visit(page, '/en/desk?order=age')
  const notes = { name: /^Organisation notes/ }
  const card = page.getByRole('article').first()
  const address = (await card.locator('a[href*="/organisation/"]').first().getAttribute('href'))!
  await card.getByRole('button', notes).first().click()
  await page.getByLabel('New note').fill('Prefers to be called in the morning')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const noted = page.getByRole('dialog').getByText('Prefers to be called in the morning')
  await noted.first().waitFor()
  await visit(page, address)
  await page.getByRole('button', notes).click()
  await noted.first().waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await visit(page, '/en/my/exchanges')
  await page.getByRole('main').getByRole('link', { name: 'ვაზის ნასხლავი' }).first().click()
  await page.waitForURL(/\/exchanges\/\d+$/)
  await page.getByRole('button', notes).nth(1).waitFor()
  const other = await signedIn(open, 'supplier')
  await visit(other, address)
  await other.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
  expect(await other.getByRole('button', notes).count()).toBe(0)
})

test('a table goes in, and what was refused can be read and taken along', async ({ open }) => {
  const page = await signedIn(open, 'facilitator', { screen: 'phone' })
  await visit(page, '/en/desk/import')
  const file = { name: 'listings.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) }
  await page.getByLabel('File', { exact: true }).setInputFiles(file)
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByRole('row', { name: /3 quantity -3/ }).waitFor()
  expect(await page.getByRole('link', { name: 'Download the refused rows' }).getAttribute('href')).toContain(
    'desk-2',
  )
  const reasons = await page.getByRole('link', { name: 'Download the reasons' }).getAttribute('href')
  expect(decodeURIComponent(reasons ?? '')).toMatch(/"3","quantity","-3","[^"]+"/)
  expect(await accessibilityFaults(page)).toEqual([])
  expect(await tooWide(page)).toEqual([])
  const huge = { name: 'all.csv', mimeType: 'text/csv', buffer: Buffer.alloc(20_000_001, 'a') }
  await page.getByLabel('File', { exact: true }).setInputFiles(huge)
  await page.getByText('The file is larger than 20 MB.').waitFor()
  await expect.poll(() => page.getByRole('button', { name: 'Import' }).isDisabled()).toBe(true)
})

test('a firm takes its own table in, without a facilitator', async ({ open }) => {
  const page = await signedIn(open, 'supplier')
  await visit(page, '/en/my/listings')
  await page.getByRole('link', { name: 'Import a table' }).click()
  const table = 'ref,kind,title,quantity,unit,municipality\nown-1,offer,Grape seeds,3,t,Kvareli\n'
  const file = { name: 'own.csv', mimeType: 'text/csv', buffer: Buffer.from(table) }
  await page.getByLabel('File', { exact: true }).setInputFiles(file)
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByRole('link', { name: 'See your listings' }).click()
  await page.getByRole('link', { name: 'Grape seeds' }).first().waitFor()
})

test('whoever acts for an organisation sees it on every page, until consent is withdrawn', async ({
  open,
}) => {
  const owner = await signedIn(open, 'supplier')
  await visit(owner, '/en/my/organisation')
  const consent = (given: boolean) =>
    owner.evaluate(async (wanted) => {
      const { me } = await (await fetch('/api/v1/session')).json()
      const id = me.memberships[0].organisationId as number
      const { ok } = await fetch(`/api/v1/organisations/${id}/acting-consent`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ given: wanted }),
      })
      if (!ok) throw new Error('The consent was not taken')
    }, given)
  await consent(true)
  const page = await signedIn(open, 'facilitator', { provoked: /status of 403/ })
  await visit(page, '/en/desk/acting')
  await page.getByRole('button', { name: /^Act for it/ }).click()
  const banner = page.getByRole('region', { name: 'Acting for' })
  await banner.waitFor()
  await visit(page, '/desk/board')
  await page.getByRole('region', { name: 'სხვის სახელით' }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await consent(false)
  await visit(page, '/en/desk')
  expect(await banner.count()).toBe(0)
})
