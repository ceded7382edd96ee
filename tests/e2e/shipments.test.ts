import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { alive, inLanguage, LANGUAGES, SCREENS, test, type Language, type Screen } from './setup/browser.ts'
import { accessibilityFaults, georgianInCapitals, keepPicture, tooWide } from './setup/inspect.ts'
import { signedIn } from './setup/people.ts'

/** The demonstration's deal about oak offcuts, with one confirmed shipment and one that waits. */
const OAK = 'მუხის ანაჭერი კასრების შეკეთებიდან'
const CONFIRMED_NOTE = '2041'

const views = LANGUAGES.flatMap((language) =>
  (Object.keys(SCREENS) as Screen[]).map((screen) => ({ language, screen })),
)

async function visit(page: Page, language: Language, path: string) {
  await page.goto(inLanguage(language, path))
  await alive(page)
}

/** The path of the deal about oak, without its language. */
async function roomOf(page: Page, language: Language): Promise<string> {
  await visit(page, language, '/my/exchanges')
  const href = await page.getByRole('link', { name: OAK }).getAttribute('href')
  return href!.replace(/^\/en/, '')
}

/** How many tables would have to be scrolled sideways. */
const wideRegions = (page: Page): Promise<number> =>
  page
    .getByRole('region')
    .evaluateAll((regions) => regions.filter((region) => region.scrollWidth > region.clientWidth + 1).length)

describe('what was moved is whole in both languages and on both screens', () => {
  test.for(views)('$language, $screen', async ({ language, screen }, { open }) => {
    const page = await signedIn(open, 'buyer', { screen })
    const judge = async (name: string) => {
      await keepPicture(page, `${name}-${language}-${SCREENS[screen].width}`)
      expect(await accessibilityFaults(page)).toEqual([])
      expect(await georgianInCapitals(page)).toEqual([])
      expect(await tooWide(page)).toEqual([])
      expect(await page.getByRole('main').getByRole('heading', { level: 1 }).count()).toBe(1)
    }
    const room = await roomOf(page, language)
    await visit(page, language, room)
    const line = page.getByRole('listitem').filter({ hasText: CONFIRMED_NOTE }).first()
    await line.waitFor()
    await page
      .locator('details', { has: page.locator('tfoot') })
      .first()
      .waitFor()
    await line.scrollIntoViewIfNeeded()
    await judge('room-shipments')
    await line.locator('a[href*="/transfer-note/"]').click()
    await page.locator('article h1').waitFor()
    await judge('transfer-note')
    await visit(page, language, '/my/register')
    await page.getByRole('cell', { name: CONFIRMED_NOTE }).waitFor()
    await judge('register')
    if (screen === 'phone') {
      expect(await wideRegions(page)).toBe(0)
      await page.getByRole('cell', { name: CONFIRMED_NOTE }).scrollIntoViewIfNeeded()
      await keepPicture(page, `register-lines-${language}-390`)
    }
    for (const link of await page.locator('a[download]').all()) {
      const file = await page.request.get((await link.getAttribute('href'))!)
      expect(file.status()).toBe(200)
      expect(file.headers()['content-disposition']).toMatch(/^attachment; filename="waste-register-\d{4}\./)
    }
    await visit(page, language, '/impact')
    await page.locator('section dl').waitFor()
    await judge('impact-own')
  })
})

test('a form that opens above its line takes the focus and comes into sight, and gives it back', async ({
  open,
}) => {
  const page = await signedIn(open, 'supplier', { screen: 'phone' })
  await visit(page, 'en', await roomOf(page, 'en'))
  const correct = page.getByRole('button', { name: /^Correct/ }).last()
  await correct.focus()
  await page.keyboard.press('Enter')
  const field = page.locator('form input:focus')
  await field.waitFor()
  const { y } = (await field.boundingBox())!
  expect(y).toBeGreaterThan(0)
  expect(y).toBeLessThan(SCREENS.phone.height)
  await page.getByRole('button', { name: 'Cancel' }).last().click()
  await page.locator('h2:focus, button:focus').waitFor()
})
