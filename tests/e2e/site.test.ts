import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { alive, inLanguage, LANGUAGES, test } from './setup/browser.ts'
import { accessibilityFaults, keepPicture } from './setup/inspect.ts'
import { signedIn } from './setup/people.ts'

async function visit(page: Page, path: string) {
  await page.goto(path)
  await alive(page)
}

/** Writes a text and waits until the page has taken in what it means. */
async function write(page: Page, text: string) {
  await page.locator('#search-text').fill(text)
  await page.locator('[role=search][aria-busy=false]').waitFor()
}

const TEXTS = {
  ka: { own: '40 ტონა ჭაჭა ყვარელში', other: '40 ტონა ჭაჭა თელავში', named: 'თელავში', stay: /^არა/ },
  en: {
    own: '40 t of pomace in Kvareli',
    other: '40 t of pomace in Telavi',
    named: 'in Telavi',
    stay: /^No/,
  },
}

test('a listing stays at the firm’s site when its text names that municipality, and asks about another', async ({
  open,
}) => {
  const page = await signedIn(open, 'supplier', { screen: 'phone' })
  const sites = page.locator('fieldset', { has: page.locator('input[name$="-site"]') })
  const site = sites.getByRole('radio').first()
  for (const language of LANGUAGES) {
    const { own, other, named, stay } = TEXTS[language]
    await visit(page, inLanguage(language, '/my/listings/new'))
    const question = sites.getByRole('status')
    await write(page, own)
    expect(await site.isChecked()).toBe(true)
    expect(await question.innerText()).toBe('')

    await write(page, other)
    await question.getByText(named).waitFor()
    expect(await site.isChecked()).toBe(true)
    expect(await accessibilityFaults(page)).toEqual([])
    await keepPicture(page, `site-question-${language}-390`)
    await question.getByRole('button', { name: stay }).click()
    await question.getByRole('button').first().waitFor({ state: 'detached' })
    expect(await site.isChecked()).toBe(true)

    await write(page, own)
    await write(page, other)
    await question.getByRole('button').first().click()
    await question.getByRole('button').first().waitFor({ state: 'detached' })
    await expect.poll(() => site.isChecked()).toBe(false)
  }
  // What is published from a search names the municipality only: it is the firm's site there that is meant.
  await visit(page, '/en/my/listings/new?text=grape+pomace+in+Kvareli&material=grape-pomace&place=kvareli')
  await expect.poll(() => site.isChecked()).toBe(true)
})

test('saving a site costs nothing of what is typed about the organisation', async ({ open }) => {
  const page = await signedIn(open, 'supplier')
  await visit(page, '/en/my/organisation')
  const phone = page.locator('input[type=tel]')
  await phone.fill('+995 32 2 11 22 33')
  const sites = page.getByRole('region', { name: 'Sites' })
  await sites.getByRole('button', { name: /^Edit/ }).first().click()
  await sites.getByLabel('Name of the site').fill('Cellar by the road')
  await sites.getByRole('button', { name: 'Save' }).click()
  await sites.getByText('Cellar by the road', { exact: true }).waitFor()
  expect(await phone.inputValue()).toBe('+995 32 2 11 22 33')

  // It goes on from the new revision, so that nobody is told of a change by somebody else.
  await page.locator('form', { has: phone }).getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.', { exact: true }).waitFor()
  await visit(page, '/en/my/organisation')
  expect(await phone.inputValue()).toBe('+995 32 2 11 22 33')
})
