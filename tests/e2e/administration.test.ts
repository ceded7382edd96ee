import { expect } from 'vitest'
import { alive, inLanguage, LANGUAGES, SCREENS, test, type Screen } from './setup/browser.ts'
import { accessibilityFaults, georgianInCapitals, keepPicture, tooWide } from './setup/inspect.ts'
import { signedIn } from './setup/people.ts'

const PAGES = ['people', 'organisations', 'catalogue', 'jobs', 'settings', 'journal', 'outbox']

test.for(Object.keys(SCREENS) as Screen[])(
  'the pages of the administration are whole in both languages, %s',
  async (screen, { open }) => {
    const page = await signedIn(open, 'administrator', { screen })
    for (const name of PAGES)
      for (const language of LANGUAGES) {
        await page.goto(inLanguage(language, `/administration/${name}`))
        await alive(page)
        await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
        await keepPicture(page, `administration-${name}-${language}-${SCREENS[screen].width}`)
        expect(await accessibilityFaults(page), `${name} ${language}`).toEqual([])
        expect(await georgianInCapitals(page)).toEqual([])
        expect(await tooWide(page)).toEqual([])
      }
  },
)

test('to others the administration does not exist', async ({ open }) => {
  const page = await signedIn(open, 'supplier', { provoked: /status of 404/ })
  const answer = await page.goto('/en/administration/people')
  expect(answer?.status()).toBe(404)
})

test('a local row that is wrong is told cell by cell, a right one appears and is retired', async ({
  open,
}) => {
  const page = await signedIn(open, 'administrator', { provoked: /status of 422/ })
  await page.goto('/en/administration/catalogue?table=uses&origin=local')
  await alive(page)
  await page.getByRole('button', { name: 'Add a local row' }).click()
  const fill = async (cells: Record<string, string>) => {
    for (const [name, value] of Object.entries(cells))
      await page.getByLabel(`${name} *`, { exact: true }).fill(value)
  }
  await fill({ id: 'felt-for-yurts', name_en: 'Felt for yurts', name_ka: 'Felt', source: 'Survey' })
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('has to be written in Georgian').waitFor()
  await fill({ name_ka: 'თექა იურტებისთვის' })
  await page.getByRole('button', { name: 'Save' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'felt-for-yurts' })
  await row.waitFor()
  await row.getByRole('button', { name: 'Retire' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Retire' }).click()
  await row.getByText('retired', { exact: true }).waitFor()
})

test('a job is started and says so', async ({ open }) => {
  const page = await signedIn(open, 'administrator')
  await page.goto('/en/administration/jobs')
  await alive(page)
  await page.getByRole('button', { name: 'Run now: Remove files that nobody attached' }).click()
  await page.getByText('Started: Remove files that nobody attached').waitFor()
})
