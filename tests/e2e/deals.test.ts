import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { alive, inLanguage, LANGUAGES, SCREENS, test, type Screen } from './setup/browser.ts'
import { accessibilityFaults, georgianInCapitals, keepPicture, tooWide } from './setup/inspect.ts'
import { signedIn } from './setup/people.ts'

/** The demonstration's deals, by the title of what is offered. */
const NEGOTIATED = 'ვაზის ნასხლავი'
const SEALED = 'მუხის ანაჭერი კასრების შეკეთებიდან'

async function visit(page: Page, path: string) {
  await page.goto(path)
  await alive(page)
}

async function addressOf(page: Page, title: string): Promise<string> {
  await visit(page, '/en/my/exchanges')
  const href = await page.getByRole('link', { name: title }).first().getAttribute('href')
  return href!.replace(/^\/en/, '')
}

/** Waits until nothing on the page is being loaded any more. */
const quiet = (page: Page) =>
  page.waitForFunction(() => !/(Loading|იტვირთება) …/.test(document.body.innerText))

async function judge(page: Page, name: string) {
  await keepPicture(page, name)
  expect(await accessibilityFaults(page)).toEqual([])
  expect(await georgianInCapitals(page)).toEqual([])
  expect(await tooWide(page)).toEqual([])
  expect(await page.getByRole('main').getByRole('heading', { level: 1 }).count()).toBeGreaterThan(0)
}

describe('the pages of proposals and exchanges are whole in both languages', () => {
  test.for(Object.keys(SCREENS) as Screen[])('on a %s', async (screen, { open }) => {
    const page = await signedIn(open, 'supplier', { screen })
    const [negotiated, sealed] = [await addressOf(page, NEGOTIATED), await addressOf(page, SEALED)]
    await visit(page, '/en/my/proposals')
    const alone = page.getByRole('link', { name: /^Open by itself/ }).first()
    const proposal = (await alone.getAttribute('href'))!.replace(/^\/en/, '')
    const pages = {
      proposals: '/my/proposals',
      proposal,
      'proposals-none': '/my/proposals?answer=declined&side=need',
      exchanges: '/my/exchanges',
      'exchanges-none': '/my/exchanges?stage=lapsed',
      room: negotiated,
      'room-sealed': sealed,
      agreement: `${sealed}/agreement`,
    }
    for (const [name, path] of Object.entries(pages))
      for (const language of LANGUAGES) {
        await visit(page, inLanguage(language, path))
        await quiet(page)
        await judge(page, `deals-${name}-${language}-${SCREENS[screen].width}`)
      }
  })

  test('for a facilitator who puts a bundle together', async ({ open }) => {
    const page = await signedIn(open, 'facilitator', { screen: 'phone' })
    for (const language of LANGUAGES) {
      await visit(page, inLanguage(language, '/exchanges/bundle'))
      await judge(page, `deals-bundle-${language}-390`)
    }
  })
})

test('proposals are narrowed down in the address, and an answer is kept, with its reason for oneself only', async ({
  open,
}) => {
  const page = await signedIn(open, 'supplier')
  await visit(page, '/en/my/proposals')
  await page.getByLabel('Direction').selectOption({ label: 'For our needs' })
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.waitForURL(/side=need/)
  const card = page.getByRole('article').first()
  await expect.poll(() => card.innerText()).toContain('Offer')
  const title = await card.getByRole('heading', { level: 2 }).innerText()
  await card.getByRole('button', { name: 'Why?' }).click()
  await card.locator('h4').first().waitFor()

  const decline = card.getByRole('button', { name: 'Decline' })
  await decline.click()
  const dialog = page.getByRole('dialog', { name: 'Decline this proposal' })
  await dialog.getByRole('button', { name: 'Decline' }).click()
  await dialog.getByRole('alert').getByText('Choose a reason').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await decline.click()
  await dialog.getByLabel('The price does not fit').check()
  await dialog.getByRole('button', { name: 'Decline' }).click()
  await card.getByText('Reason: The price does not fit (the other side does not see it)').waitFor()
  await card.getByRole('status').getByText('Your answer was kept.', { exact: true }).waitFor()

  await page.getByRole('link', { name: 'Declined' }).click()
  await page.waitForURL(/answer=declined/)
  await page.getByRole('article', { name: title }).waitFor()
  await page.getByRole('article', { name: title }).getByRole('button', { name: 'Not now' }).click()
  await page.getByText('You: not now').waitFor()
  await page.reload()
  await alive(page)
  expect(await page.getByRole('article', { name: title }).count()).toBe(0)
})

test('a proposal leads into the exchange that is open about it, and a listing to its proposals', async ({
  open,
}) => {
  const page = await signedIn(open, 'supplier')
  const exchange = await addressOf(page, SEALED)
  await visit(page, '/en/my/listings')
  await page.getByRole('heading', { name: SEALED }).getByRole('link').click()
  await page.getByRole('link', { name: /^Proposals for this listing \(\d+\)$/ }).click()
  await page.waitForURL(/my\/proposals\?organisation=\d+&listing=\d+/)
  await page.getByRole('link', { name: /^Open the exchange/ }).click()
  await page.waitForURL(`/en${exchange}`)
})

test('two sides talk, see what a counter-offer changes and what is left, and seal it', async ({ open }) => {
  const [supplier, buyer] = [await signedIn(open, 'supplier'), await signedIn(open, 'buyer')]
  const address = `/en${await addressOf(supplier, NEGOTIATED)}`
  await visit(supplier, address)
  await supplier
    .getByLabel('Message', { exact: true })
    .fill('The list of the plots is attached.\nGood morning!')
  await supplier
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'plots.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('plot,tonnes\n1,20\n'),
    })
  await supplier.getByRole('button', { name: 'plots.csv' }).waitFor()
  await supplier.getByRole('button', { name: 'Send', exact: true }).click()
  await supplier.getByRole('link', { name: 'plots.csv' }).waitFor()

  await supplier.getByRole('button', { name: 'Make a counter-offer' }).click()
  await supplier.getByLabel('Tonnes', { exact: true }).fill('300')
  await supplier.getByText('Too much: in 2026 these terms ask 300 t, 260 t is left.').waitFor()
  await supplier.getByLabel('Tonnes', { exact: true }).fill('190')
  await supplier.getByText('It fits in every period.').first().waitFor()
  await supplier.getByLabel('Price per tonne').fill('24,5')
  await supplier.getByRole('button', { name: 'Offer these terms' }).click()
  await supplier.getByRole('heading', { name: 'Version 3' }).waitFor()
  await expect.poll(() => supplier.locator('h2:focus').innerText()).toBe('Terms')
  expect(await supplier.getByRole('button', { name: /^Agree/ }).count()).toBe(0)

  await visit(buyer, address)
  await buyer.getByText('changed, was: 180 t a year').waitFor()
  await buyer.getByText('changed, was: ₾22.5, paid by the receiver').waitFor()
  const version = buyer.getByRole('article', { name: 'Version 3' })
  expect(await version.getByText('changed, was:').count()).toBe(2)
  const download = buyer.waitForEvent('download')
  await buyer.getByRole('link', { name: 'plots.csv' }).click()
  expect((await download).suggestedFilename()).toBe('plots.csv')
  await buyer.getByRole('button', { name: 'Agree to version 3' }).click()
  await buyer.getByRole('alertdialog').getByRole('button', { name: 'Agree to version 3' }).click()
  await buyer.getByText('The seal fits what is stored').waitFor()
  const reached = buyer.getByRole('listitem').filter({ hasText: 'Agreed' }).first()
  await expect.poll(() => reached.getAttribute('aria-current')).toBe('step')

  await buyer.getByRole('link', { name: 'Printable agreement' }).click()
  await buyer.waitForURL(/agreement$/)
  await buyer.getByRole('button', { name: 'Print' }).waitFor()
  await buyer.emulateMedia({ media: 'print' })
  const paper = buyer.getByRole('article')
  expect(await paper.innerText()).toMatch(/190\st a year/)
  expect(await paper.innerText()).toMatch(/წელიწადში 190\sტ/)
  expect(await paper.innerText()).toContain('It is no legal advice')
  expect(await buyer.getByRole('navigation').count()).toBe(0)
  expect(await buyer.getByRole('button', { name: 'Print' }).count()).toBe(0)
})

test('what cannot be undone asks first, a reason is given, and a name is opened for good', async ({
  open,
}) => {
  const page = await signedIn(open, 'supplier', { screen: 'phone' })
  const address = `/en${await addressOf(page, NEGOTIATED)}`
  await visit(page, address)
  await page.getByRole('button', { name: 'Open to the other side' }).click()
  const question = page.getByRole('alertdialog')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Open to the other side' }).click()
  await question.getByRole('button', { name: 'Open to the other side' }).click()
  await page.getByText('Name, contact and exact site are open to the other side.').first().waitFor()

  await page.getByRole('button', { name: 'Suspend' }).click()
  const dialog = page.getByRole('dialog', { name: 'Suspend' })
  await dialog.getByLabel('The time does not fit').check()
  await dialog.getByRole('button', { name: 'Suspend' }).click()
  await page.getByText('The exchange was suspended. Reason: The time does not fit.').waitFor()
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByText('The exchange was resumed.').waitFor()
  await page.getByRole('button', { name: 'Complete' }).click()
  await page.getByRole('dialog', { name: 'Complete' }).getByRole('button', { name: 'Cancel' }).click()
  expect(await page.getByText('The exchange was completed.').count()).toBe(0)
})

test('a facilitator pools two offers for one need, and each side sees that they belong together', async ({
  open,
}) => {
  const page = await signedIn(open, 'facilitator')
  await visit(page, '/en/exchanges/bundle')
  await page.getByRole('button', { name: 'Open the exchanges' }).click()
  await page.getByRole('alert').getByText('Choose an offer and a need').waitFor()
  const choose = async (pair: string, end: 'Offer' | 'Need', words: string) => {
    await page.getByRole('group', { name: pair }).getByLabel(end).fill(words)
    await page.getByRole('option', { name: words }).first().click()
    await page.locator('[role=option]').first().waitFor({ state: 'detached' })
  }
  await choose('Pair 1', 'Offer', 'ჭაჭა, წნორი')
  await choose('Pair 1', 'Need', 'სახდელისთვის')
  await choose('Pair 2', 'Offer', 'ჭაჭა, ახალი')
  await page.getByLabel('In English').fill('You serve one need together.')
  await page.getByRole('button', { name: 'Open the exchanges' }).click()
  await page.getByRole('alert').getByText('in both languages').waitFor()
  await page.getByLabel('In Georgian').fill('ერთ მოთხოვნას ერთად აკმაყოფილებთ.')
  await page.getByRole('button', { name: 'Open the exchanges' }).click()
  await page.getByRole('heading', { name: 'The exchanges are open:' }).waitFor()
  expect(await page.getByRole('main').getByRole('link').count()).toBe(2)
  await page.getByRole('main').getByRole('link').first().click()
  await page.getByRole('heading', { name: 'Part of a bundle' }).waitFor()
  await page.getByText('You serve one need together.').waitFor()
})

test('a stranger is told of no exchange, and who is not signed in is asked to', async ({ open }) => {
  const page = await open('/en/my/proposals')
  await page.waitForURL(/\/en\/sign-in\?next=/)
  const analyst = await signedIn(open, 'supplier', { provoked: /status of 404/ })
  await visit(analyst, '/en/exchanges/2000000000')
  await analyst.getByRole('heading', { name: 'This page does not exist' }).waitFor()
})
