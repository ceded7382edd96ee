import type { Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { alive, inLanguage, LANGUAGES, test } from './setup/browser.ts'
import { accessibilityFaults, keepPicture } from './setup/inspect.ts'

const [owner] = inject('market').owners

async function visit(page: Page, path: string) {
  await page.goto(path)
  await alive(page)
}
const leaveBy = (page: Page, name: string) =>
  page.getByRole('banner').getByRole('link', { name, exact: true }).click()

test('a listing that is being written is not left by mistake, and left freely once it is saved', async ({
  open,
}) => {
  const page = await open('/en/my/listings/new', { as: owner })
  const free = page.locator('#search-text')
  await free.waitFor()
  // Nothing was written yet.
  await leaveBy(page, 'Listings')
  await page.waitForURL(/\/en\/listings$/)

  await page.goBack()
  await free.fill('5 tonnes of grape pomace a year')
  await page.getByLabel('Title').waitFor()
  await leaveBy(page, 'Listings')
  const asked = page.getByRole('alertdialog')
  await asked.getByText('Leave without saving?').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await keepPicture(page, 'unsaved-en-1440')
  await asked.getByRole('button', { name: 'Stay here' }).click()
  expect(page.url()).toMatch(/\/my\/listings\/new/)
  expect(await free.inputValue()).toBe('5 tonnes of grape pomace a year')
  await page.goForward()
  await asked.getByRole('button', { name: 'Leave', exact: true }).click()
  await page.waitForURL(/\/en\/listings$/)

  await visit(page, '/en/my/listings/new')
  await free.fill('5 tonnes of grape pomace a year in Telavi')
  await page
    .getByRole('button', { name: /Telavi/ })
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Save as draft' }).click()
  await page.waitForURL(/\/my\/listings\?organisation=/)
  expect(await asked.count()).toBe(0)
})

test('a window is not closed over what was written, a stored listing is asked about only when it was changed', async ({
  open,
}) => {
  const page = await open('/en/my/listings', { as: owner })
  const listing = {
    kind: 'offer',
    title: 'Grape marc',
    targets: [{ kind: 'material', id: 'grape-pomace' }],
    place: { municipality: 'telavi' },
  }
  const data = { organisation: owner.organisationId, publish: false, listing }
  const made = await page.context().request.post('/api/v1/listings', { data })
  expect(made.status()).toBe(201)
  await visit(page, `/en/my/listings/${(await made.json()).id}`)
  const title = page.getByLabel('Title')
  await title.waitFor()
  await leaveBy(page, 'Listings')
  await page.waitForURL(/\/en\/listings$/)

  await page.goBack()
  await title.fill('Another title')
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.accept()
  })
  await page.reload()
  expect(asked).toEqual(['beforeunload'])
})

test('an organisation’s page asks in the reader’s language', async ({ open }) => {
  const page = await open('/', { as: owner })
  for (const language of LANGUAGES) {
    await visit(page, inLanguage(language, '/my/organisation'))
    await page.locator('input[type=tel]').fill('+995 32 2 00 00 00')
    await page.getByRole('banner').locator('a[href$="/listings"]').click()
    await page
      .getByRole('alertdialog')
      .getByText(language === 'ka' ? 'დატოვებთ გვერდს შენახვის გარეშე?' : 'Leave without saving?')
      .waitFor()
    await keepPicture(page, `unsaved-organisation-${language}-1440`)
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: language === 'ka' ? 'გვერდის დატოვება' : 'Leave' })
      .click()
    await page.waitForURL(/\/listings$/)
  }
})
