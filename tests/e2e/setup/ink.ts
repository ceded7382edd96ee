import type { Page } from 'playwright-core'

/** Colours of the map's signs, as web/src/lib/map/theme.ts names them. */
const INK = { offer: [0xa8, 0x48, 0x0a], need: [0x13, 0x5d, 0x8f], brand: [0x0d, 0x4f, 0x47] } as const
export type Ink = Record<keyof typeof INK, number>

/** Everything that lies over the map, and is no part of the drawing. */
const OVERLAYS = `
  [data-map] > :not(:first-child), [data-map] button, .maplibregl-control-container, header
  { visibility: hidden !important }`

/** How many pixels of the drawn map have each colour. */
export async function inkOnMap(page: Page): Promise<Ink> {
  const picture = await page.locator('.maplibregl-canvas').screenshot({ style: OVERLAYS })
  return page.evaluate(
    async ({ data, inks }) => {
      const image = new Image()
      image.src = data
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), {
        width: image.width,
        height: image.height,
      })
      const context = canvas.getContext('2d')!
      context.drawImage(image, 0, 0)
      const { data: pixels } = context.getImageData(0, 0, canvas.width, canvas.height)
      const counts = Object.fromEntries(Object.keys(inks).map((name) => [name, 0]))
      for (let at = 0; at < pixels.length; at += 4)
        for (const [name, ink] of Object.entries(inks))
          if (ink.every((part, index) => Math.abs(part - pixels[at + index]!) < 6)) counts[name]! += 1
      return counts as Ink
    },
    {
      data: `data:image/png;base64,${picture.toString('base64')}`,
      inks: INK as Record<string, readonly number[]>,
    },
  )
}

/** Waits until the map has been drawn and stands still. */
export const settled = (page: Page): Promise<void> =>
  page.locator('[aria-busy="false"] .maplibregl-canvas').waitFor({ timeout: 120_000 })
