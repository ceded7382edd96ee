import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { inLanguage, LANGUAGES, test, type Language } from './setup/browser.ts'

/** What a newcomer reads in the README and types. */
const EXAMPLES: Record<Language, string> = {
  ka: 'ყურძნის ჭაჭა, 40 ტონა ყოველ შემოდგომაზე, თელავთან',
  en: 'grape pomace, 40 tonnes each autumn, near Telavi',
}
const UNDERSTOOD: Record<Language, string[]> = {
  ka: ['ყურძნის ჭაჭა', 'წელიწადში 40 ტ', 'სექტემბერი–ნოემბერი', 'თელავი'],
  en: ['Grape pomace', '40 t a year', 'September–November', 'Telavi'],
}

const cards = (page: Page) => page.getByRole('article')
const scoresOf = async (page: Page) =>
  (await page.locator('article .text-2xl').allInnerTexts()).map((text) =>
    Number(/\d+$/.exec(text.trim())?.[0]),
  )

describe.for(LANGUAGES)('typing in %s', (language) => {
  test('gives ranked partners by themselves, and says how the text was understood', async ({ open }) => {
    const page = await open(inLanguage(language, '/'))
    await page.locator('#search-text').pressSequentially(EXAMPLES[language])
    // Slow typing is read half way, too; what counts is what stands there in the end.
    const chips = page.locator('main section').first().locator('li button')
    const understood = async () =>
      (await chips.allInnerTexts()).map((text) => text.split(':').at(-1)?.trim().replaceAll('\u00A0', ' '))
    await expect.poll(understood).toEqual(UNDERSTOOD[language])
    await expect.poll(async () => (await scoresOf(page)).length).toBe(20)
    const scores = await scoresOf(page)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(scores.every((score) => score > 0 && score <= 100)).toBe(true)
  })

  test('the bare name of a material is ranked at once, from where most is listed, and the place is asked for', async ({
    open,
  }) => {
    const page = await open(inLanguage(language, '/'))
    await page.locator('#search-text').fill({ ka: 'ყურძნის ჭაჭა', en: 'grape pomace' }[language])
    await cards(page).nth(4).waitFor()
    const asked = { ka: 'სად მდებარეობს?', en: 'Where is it?' }[language]
    const question = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: asked }) })
      .last()
    expect(await question.innerText()).toMatch(
      { ka: /ითვლება აქედან: [ა-ჰ]+/, en: /reckoned from [A-Z]/ }[language],
    )
    expect(new URL(page.url()).searchParams.has('place')).toBe(false)
    const before = await scoresOf(page)
    const batumi = { ka: 'ბათუმი', en: 'Batumi' }[language]
    await question.getByRole('combobox').fill(batumi)
    await page.getByRole('option', { name: batumi }).first().click()
    await page.waitForURL((url) => url.searchParams.has('place'))
    await cards(page).first().waitFor()
    await expect.poll(() => scoresOf(page)).not.toEqual(before)
    await page.getByRole('heading', { name: asked }).waitFor({ state: 'detached' })
  })

  test('explains each partner in sentences with bars and what would raise it', async ({ open }) => {
    const page = await open(inLanguage(language, '/'))
    await page.locator('#search-text').fill(EXAMPLES[language])
    await cards(page).nth(1).waitFor()
    const card = cards(page).first()
    await card.locator('button[aria-expanded]').click()
    const findings = card.locator('ul > li:has(h4)')
    await findings.nth(8).waitFor()
    const letters = language === 'ka' ? /[ა-ჰ]{3}/ : /[a-z]{3}/
    const raise = { ka: 'გასაუმჯობესებლად:', en: 'To raise this:' }[language]
    let remedies = 0
    for (const finding of await findings.all()) {
      const text = await finding.innerText()
      expect(text).toMatch(letters)
      expect(text).not.toMatch(/[a-z]+_[a-z]+|undefined|NaN|\{/)
      const bar = finding.locator('[style*="width"]')
      expect(await bar.count()).toBe(1)
      if (text.includes(raise)) remedies += 1
    }
    expect(remedies).toBeGreaterThan(1)
  })

  test.for([true, false])('an example can be chosen instead, page alive: %s', async (isAlive, { open }) => {
    const page = await open(inLanguage(language, '/'), { screen: 'phone' })
    if (!isAlive) await comeAliveLate(page)
    await page.locator(`main li a[lang="${language}"]`).first().click()
    await cards(page).first().waitFor()
    await page.waitForURL((url) => url.searchParams.get('material') === 'grape-pomace')
  })
})

/** Loads the page again, with its script on a slow line. */
async function comeAliveLate(page: Page): Promise<void> {
  await page.route('**/entry/start*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await route.continue()
  })
  await page.reload({ waitUntil: 'commit' })
}

test('a text typed before the page came alive is read all the same', async ({ open }) => {
  const page = await open('/en')
  await comeAliveLate(page)
  await page.locator('#search-text').fill(EXAMPLES.en)
  await cards(page).first().waitFor()
  await expect.poll(() => page.locator('#search-text').inputValue()).toBe(EXAMPLES.en)
})

test('a material that could be several is asked for, and so is a place that is missing', async ({ open }) => {
  const page = await open('/en')
  await page.locator('#search-text').fill('grape pomace')
  await page.getByRole('heading', { name: 'Where is it?' }).waitFor()
  await page.getByRole('combobox', { name: 'Municipality' }).fill('kvar')
  await page.getByRole('option', { name: 'Kvareli' }).click()
  await cards(page).first().waitFor()
})

test('what is no material is said so, and can be looked up', async ({ open }) => {
  const page = await open('/en')
  await page.locator('#search-text').fill('qwertyuiop')
  await page.getByRole('heading', { name: 'What material is it?' }).waitFor()
  await page.getByRole('combobox', { name: 'Search the catalogue' }).fill('sawdust')
  await page
    .getByRole('option', { name: /sawdust/i })
    .first()
    .click()
  await page.getByRole('heading', { name: 'Where is it?' }).waitFor()
})

test('a rule that stops partners is named with its source', async ({ open }) => {
  const page = await open('/en?material=used-cooking-oil&code=200125&place=batumi')
  const stopped = page.getByRole('region', { name: 'Not shown' })
  await stopped.waitFor()
  expect(await stopped.innerText()).toContain('A rule forbids this use.')
  expect(await stopped.innerText()).toMatch(/(Text checked|Text not checked)/)
})

test('what was said of a material is not said of energy, and is there again when the choice goes back', async ({
  open,
}) => {
  const page = await open('/en?material=grape-pomace&amount=40&unit=kg&price=25&place=telavi')
  const drafts: Record<string, unknown>[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/matches/preview'))
      drafts.push((request.postDataJSON() as { draft: Record<string, unknown> }).draft)
  })
  const choice = page.getByLabel('What is it?')
  await choice.selectOption({ label: 'Energy' })
  await expect.poll(() => drafts.at(-1)).toMatchObject({ resourceKind: 'energy', targets: [] })
  expect(Object.keys(drafts.at(-1)!)).not.toContain('pricePerTonne')
  expect(Object.keys(drafts.at(-1)!)).not.toContain('amount')
  await choice.selectOption({ label: 'Material' })
  await expect.poll(() => drafts.at(-1)).toMatchObject({ pricePerTonne: { amount: 25, currency: 'GEL' } })
})
