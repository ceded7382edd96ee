import { expect } from 'vitest'
import { test } from './setup/browser.ts'
import { inkOnMap, settled } from './setup/ink.ts'

test('shows offers and needs, then arcs from a listing to its partners', async ({ open }) => {
  const page = await open('/en')
  await settled(page)
  const before = await inkOnMap(page)
  expect(before.offer).toBeGreaterThan(50)
  expect(before.need).toBeGreaterThan(50)
  const drawn = (ink: 'brand' | 'need') => async () => (await inkOnMap(page))[ink]
  await page.locator('#search-text').fill('grape pomace, 40 tonnes each autumn, near Telavi')
  await page.getByRole('article').first().waitFor()
  await settled(page)
  // An arc that is pointed at is drawn in full colour.
  await page.getByRole('article').last().hover()
  await expect.poll(drawn('brand')).toBeGreaterThan(before.brand + 300)
  await expect.poll(drawn('need')).toBeGreaterThan(before.need)
})

test('a place can be pointed at instead of named', async ({ open }) => {
  const page = await open('/en?material=grape-pomace')
  await settled(page)
  await page.getByRole('button', { name: 'Point at the map' }).click()
  await page.getByText('Click the place on the map').waitFor()
  const box = (await page.locator('.maplibregl-canvas').boundingBox())!
  await page.mouse.click(box.x + box.width * 0.8, box.y + box.height * 0.55)
  await page.waitForURL(/place=4\d\.\d+(~|%7E)4\d\.\d+/)
  await page.getByRole('article').first().waitFor()
})

test('letters of Georgian come from this server', async ({ open }) => {
  const asked: string[] = []
  const page = await open('/')
  page.on('response', (response) => asked.push(response.url()))
  await page.reload()
  await settled(page)
  await expect
    .poll(() => asked.filter((url) => url.endsWith('.woff2')))
    .toContainEqual(expect.stringContaining('noto-sans-georgian-georgian'))
})

test('is not loaded before it is needed', async ({ open }) => {
  const page = await open('/en/listings')
  const bytes = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name }) => name.endsWith('.js'))
      .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0),
  )
  expect(bytes).toBeGreaterThan(10_000)
  expect(bytes).toBeLessThan(500_000)
})
