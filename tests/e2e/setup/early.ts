import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { alive } from './browser.ts'

/** Shows a page whose script is on its way; what comes back lets it come, and waits until the page listens. */
export async function goEarly(page: Page, path: string): Promise<() => Promise<void>> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route('**/entry/start*', async (route) => {
    await promise
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'commit' })
  await page.locator('footer').waitFor()
  return async () => {
    expect(await page.locator('html[data-alive]').count()).toBe(0)
    resolve()
    await alive(page)
  }
}
