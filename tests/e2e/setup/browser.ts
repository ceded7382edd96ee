import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { expect, inject, test as plain } from 'vitest'
import type { Owner } from './market.ts'

/** Screens that the pages are shown on, CSS px. */
export const SCREENS = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const
export type Screen = keyof typeof SCREENS

export const LANGUAGES = ['ka', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** Georgian stands at the root, English below /en. */
export const inLanguage = (language: Language, path: string) =>
  language === 'ka' ? path : `/en${path === '/' ? '' : path}`

export interface Visit {
  screen?: Screen
  /** Whoever looks at the page; nobody in particular otherwise. */
  as?: Owner
  /** Complaints of the browser that the test provokes. */
  provoked?: RegExp
}
type Open = (path: string, visit?: Visit) => Promise<Page>

/** What a machine that is slow and has other work may take for one step. */
const PATIENCE_MS = 60_000

/** Waits until the page listens: what is typed or clicked before is lost. */
export const alive = (page: Page): Promise<void> =>
  page.locator('html[data-alive]').waitFor({ state: 'attached' })

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
/** How software drawing comments on itself. */
const DRIVER_TALK = /GL Driver Message|software WebGL/i

const held = globalThis as { simbioziBrowser?: Promise<Browser> }

function browser(): Promise<Browser> {
  held.simbioziBrowser ??= chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: FLAGS,
  })
  return held.simbioziBrowser
}

/**
 * `open` shows a page of the running server, once it listens, in a browser that forgets everything between tests. When the
 * test ends, the browser must not have complained, and nothing may have been asked of any other host.
 */
export const test = plain.extend<{ open: Open }>({
  // oxlint-disable-next-line no-empty-pattern
  open: async ({}, use) => {
    const origin = inject('origin')
    const contexts: BrowserContext[] = []
    const complaints: string[] = []
    await use(async (path, { as, screen = 'desktop', provoked } = {}) => {
      const context = await (
        await browser()
      ).newContext({
        viewport: SCREENS[screen],
        hasTouch: screen === 'phone',
        reducedMotion: 'reduce',
        baseURL: origin,
      })
      contexts.push(context)
      context.setDefaultTimeout(PATIENCE_MS)
      if (as) await signIn(context, as)
      const page = await context.newPage()
      const complain = (text: string) =>
        DRIVER_TALK.test(text) || provoked?.test(text) || complaints.push(text)
      page.on('pageerror', (error) => complain(error.stack ?? error.message))
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complain(`${message.type()}: ${message.text()}`)
      })
      page.on('request', (request) => {
        const { protocol, origin: asked } = new URL(request.url())
        if (protocol.startsWith('http') && asked !== origin) complain(`asked ${request.url()}`)
      })
      await page.goto(path, { waitUntil: 'load' })
      await alive(page)
      return page
    })
    for (const context of contexts) await context.close()
    expect(complaints).toEqual([])
  },
})

/** Signs somebody in, as the page for it does. */
export async function signIn(context: BrowserContext, { email, password }: Owner): Promise<void> {
  const answer = await context.request.post('/api/v1/session', { data: { email, password } })
  expect(answer.status()).toBe(200)
}
