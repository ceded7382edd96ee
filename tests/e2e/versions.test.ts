import { describe, expect, inject } from 'vitest'
import { alive, inLanguage, LANGUAGES, test } from './setup/browser.ts'
import { accessibilityFaults, keepPicture, tooWide } from './setup/inspect.ts'

const [owner] = inject('market').owners

describe('a page of a version that the server has left behind', () => {
  test('is left for the newer one by the next link, without losing what is unsaved', async ({ open }) => {
    const page = await open('/en/my/listings/new', { as: owner })
    await page.locator('#search-text').fill('5 tonnes of grape pomace a year')
    await page.getByLabel('Title').waitFor()
    await page.route('**/_app/version.json', (route) => route.fulfill({ json: { version: 'newer' } }))
    const told = page.waitForResponse('**/_app/version.json')
    await page.evaluate(() => {
      Object.assign(globalThis, { isOldPage: true })
      globalThis.dispatchEvent(new Event('focus'))
    })
    await (await told).finished()
    await page.getByRole('banner').getByRole('link', { name: 'Listings', exact: true }).click()
    const asked = page.getByRole('alertdialog')
    await asked.getByRole('button', { name: 'Stay here' }).click()
    expect(await page.evaluate(() => 'isOldPage' in globalThis)).toBe(true)

    await page.getByRole('banner').getByRole('link', { name: 'Listings', exact: true }).click()
    await asked.getByRole('button', { name: 'Leave', exact: true }).click()
    await page.waitForURL(/\/en\/listings$/)
    await alive(page)
    expect(await page.evaluate(() => 'isOldPage' in globalThis)).toBe(false)
  })

  test('goes on where its scripts are gone', async ({ open }) => {
    // A page without a map: its fonts and workers are no scripts of pages.
    const page = await open('/en/listings', { provoked: /Failed to load resource|dynamically imported/ })
    await page.evaluate(() => Object.assign(globalThis, { isOldPage: true }))
    await page.route('**/_app/version.json', (route) => route.fulfill({ json: { version: 'newer' } }))
    let isLeft = false
    page.on('request', (request) => (isLeft ||= request.isNavigationRequest()))
    await page.route('**/_app/immutable/**/*.js', (route) =>
      isLeft ? route.continue() : route.fulfill({ status: 404, body: '' }),
    )
    await page.getByRole('banner').getByRole('link', { name: 'Impact', exact: true }).click()
    await page.waitForURL(/\/en\/impact$/)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForFunction(() => !('isOldPage' in globalThis))
    await alive(page)
  })
})

test.for(LANGUAGES)(
  'two versions of a listing are compared on a phone without scrolling sideways, in %s',
  async (language, { open }) => {
    const page = await open('/', { as: owner, screen: 'phone', provoked: /412|Failed to load resource/ })
    const listing = {
      kind: 'offer',
      title: 'Grape marc of both presses',
      targets: [{ kind: 'material', id: 'grape-pomace' }],
      place: { municipality: 'telavi' },
    }
    const api = page.context().request
    const data = { organisation: owner.organisationId, publish: false, listing }
    const made = await api.post('/api/v1/listings', { data })
    const { id } = await made.json()
    await page.goto(inLanguage(language, `/my/listings/${id}`))
    await alive(page)
    const words = {
      ka: { title: 'სათაური', save: 'შენახვა', versions: ['ახლა შენახული', 'თქვენი'] },
      en: { title: 'Title', save: 'Save', versions: ['Stored now', 'Yours'] },
    }[language]
    await page
      .getByLabel(words.title, { exact: true })
      .fill('Grape marc of both presses, loaded by us in the yard behind the winery')

    const stored = await api.get(`/api/v1/listings/${id}/own`)
    const changed = { ...listing, title: 'Red grape marc', amount: 20, unit: 't', period: 'year' }
    const other = await api.put(`/api/v1/listings/${id}`, {
      data: changed,
      headers: { 'if-match': `"${(await stored.json()).revision}"` },
    })
    expect(other.status()).toBe(200)
    await page.getByRole('button', { name: words.save, exact: true }).click()
    const asked = page.getByRole('dialog')
    await asked.waitFor()
    const compared = asked.getByRole('listitem').filter({ hasText: 'Red grape marc' })
    for (const name of words.versions) await compared.getByText(name, { exact: true }).waitFor()
    const often = { ka: 'ყოველწლიურად', en: 'every year' }[language]
    await asked.getByRole('listitem').filter({ hasText: often }).waitFor()
    const wide = await asked.evaluate((box) => box.scrollWidth - box.clientWidth)
    expect(wide).toBe(0)
    expect(await tooWide(page)).toEqual([])
    expect(await accessibilityFaults(page)).toEqual([])
    await keepPicture(page, `two-versions-${language}-390`)
  },
)
