import type { Page } from 'playwright-core'
import { describe, expect, inject } from 'vitest'
import { alive, inLanguage, LANGUAGES, SCREENS, test, type Screen } from './setup/browser.ts'
import { goEarly } from './setup/early.ts'
import { accessibilityFaults, georgianInCapitals, keepPicture, tooWide } from './setup/inspect.ts'
import { signedIn } from './setup/people.ts'

const [reader, colleague] = inject('market').owners
const members = `/api/v1/organisations/${reader.organisationId}/members`

/** Something that the reader hears of: his colleague gives up being an owner, and cannot take it back himself. */
async function somethingHappens(other: Page): Promise<void> {
  const { accountId } = colleague
  const answer = await other.context().request.patch(`${members}/${accountId}`, { data: { role: 'editor' } })
  expect(answer.status()).toBe(200)
}

/** The reader makes his colleague an owner again; what one does oneself is no news. */
async function undo(page: Page): Promise<void> {
  const { accountId } = colleague
  const answer = await page.context().request.patch(`${members}/${accountId}`, { data: { role: 'owner' } })
  expect(answer.status()).toBe(200)
}

const bell = (page: Page, name: string) => page.getByRole('link', { name, exact: true })

test('the bell counts what comes while a page is open, in every window, and again after reading', async ({
  open,
}) => {
  const page = await open('/en/listings', { as: reader })
  await bell(page, 'Notifications').waitFor()
  const second = await page.context().newPage()
  await second.goto('/en/my/notifications')
  await alive(second)
  await second.getByText('Nothing yet.').waitFor()
  const other = await open('/en', { as: colleague })
  await somethingHappens(other)
  await bell(page, 'Notifications, 1 unread').waitFor()
  await bell(second, 'Notifications, 1 unread').waitFor()
  const said = await page.locator('[aria-live=polite]').allInnerTexts()
  expect(said).toContain('New: Who belongs to Telavi Distillers has changed')
  // The page of notifications shows it without being loaded again.
  await second.getByRole('link', { name: /Who belongs to Telavi Distillers has changed/ }).waitFor()
  await second.getByRole('button', { name: 'Mark as read' }).click()
  await bell(second, 'Notifications').waitFor()
  await bell(page, 'Notifications').waitFor()
  await second.getByRole('button', { name: 'Mark as unread' }).click()
  await bell(page, 'Notifications, 1 unread').waitFor()
  await second.getByRole('button', { name: 'Mark all as read' }).click()
  await bell(page, 'Notifications').waitFor()
  await second.getByRole('link', { name: 'Unread', exact: true }).click()
  await second.getByText('You have read everything.').waitFor()
  await undo(page)
})

test('an introduction is read with its words among the news, and leads to the room', async ({ open }) => {
  const page = await signedIn(open, 'supplier', { screen: 'phone' })
  for (const language of LANGUAGES) {
    await page.goto(inLanguage(language, '/my/notifications'))
    await alive(page)
    await page
      .getByText(language === 'ka' ? 'გაიცანით ერთმანეთი' : 'Please meet')
      .first()
      .waitFor()
    await keepPicture(page, `notifications-introduction-${language}-390`)
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await tooWide(page)).toEqual([])
  }
  await page
    .getByRole('link', { name: /^A facilitator introduces/ })
    .first()
    .click()
  await page.waitForURL(/\/exchanges\/\d+$/)
})

/** What is said aloud of the last thing that came since the page was made. */
const somethingNew = (page: Page) => page.locator('[aria-live=polite]').getByText(/^New: /)

/** The address of the room in which prunings of vines are spoken of, where the page shows somebody's exchanges. */
async function roomIn(page: Page): Promise<string> {
  const room = page.getByRole('main').getByRole('link', { name: 'ვაზის ნასხლავი' }).first()
  return /\/exchanges\/\d+/.exec((await room.getAttribute('href'))!)![0]
}

async function say(other: Page, room: string, body: string): Promise<void> {
  const answer = await other.context().request.post(`/api/v1${room}/messages`, { data: { body } })
  expect(answer.status()).toBe(201)
}

test('a room shows what the other side says while it is open, message after message', async ({ open }) => {
  const page = await signedIn(open, 'supplier')
  const other = await signedIn(open, 'buyer')
  await page.goto('/en/my/exchanges')
  const room = await roomIn(page)
  await page.goto(`/en${room}`)
  await alive(page)
  for (const body of ['We can come on Monday.', 'Or on Tuesday, as you like.']) {
    await say(other, room, body)
    await page.getByText(body).waitFor()
  }
})

test('nothing is missed that is said between the making of a page and the time when it listens', async ({
  open,
}) => {
  const page = await signedIn(open, 'supplier')
  const other = await signedIn(open, 'buyer')
  await page.goto('/en/my/exchanges')
  await alive(page)
  const room = await roomIn(page)
  // A page that comes whole from the server and has not begun to work.
  const comeAlive = await goEarly(page, `/en${room}`)
  await say(other, room, 'The lorry has left Kvareli.')
  await comeAlive()
  await page.getByText('The lorry has left Kvareli.').waitFor()
  // One that is opened by a link, while what it shows is on its way.
  await page.goto('/en/my/exchanges')
  await alive(page)
  await page.route(
    `**/api/v1${room}/timeline*`,
    async (route) => {
      const answer = await route.fetch()
      await say(other, room, 'It will be there at noon.')
      await somethingNew(page).waitFor()
      await route.fulfill({ response: answer })
    },
    { times: 1 },
  )
  await page.getByRole('main').getByRole('link', { name: 'ვაზის ნასხლავი' }).first().click()
  await page.getByText('It will be there at noon.').waitFor()
})

test('a window that shares the connection of another one hears what was said before it joined', async ({
  open,
}) => {
  const first = await signedIn(open, 'supplier')
  const other = await signedIn(open, 'buyer')
  await first.goto('/en/my/exchanges')
  await alive(first)
  const room = await roomIn(first)
  const second = await first.context().newPage()
  const comeAlive = await goEarly(second, `/en${room}`)
  await say(other, room, 'The scales are being tested.')
  await somethingNew(first).waitFor()
  await comeAlive()
  await second.getByText('The scales are being tested.').waitFor()
  // And it goes on by itself when the other one is closed.
  await first.close()
  await say(other, room, 'They are right again.')
  await second.getByText('They are right again.').waitFor()
})

test('what comes by e-mail is chosen by kind, and stays chosen', async ({ open }) => {
  const page = await open('/en/settings/notifications', { as: reader })
  const choice = page.getByLabel('A new message')
  expect(await choice.inputValue()).toBe('at_once')
  await choice.selectOption({ label: 'Once a week' })
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  await page.reload()
  await alive(page)
  expect(await page.getByLabel('A new message').inputValue()).toBe('weekly')
})

test('a search is saved where one searches, renamed, opened and deleted', async ({ open }) => {
  const page = await open('/en/listings?kind=need&q=straw', { as: reader })
  await page.getByRole('button', { name: 'Save this search' }).click()
  expect(await page.getByLabel('Name of the search').inputValue()).toBe('straw · Needs')
  await page.getByRole('button', { name: 'Save this search' }).click()
  await page.getByText('Saved. You are told of what is new.').waitFor()
  await page.getByRole('main').getByRole('link', { name: 'Saved searches' }).click()
  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByLabel('Name of the search').fill('Who wants straw')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('link', { name: 'Who wants straw' }).click()
  await page.waitForURL((url) => url.pathname === '/en/listings' && url.searchParams.get('q') === 'straw')
  await page.goBack()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByText('You have not saved a search yet.').waitFor()
})

test('a search for partners is saved with what was understood', async ({ open }) => {
  const page = await open('/en?material=grape-pomace&amount=40&unit=t&period=year&place=telavi', {
    as: reader,
  })
  await alive(page)
  await page.getByRole('article').first().waitFor()
  await page.getByRole('button', { name: 'Save this search' }).click()
  await page.getByRole('button', { name: 'Save this search' }).click()
  await page.getByText('Saved. You are told of what is new.').waitFor()
  await page.goto('/en/my/saved-searches')
  await alive(page)
  await page.getByRole('link', { name: 'Open the search' }).click()
  await page.getByRole('article').first().waitFor()
  await page.goto('/en/my/saved-searches')
  await alive(page)
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByText('You have not saved a search yet.').waitFor()
})

test('a webhook is added with a secret that is shown once, tried, and removed', async ({ open }) => {
  const page = await open(`/en/organisations/${reader.organisationId}/webhooks`, {
    as: reader,
    provoked: /status of 422/,
  })
  await alive(page)
  const address = page.getByLabel('Address')
  await address.fill('http://receiver.example.org/')
  await page.getByRole('button', { name: 'Add a webhook' }).click()
  await page.getByRole('alert').waitFor()
  // Nobody answers to such a name.
  await address.fill('https://receiver.invalid/hook')
  await page.getByRole('button', { name: 'Add a webhook' }).click()
  await page.getByText(/^whsec_/).waitFor()
  await page.reload()
  await alive(page)
  expect(await page.getByText(/^whsec_/).count()).toBe(0)
  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByText(/attempts: 1/).waitFor()
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByText('There are no webhooks yet.').waitFor()
})

test('a link in a letter asks once and needs no sign-in', async ({ open }) => {
  const page = await open(`/en/unsubscribe#${reader.accountId}.all.${'A'.repeat(43)}`, {
    provoked: /status of 422/,
  })
  await alive(page)
  await page.getByRole('button', { name: 'Stop these letters' }).click()
  await page.getByRole('alert').waitFor()
  expect(page.url()).not.toContain('#')
})

const PAGES: Record<string, string> = {
  notifications: '/my/notifications',
  preferences: '/settings/notifications',
  searches: '/my/saved-searches',
  webhooks: `/organisations/${reader.organisationId}/webhooks`,
  unsubscribe: '/unsubscribe#token',
}

describe.each(LANGUAGES)('in %s', (language) => {
  describe.each(Object.keys(SCREENS) as Screen[])('on a %s', (screen) => {
    test.for(Object.entries(PAGES))('%s can be used by everybody', async ([name, path], { open }) => {
      const page = await open(inLanguage(language, path), { as: reader, screen })
      await page.locator('main h1').waitFor()
      await page.waitForLoadState('networkidle')
      await keepPicture(page, `${name}-${language}-${screen}`)
      expect(await accessibilityFaults(page)).toEqual([])
      expect(await tooWide(page)).toEqual([])
      expect(await georgianInCapitals(page)).toEqual([])
    })
  })
})
