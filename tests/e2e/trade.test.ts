import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { alive, SCREENS, test } from './setup/browser.ts'
import { signedIn } from './setup/people.ts'

const bodiesOf = (page: Page, path: string): Record<string, unknown>[] => {
  const bodies: Record<string, unknown>[] = []
  page.on('request', (request) => {
    if (request.url().endsWith(path)) bodies.push(request.postDataJSON() as Record<string, unknown>)
  })
  return bodies
}

test('what a winery types is understood as a winery’s, in the form and on the first page', async ({
  open,
}) => {
  const page = await signedIn(open, 'supplier')
  for (const path of ['/en/my/listings/new', '/en']) {
    await page.goto(path)
    await alive(page)
    await page.locator('#search-text').fill('residue, 20 t a year, near Kvareli')
    await page.getByText('what firms of your trade often have or need').waitFor()
    await page.getByRole('button', { name: 'Grape pomace', exact: true }).click()
    await page.getByRole('article').first().waitFor()
  }
})

test('a search of a winery that names no place is reckoned from its site, and says so', async ({ open }) => {
  const page = await signedIn(open, 'supplier')
  await page.goto('/en')
  await alive(page)
  await page.locator('#search-text').fill('grape pomace')
  await page.getByText('where your site is').waitFor()
  await page.getByRole('article').first().waitFor()
})

test('a code that was chosen goes with what is typed afterwards and with what is looked up', async ({
  open,
}) => {
  const page = await signedIn(open, 'supplier')
  await page.goto('/en')
  await alive(page)
  const [read, looked] = [bodiesOf(page, '/listings/understand'), bodiesOf(page, '/materials/suggest')]
  await page.locator('#search-text').fill('grape pomace')
  const chip = page.getByRole('button', { name: /Grape pomace/ })
  await chip.click()
  await page.getByRole('radio', { name: /02 07 04/ }).check()
  await page.getByLabel('Another material').fill('stalks')
  await expect.poll(() => looked.at(-1)).toMatchObject({ text: 'stalks', nace: '11.02', wasteCode: '020704' })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.locator('#search-text').fill('grape pomace, 40 t')
  await expect.poll(() => read.at(-1)).toMatchObject({ nace: '11.02', wasteCode: '020704' })
})

test('somebody without a firm is asked as before', async ({ open }) => {
  const page = await open('/en')
  const read = bodiesOf(page, '/listings/understand')
  await page.locator('#search-text').fill('residue')
  await page.getByText('We did not recognise a material in your text yet.').waitFor()
  expect(Object.keys(read.at(-1) ?? {}).toSorted()).toEqual(['lang', 'text'])
})

test('the picture around a material shows every name within a phone', async ({ open }) => {
  const page = await open('/material/grape-pomace', { screen: 'phone' })
  const names = page.locator('figure a, figure span.line-clamp-2')
  await expect.poll(() => names.count()).toBeGreaterThan(20)
  await page.evaluate(() => document.fonts.ready)
  const boxes = await names.evaluateAll((elements) =>
    elements.map((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect()
      return { left, right, top, bottom, isCut: element.scrollHeight > element.clientHeight + 1 }
    }),
  )
  expect(boxes.filter(({ left, right, isCut }) => left < 0 || right > SCREENS.phone.width || isCut)).toEqual(
    [],
  )
})

test('a newcomer finds his trade by its everyday name, in Georgian, without a mouse', async ({ open }) => {
  const page = await open('/register', { screen: 'phone' })
  await page.getByLabel('საქმიანობა').fill('ღვინის ქარხანა')
  await page.getByRole('option', { name: /11\.02/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.locator('[role=option][data-highlighted]', { hasText: '11.02' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('(11.02)').waitFor()
  await page.locator('button:focus').waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByLabel('საქმიანობა').inputValue()).toBe('')
})
