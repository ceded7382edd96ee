import { test } from './setup/browser.ts'

test('the pages lead to it', async ({ open }) => {
  const page = await open('/en')
  await page.getByRole('navigation').getByRole('link', { name: 'API' }).click()
  await page.waitForURL(/\/api\/docs/)
})
