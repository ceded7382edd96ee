import { describe, expect } from 'vitest'
import { inLanguage, LANGUAGES, SCREENS, test, type Screen, type Visit } from './setup/browser.ts'
import { settled } from './setup/ink.ts'
import { accessibilityFaults, georgianInCapitals, keepPicture, tooWide } from './setup/inspect.ts'
import type { Page } from 'playwright-core'

const POMACE = 'material=grape-pomace&amount=40&unit=t&period=year&months=9.10.11&place=telavi'

interface Shown {
  path: string
  /** What has to be seen before the page is judged. */
  until: (page: Page) => Promise<unknown>
  provoked?: RegExp
}

const PAGES: Record<string, Shown> = {
  home: { path: '/', until: settled },
  partners: {
    path: `/?${POMACE}`,
    until: async (page) => {
      await page.getByRole('article').first().waitFor()
      await settled(page)
    },
  },
  why: {
    path: `/?${POMACE}`,
    until: async (page) => {
      await page.locator('article button[aria-expanded]').first().click()
      await page.locator('article h4').nth(8).waitFor()
      await settled(page)
    },
  },
  details: {
    path: `/?kind=need&material=compost&place=kvareli`,
    until: async (page) => {
      await page.locator('details.group > summary').click()
      await page.getByRole('article').first().waitFor()
    },
  },
  place: {
    path: '/?material=grape-pomace',
    until: (page) => page.getByRole('combobox').nth(1).waitFor(),
  },
  listings: { path: '/listings', until: (page) => page.getByRole('article').first().waitFor() },
  nothing: { path: '/listings?q=zzzzzz', until: (page) => page.locator('main .card').nth(1).waitFor() },
  refused: { path: '/listings?kind=everything', until: (page) => page.getByRole('alert').waitFor() },
  listing: {
    path: '/listing/7',
    until: async (page) => {
      await page.getByRole('article').first().waitFor()
      await settled(page)
    },
  },
  impact: { path: '/impact?by=stream', until: (page) => page.locator('main .card').nth(1).waitFor() },
  potential: {
    path: '/potential?municipality=telavi&open=winery-pomace',
    until: (page) =>
      page.locator('#potential-place option:checked[value=telavi]').waitFor({ state: 'attached' }),
  },
  missing: {
    path: '/listing/2000000000',
    until: (page) => page.locator('main h1').waitFor(),
    provoked: /status of 404/,
  },
}

const views = Object.entries(PAGES).flatMap(([name, shown]) =>
  LANGUAGES.flatMap((language) =>
    (Object.keys(SCREENS) as Screen[]).map((screen) => ({ name, shown, language, screen })),
  ),
)

describe('a page is whole in both languages and on both screens', () => {
  test.for(views)('$name, $language, $screen', async ({ name, shown, language, screen }, { open }) => {
    const visit: Visit = { screen, ...(shown.provoked && { provoked: shown.provoked }) }
    const page = await open(inLanguage(language, shown.path), visit)
    await shown.until(page)
    await keepPicture(page, `${name}-${language}-${SCREENS[screen].width}`)
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await georgianInCapitals(page)).toEqual([])
    expect(await tooWide(page)).toEqual([])
    expect(await page.getByRole('main').getByRole('heading', { level: 1 }).count()).toBe(1)
  })
})
