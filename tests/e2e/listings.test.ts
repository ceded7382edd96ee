import { expect } from 'vitest'
import { alive, test } from './setup/browser.ts'
import { signedIn } from './setup/people.ts'

test('filters narrow the listings down, stay in the address, and can be removed', async ({ open }) => {
  const page = await open('/en/listings')
  expect(await page.getByRole('article').count()).toBe(24)
  await page.getByLabel('Kind').selectOption({ label: 'Needs' })
  await page.getByLabel('Waste stream').selectOption({ label: 'Construction and demolition' })
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.waitForURL(/kind=need&stream=construction_demolition/)
  const kinds = () => page.locator('article p:first-child').allInnerTexts()
  await expect.poll(async () => (await kinds()).length).toBeLessThan(24)
  expect((await kinds()).length).toBeGreaterThan(0)
  expect((await kinds()).every((text) => text.trim().startsWith('Need'))).toBe(true)
  await page.getByRole('link', { name: 'Remove all filters' }).click()
  await page.waitForURL(/\/en\/listings$/)
  await page.getByRole('article').nth(23).waitFor()
})

test('what is no material is found by what it is, and says it in its own words', async ({ open }) => {
  const page = await open('/en/listings')
  await page.getByLabel('What is it?').selectOption({ label: 'Water' })
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.waitForURL(/resource=water/)
  await page.getByText('For drip irrigation of four hectares of park').waitFor()
  const marks = await page.locator('article p:first-child').allInnerTexts()
  expect(marks.every((text) => text.includes('Water'))).toBe(true)
})

test('what is typed and chosen before the page comes alive stays', async ({ open }) => {
  const page = await open('/en')
  await page.route(/\/_app\/.*\.js$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500))
    await route.continue()
  })
  await page.goto('/en/listings?kind=offer', { waitUntil: 'commit' })
  await page.getByLabel('Kind').selectOption({ label: 'Needs' })
  await page.getByLabel('Word in the text or name').fill('straw')
  await alive(page)
  await page.waitForLoadState('networkidle')
  expect(await page.getByLabel('Kind').inputValue()).toBe('need')
  expect(await page.getByLabel('Word in the text or name').inputValue()).toBe('straw')
})

test('pages lead on until the last listing, none twice, and back to the first', async ({ open }) => {
  const page = await open('/en/listings')
  const seen: string[] = []
  for (;;) {
    seen.push(
      ...(await page
        .locator('article a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')!))),
    )
    const next = page.getByRole('link', { name: 'Next page' })
    if ((await next.count()) === 0) break
    const href = await next.getAttribute('href')
    await next.click()
    await page.waitForURL((url) => url.pathname + url.search === href)
    await page.locator(`a[href="${seen.at(-1)}"]`).waitFor({ state: 'detached' })
  }
  expect(seen.length).toBeGreaterThan(100)
  expect(new Set(seen).size).toBe(seen.length)
  await page.getByRole('link', { name: 'First page' }).click()
  await page.locator(`a[href="${seen[0]}"]`).waitFor()
})

test('nothing found says what to do', async ({ open }) => {
  const page = await open('/en/listings?q=zzzzzz')
  expect(await page.getByRole('main').innerText()).toContain('No listing fits these filters.')
  await page.getByRole('link', { name: 'Remove all filters' }).click()
  await page.getByRole('article').first().waitFor()
})

test('a listing shows what it states, its partners, and the way to theirs', async ({ open }) => {
  const page = await open('/en/listings?kind=offer')
  const first = page.getByRole('article').first().getByRole('link')
  const title = await first.innerText()
  await first.click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  expect(await page.locator('main dl').first().innerText()).toContain('Material')
  const partner = page.getByRole('article').first().getByRole('link').first()
  const name = await partner.innerText()
  await partner.click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByRole('article').first().waitFor()
})

test('offers and needs are told apart by word and by shape, not by colour alone', async ({ open }) => {
  const page = await open('/en/listings')
  for (const [kind, shape] of [
    ['Offer', 'circle'],
    ['Need', 'path'],
  ] as const) {
    const mark = page.locator('article p:first-child', { hasText: kind }).first()
    expect(await mark.locator('svg').first().locator(shape).count()).toBe(1)
  }
})

test('an address that leads nowhere says so and leads on', async ({ open }) => {
  for (const path of ['/en/listing/2000000000', '/en/listing/seven', '/en/nowhere']) {
    const page = await open(path, { provoked: /status of 404/ })
    await page.getByRole('heading', { level: 1, name: 'This page does not exist' }).waitFor()
    await page.getByRole('main').getByRole('link', { name: 'Find partners' }).click()
    await page.locator('#search-text').waitFor()
  }
})

test('a price of what is no material is for one of its own units, from the form to the page of the listing', async ({
  open,
}) => {
  const page = await signedIn(open, 'supplier')
  await page.goto('/en/my/listings/new')
  await alive(page)
  await page.getByLabel('What is it?').selectOption('capacity')
  await page.locator('#search-text').fill('160 hours of our press a year')
  await page.getByText('160\u00a0h a year').first().waitFor()
  const unit = page.getByLabel('Unit of the price')
  expect(await unit.inputValue()).toBe('h')
  expect(await unit.locator('option').allInnerTexts()).toContain('piece')
  await page.getByLabel('Price asked').fill('12.5')
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.waitForURL(/\/en\/my\/listings\?/)
  await page.getByRole('link', { name: '160 hours of our press a year' }).first().click()
  await page.waitForURL(/listing/)
  await alive(page)
  expect(await page.getByLabel('Price asked').inputValue()).toBe('12.5')
  expect(await page.getByLabel('Unit of the price').inputValue()).toBe('h')
  const id = /\d+/.exec(new URL(page.url()).pathname)![0]
  await page.goto(`/en/listing/${id}`)
  await page.getByText('₾12.5/h').waitFor()
})

test('a sign-in that ends while a listing is written costs nothing of it', async ({ open }) => {
  const page = await signedIn(open, 'supplier', { provoked: /status of 401/ })
  await page.goto('/en/my/listings/new')
  await alive(page)
  const text = 'wine lees, 12 t a year'
  await page.locator('#search-text').fill(text)
  await page.getByRole('article').first().waitFor()
  const cookies = await page.context().cookies()
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'Publish' }).click()
  const link = page.getByRole('alert').getByRole('link', { name: 'Sign in in a new tab' })
  expect(await link.getAttribute('target')).toBe('_blank')
  expect(await page.locator('#search-text').inputValue()).toBe(text)
  await page.context().addCookies(cookies)
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.waitForURL(/\/en\/my\/listings\?/)
  await page.getByRole('link', { name: text }).first().waitFor()
})
