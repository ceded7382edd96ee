import { expect } from 'vitest'
import { alive, test } from './setup/browser.ts'

const TEXT = 'grape pomace, 40 tonnes each autumn, near Telavi'

test('an address opens everything again for somebody else', async ({ open }) => {
  const page = await open('/en')
  await page.locator('#search-text').fill(TEXT)
  await page.getByRole('article').nth(2).waitFor()
  await page.locator('summary', { hasText: 'More details' }).click()
  await page.getByLabel('Price asked, per tonne').fill('12.5')
  await page.getByLabel('What happens to it now').selectOption('D1')
  const third = page.getByRole('article').nth(2)
  await third.locator('button[aria-expanded]').click()
  await page.waitForURL(/partner=\d+/)
  const title = await third.getByRole('heading', { level: 3 }).innerText()

  const other = await open(page.url())
  await other.locator('article button[aria-expanded="true"]').waitFor()
  await expect.poll(() => other.locator('#search-text').inputValue()).toBe(TEXT)
  const opened = other.locator('article:has(button[aria-expanded="true"])')
  expect(await opened.getByRole('heading', { level: 3 }).innerText()).toBe(title)
  expect(await other.getByLabel('Price asked, per tonne').inputValue()).toBe('12.5')
  expect(await other.getByLabel('What happens to it now').inputValue()).toBe('D1')
  expect(other.url()).toBe(page.url())
})

test('an address that names only a material says its name and its code', async ({ open }) => {
  const page = await open('/en?material=used-cooking-oil')
  await page.getByRole('heading', { name: 'Where is it?' }).waitFor()
  await page.getByRole('button', { name: /Used cooking oil/ }).waitFor()
  expect(await page.locator('main').innerText()).not.toContain('used-cooking-oil')
})

test('the other language keeps the page and what was asked', async ({ open }) => {
  const page = await open('/en')
  await page.locator('#search-text').fill(TEXT)
  await page.getByRole('article').first().waitFor()
  await page.waitForURL(/place=telavi/)
  const asked = new URL(page.url()).search
  const titles = () => page.locator('article h3').allInnerTexts()
  const before = await titles()
  await page.getByRole('link', { name: 'ქართული' }).click()
  await page.locator('html[lang="ka"]').waitFor()
  await page.getByRole('article').first().waitFor()
  await alive(page)
  await expect.poll(() => page.locator('#search-text').inputValue()).toBe(TEXT)
  await expect.poll(titles).toEqual(before)
  const now = new URL(page.url())
  expect(now.pathname).toBe('/')
  expect(now.search).toBe(asked)
  expect(await page.locator('article button[aria-expanded]').first().innerText()).toContain('რატომ?')
})

test('filters and listings keep theirs, too', async ({ open }) => {
  const page = await open('/listings?kind=need&q=%E1%83%99%E1%83%9D%E1%83%9B%E1%83%9E')
  await page.getByRole('link', { name: 'English' }).click()
  await page.locator('html[lang="en"]').waitFor()
  await alive(page)
  expect(new URL(page.url()).pathname).toBe('/en/listings')
  await expect.poll(() => page.locator('#filter-kind').inputValue()).toBe('need')
  await expect.poll(() => page.locator('#filter-text').inputValue()).toBe('კომპ')
  await page.getByRole('article').first().getByRole('link').click()
  await page.waitForURL(/\/en\/listing\/\d+$/)
  await page.getByRole('link', { name: 'ქართული' }).click()
  await page.waitForURL(/\d\/listing\/\d+$/)
})

test('a broken address still opens', async ({ open }) => {
  const page = await open(
    '/en?material=A%20B&place=~&amount=-4&unit=barrel&months=0.13&partner=x&range=y&code=1',
  )
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
})
