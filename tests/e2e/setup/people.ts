import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import { alive, type Visit } from './browser.ts'

type Role = 'supplier' | 'buyer' | 'facilitator' | 'administrator'

/** Somebody of the demonstration who has signed in by the form, in Georgian, in a browser of his own. */
export async function signedIn(
  open: (path: string, visit?: Visit) => Promise<Page>,
  role: Role,
  visit?: Visit,
): Promise<Page> {
  const page = await open('/sign-in', visit)
  await alive(page)
  await page.getByLabel('ელფოსტა').fill(`${role}@demo.example`)
  await page.getByLabel('პაროლი', { exact: true }).fill(inject('demoPassword'))
  await page.getByRole('main').getByRole('button', { name: 'შესვლა' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  return page
}
