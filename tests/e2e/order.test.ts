import type { Page, Route } from 'playwright-core'
import { expect, inject } from 'vitest'
import { test } from './setup/browser.ts'
import { signedIn } from './setup/people.ts'

/** Answers the first such request only when it is let go, with what the server said before. */
async function holdFirst(page: Page, address: string | RegExp) {
  const answered = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  let isFirst = true
  await page.route(address, async (route: Route) => {
    if (!isFirst) return route.fallback()
    isFirst = false
    const response = await route.fetch()
    answered.resolve()
    await released.promise
    await route.fulfill({ response }).catch(() => {})
  })
  return { answered: answered.promise, release: released.resolve }
}

test('what is set by hand while a text is being read is newer than the text', async ({ open }) => {
  const page = await open('/en')
  const reading = await holdFirst(page, '**/api/v1/listings/understand')
  await page.locator('#search-text').fill('grape pomace, 40 tonnes, near Telavi')
  await reading.answered
  await page.getByRole('button', { name: /^Place/ }).click()
  await page.getByRole('combobox', { name: 'Municipality' }).fill('Batumi')
  await page.getByRole('option', { name: 'Batumi', exact: true }).click()
  reading.release()
  await page.getByRole('button', { name: /^Amount: 40/ }).waitFor()
  await page.waitForURL((url) => url.searchParams.get('amount') === '40')
  expect(new URL(page.url()).searchParams.get('place')).toBe('batumi')
})

test('a link that is clicked while a search is answered leads where it says', async ({ open }) => {
  const page = await open('/en')
  const [reading, list] = [
    await holdFirst(page, '**/api/v1/listings/understand'),
    await holdFirst(page, '**/api/v1/listings?**'),
  ]
  await page.locator('#search-text').fill('grape pomace, 40 tonnes, near Telavi')
  await reading.answered
  await page.getByRole('banner').getByRole('link', { name: 'Listings', exact: true }).click()
  await list.answered
  reading.release()
  await page.getByRole('article').first().waitFor()
  // Longer than the pause after which a search is written into the address, by the clock of the page.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)))
  list.release()
  await page.waitForURL(/\/en\/listings$/)
  await page.getByRole('article').nth(23).waitFor()
})

test('an older answer does not take a message off again that a newer one brought', async ({ open }) => {
  const page = await signedIn(open, 'supplier')
  await page.goto('/en/my/exchanges')
  const link = page.getByRole('main').getByRole('link', { name: 'ვაზის ნასხლავი' }).first()
  const address = (await link.getAttribute('href'))!
  await page.goto(address)
  await page.locator('html[data-alive]').waitFor()
  const older = await holdFirst(page, new RegExp(`/api/v1${address.replace('/en', '')}/timeline`))
  await page.getByRole('button', { name: 'Look for news' }).click()
  await older.answered
  const body = 'The second truck is free on Friday.'
  await page.getByLabel('Message', { exact: true }).fill(body)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('article').getByText(body).waitFor()
  older.release()
  await expect.poll(() => page.getByRole('button', { name: 'Look for news' }).isEnabled()).toBe(true)
  expect(await page.getByRole('article').getByText(body).count()).toBe(1)
})

test('what is typed while a listing is being saved still counts as unsaved', async ({ open }) => {
  const [owner] = inject('market').owners
  const page = await open('/en/my/listings', { as: owner })
  const listing = {
    kind: 'offer',
    title: 'Pressed marc',
    targets: [{ kind: 'material', id: 'grape-pomace' }],
    place: { municipality: 'telavi' },
  }
  const made = await page.context().request.post('/api/v1/listings', {
    data: { organisation: owner.organisationId, publish: false, listing },
  })
  expect(made.status()).toBe(201)
  const { id } = (await made.json()) as { id: number }
  await page.goto(`/en/my/listings/${id}`)
  const title = page.getByLabel('Title')
  await title.fill('Pressed marc, dry')
  const saving = await holdFirst(page, `**/api/v1/listings/${id}`)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await saving.answered
  await title.fill('Pressed marc, dry and loose')
  saving.release()
  await page.getByText('Saved.', { exact: true }).waitFor()
  await page.getByRole('banner').getByRole('link', { name: 'Listings', exact: true }).click()
  await page.getByRole('alertdialog').getByText('Leave without saving?').waitFor()
})
