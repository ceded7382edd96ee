import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from './setup/browser.ts'

/** The name of what has the focus, as a screen reader would begin to say it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null
    return element?.getAttribute('aria-label') ?? element?.innerText ?? ''
  })

async function tabUntil(page: Page, name: RegExp): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    await page.keyboard.press('Tab')
    if (name.test(await focused(page))) return
  }
  throw new Error(`The Tab key never comes to ${name}`)
}

test('everything can be done without a mouse', async ({ open }) => {
  const page = await open('/en')
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('Skip to the main content')
  await page.keyboard.press('Enter')
  await page.locator('main:focus').waitFor()

  for (let steps = 0; steps < 5; steps++) {
    await page.keyboard.press('Tab')
    if (await page.locator('#search-text:focus').count()) break
  }
  await page.keyboard.type('grape pomace, 40 tonnes')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Where is it?' }).waitFor()

  await tabUntil(page, /^Place/)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Place' }).getByRole('combobox').waitFor()
  await page.locator('input:focus').waitFor()
  await page.keyboard.type('telav')
  await expect.poll(() => page.locator('[role=option]').allInnerTexts()).toEqual(['Telavi'])
  await page.keyboard.press('ArrowDown')
  await page.locator('[role=option][data-highlighted]', { hasText: 'Telavi' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.searchParams.get('place') === 'telavi')
  await page.getByRole('article').first().waitFor()

  await tabUntil(page, /^Why\?/)
  await page.keyboard.press('Enter')
  await page.locator('article h4').first().waitFor()
  await page.keyboard.press('Enter')
  await page.locator('article h4').first().waitFor({ state: 'hidden' })
})

test('a window that was opened is closed by Escape and gives the focus back', async ({ open }) => {
  const page = await open('/en?material=grape-pomace&place=telavi')
  await page.getByRole('article').first().waitFor()
  const trigger = page.getByRole('button', { name: 'How the ranking is made' })
  await trigger.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'How the ranking is made' }).waitFor()
  await page.getByRole('dialog').locator(':focus').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => focused(page)).toBe('How the ranking is made')
})

test('what has the focus can be seen', async ({ open }) => {
  const page = await open('/en/listings')
  for (let steps = 0; steps < 12; steps++) {
    await page.keyboard.press('Tab')
    const outline = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement!)
      return { width: Number.parseFloat(style.outlineWidth), style: style.outlineStyle }
    })
    expect(outline.style).not.toBe('none')
    expect(outline.width).toBeGreaterThanOrEqual(1)
  }
})
