import { expect, inject } from 'vitest'
import { test } from './setup/browser.ts'
import { goEarly } from './setup/early.ts'
import { signedIn } from './setup/people.ts'

test('who signs in before the page listens is signed in, and his password stands in no address', async ({
  open,
}) => {
  const page = await open('/en')
  const comeAlive = await goEarly(page, '/en/sign-in?next=/en/my/listings')
  const password = page.getByLabel('Password', { exact: true })
  await page.getByLabel('E-mail').fill('supplier@demo.example')
  await password.fill(inject('demoPassword'))
  await password.press('Enter')
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  expect(page.url()).toMatch(/\/en\/sign-in\?next=\/en\/my\/listings$/)
  await comeAlive()
  await page.waitForURL(/\/en\/my\/listings$/)
})

test('what is chosen and looked for before the page listens counts', async ({ open }) => {
  const page = await open('/en')
  const comeAlive = await goEarly(page, '/en/register')
  await page.getByLabel('Show the password').click()
  await page.getByLabel('What you do').fill('winery')
  await comeAlive()
  await page.getByRole('option', { name: /11\.02/ }).waitFor()
  await expect.poll(() => page.getByLabel('Password', { exact: true }).getAttribute('type')).toBe('text')
})

test('a menu that is pressed and a wish that is chosen before the page listens hold', async ({ open }) => {
  const page = await signedIn(open, 'buyer')
  const comeAlive = await goEarly(page, '/en/settings/notifications')
  const choice = page.getByLabel('A new message')
  await choice.selectOption({ label: 'Once a week' })
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Account/ })
    .click()
  await comeAlive()
  await page.getByRole('menuitem').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
  await page.reload()
  await expect.poll(() => choice.inputValue()).toBe('weekly')
  await page.getByLabel('A new message').selectOption({ label: 'At once' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
})
