import type { Page, Request } from 'playwright-core'
import { describe, expect } from 'vitest'
import { test } from './setup/browser.ts'

const FAILED = /Failed to load resource|net::ERR_FAILED/
const QUERY = '/en?material=grape-pomace&place=telavi'

describe('a server that does not answer', () => {
  test('is said so in words, and asking again goes on', async ({ open }) => {
    const page = await open('/en', { provoked: FAILED })
    await page.route('**/api/v1/listings/understand', (route) => route.abort())
    await page.locator('#search-text').fill('grape pomace, near Telavi')
    const card = page.getByRole('alert')
    await card.waitFor()
    await card.getByText('The server cannot be reached.').waitFor()
    await page.unroute('**/api/v1/listings/understand')
    await card.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('article').first().waitFor()
    await card.waitFor({ state: 'detached' })
  })

  test('while the database is away, in the words of the page and not of the server', async ({ open }) => {
    const page = await open('/en', { provoked: FAILED })
    await page.route('**/api/v1/matches/preview', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        json: {
          type: 'x',
          title: 'Service Unavailable',
          status: 503,
          code: 'database_unavailable',
          requestId: 'r',
        },
      }),
    )
    await page.locator('#search-text').fill('grape pomace, near Telavi')
    const card = page.getByRole('alert')
    await card.waitFor()
    expect(await card.innerText()).toContain('The database is not available at the moment.')
    await page.unroute('**/api/v1/matches/preview')
    await card.getByRole('button').click()
    await page.getByRole('article').first().waitFor()
  })

  test('with something that is no answer at all', async ({ open }) => {
    const page = await open('/ka'.replace('/ka', '/'), { provoked: FAILED })
    await page.route('**/api/v1/listings/understand', (route) =>
      route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }),
    )
    await page.locator('#search-text').fill('ჭაჭა')
    const card = page.getByRole('alert')
    await card.waitFor()
    expect(await card.innerText()).toContain('სერვერთან კავშირი ვერ დამყარდა.')
  })

  test('for the map, leaves the lists usable', async ({ open }) => {
    const page = await open('/en/listings', { provoked: FAILED })
    await page.route('**/api/v1/map/**', (route) => route.abort())
    await page.getByRole('link', { name: 'Find partners' }).first().click()
    await page.getByRole('alert').getByText('The map’s data could not be loaded.').waitFor()
    await page.locator('#search-text').fill('grape pomace, near Telavi')
    await page.getByRole('article').first().waitFor()
    await page.unroute('**/api/v1/map/**')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('alert').waitFor({ state: 'detached' })
  })

  test('for the list of listings', async ({ open }) => {
    const page = await open('/en', { provoked: FAILED })
    await page.route('**/api/v1/listings?**', (route) => route.abort())
    await page.getByRole('link', { name: 'Listings' }).click()
    await page.getByRole('alert').waitFor()
    await page.unroute('**/api/v1/listings?**')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('article').first().waitFor()
  })
})

test('an answer that was overtaken by a newer question is never shown', async ({ open }) => {
  const page = await open(QUERY)
  await page.getByRole('article').first().waitFor()
  const isOvertaken = (request: Request) => request.postData()?.includes('kvareli') ?? false
  const { promise: overtaken, resolve: letGo } = Promise.withResolvers<void>()
  await page.route('**/api/v1/matches/preview', async (route) => {
    if (isOvertaken(route.request())) await overtaken
    await route.continue().catch(() => {})
  })
  const choose = async (name: string) => {
    await page.locator('main section').first().locator('li button').last().click()
    await page.getByRole('combobox', { name: 'Municipality' }).fill(name)
    await page.getByRole('option', { name, exact: true }).click()
  }
  const asked = page.waitForRequest(isOvertaken)
  const ended = Promise.any([
    page.waitForEvent('requestfailed', isOvertaken),
    page.waitForEvent('requestfinished', isOvertaken),
  ])
  await choose('Kvareli')
  await asked
  await choose('Batumi')
  await page.waitForURL((url) => url.searchParams.get('place') === 'batumi')
  await page.getByRole('article').first().waitFor()
  letGo()
  await ended
  const partners = (of: Page) => of.getByRole('article').allInnerTexts()
  const alone = await open(page.url())
  await alone.getByRole('article').first().waitFor()
  expect(await partners(page)).toEqual(await partners(alone))
  expect(await page.getByRole('alert').count()).toBe(0)
})

test('a page that cannot be fetched says so, and asking again shows that page', async ({ open }) => {
  const page = await open('/en/listings', {
    provoked: /Failed to load|ERR_INTERNET_DISCONNECTED|dynamically/,
  })
  await page.context().setOffline(true)
  await page.getByRole('banner').getByRole('link', { name: 'Impact', exact: true }).click()
  await page.getByRole('heading', { name: 'The page could not be shown' }).waitFor()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.waitForURL(/\/en\/impact$/)
  await page.getByRole('combobox').first().waitFor()
})
