import type { Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { test } from './setup/browser.ts'
import { settled } from './setup/ink.ts'
import { HOSTILE } from './setup/market.ts'

const harmOf = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { harmed?: string }).harmed ?? null)

async function expectHarmless(page: Page): Promise<void> {
  expect(await harmOf(page)).toBeNull()
  expect(await page.locator('img[src="x"], iframe, svg[onload]').count()).toBe(0)
}

test('markup in a listing is shown as the text that it is', async ({ open }) => {
  const { hostileId } = inject('market')
  const page = await open(`/en/listing/${hostileId}`)
  await page.getByRole('heading', { level: 1, name: HOSTILE.title }).waitFor()
  const text = await page.getByRole('main').innerText()
  for (const part of Object.values(HOSTILE)) expect(text).toContain(part)
  expect(await page.title()).toContain(HOSTILE.title)
  await expectHarmless(page)
})

test('also in the list, and when it was searched for', async ({ open }) => {
  const page = await open(`/en/listings?q=${encodeURIComponent('<img src=x')}`)
  expect(await page.getByRole('article').count()).toBe(1)
  expect(await page.getByRole('article').innerText()).toContain(HOSTILE.title)
  expect(await page.locator('#filter-text').inputValue()).toBe('<img src=x')
  await expectHarmless(page)
})

test('also among the partners of a search', async ({ open }) => {
  const page = await open('/en?kind=need&material=raw-sheep-wool&place=mestia')
  await page.getByRole('article').filter({ hasText: HOSTILE.title }).waitFor()
  await expectHarmless(page)
})

test('also on the map', async ({ open }) => {
  const page = await open('/en')
  await settled(page)
  const only = await page.request.get(`/api/v1/listings/${inject('market').hostileId}`)
  const { place } = (await only.json()) as { place: { lon: number; lat: number } }
  // The map shows this listing alone, in the middle of the country.
  await page.route('**/api/v1/map/listings', async (route) => {
    const answer = await route.fetch()
    const { features, ...rest } = (await answer.json()) as {
      features: { id: number; geometry: { coordinates: number[] } }[]
    }
    const alone = features.filter(({ id }) => id === inject('market').hostileId)
    for (const feature of alone) feature.geometry.coordinates = [43.35, 42.35]
    await route.fulfill({ response: answer, json: { ...rest, features: alone } })
  })
  expect(place.lon).toBeGreaterThan(40)
  await page.reload()
  await settled(page)
  const box = (await page.locator('.maplibregl-canvas').boundingBox())!
  const popup = page.locator('.panel', { hasText: HOSTILE.title })
  const opensAt = async (offset: number) => {
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2 + offset)
    // A second click before the first one's answer would close it again.
    return popup.waitFor({ timeout: 10_000 }).then(
      () => true,
      () => false,
    )
  }
  for (const offset of [0, 4, -4, 8, -8, 12, -12]) if (await opensAt(offset)) break
  expect(await popup.innerText()).toContain(HOSTILE.organisation)
  await expectHarmless(page)
})

test('and in an address', async ({ open }) => {
  const page = await open(`/en?text=${encodeURIComponent(HOSTILE.title)}&partner=1`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => page.locator('#search-text').inputValue()).toBe(HOSTILE.title)
  await page.waitForLoadState('networkidle')
  await expectHarmless(page)
})
