import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { root } from '../../setup/template.ts'

const SHOTS = join(root, '.cache/screenshots')
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Keeps a picture of the page for people to look at. */
export const keepPicture = (page: Page, name: string): Promise<Buffer> =>
  page.screenshot({ path: join(SHOTS, `${name}.png`) })

/** What axe finds wrong with the page, rule by rule with the places; nothing is left out but advice. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  )
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target).join(', ')})`,
  )
}

/** Elements whose Georgian text is shown in capitals, by style or by letter: Mkhedruli has no capitals in running text. */
export const georgianInCapitals = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const own = (element: Element) =>
      [...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.nodeValue : '')).join('')
    return [...document.querySelectorAll('body *')]
      .filter((element) => {
        const style = getComputedStyle(element)
        const isRaised = style.textTransform !== 'none' || style.fontVariantCaps !== 'normal'
        const text = own(element)
        return /[\u1C90-\u1CBF]/.test(text) || (isRaised && /[\u10A0-\u10FF]/.test(text))
      })
      .map((element) => element.outerHTML.slice(0, 120))
  })

/** What reaches beyond the right edge, so that a phone would have to be scrolled sideways. */
export const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => element.outerHTML.slice(0, 120))
  })
