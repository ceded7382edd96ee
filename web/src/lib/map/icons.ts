import type { Map as MapLibre, StyleImageMetadata } from 'maplibre-gl'
import type { ListingKind } from '#lib/contract.ts'
import { MOST_PARTNERS } from '#lib/matches/partners.ts'
import { INK } from './theme.ts'

/** Device pixels per CSS pixel in which the signs are drawn. */
const SHARP = 3

/**
 * Adds the signs of the map: a disc for offers, a diamond for needs, small, with the rank of a partner in it, and as the
 * subject; and the plate of a cluster. Ranks are part of the sign, so that one that lies over another covers its number.
 */
export function addIcons(map: MapLibre): void {
  for (const kind of ['offer', 'need'] as const) {
    map.addImage(`${kind}-small`, sign(kind, 15), { pixelRatio: SHARP })
    for (let rank = 1; rank <= MOST_PARTNERS; rank++)
      map.addImage(`${kind}-${rank}`, sign(kind, 27, { number: rank }), { pixelRatio: SHARP })
    map.addImage(`${kind}-subject`, sign(kind, 30, { isHollow: true }), { pixelRatio: SHARP })
  }
  map.addImage('glow', glow(52), { pixelRatio: SHARP })
  const plate = pill()
  map.addImage('pill', plate.image, plate.metadata)
}

interface Look {
  isHollow?: boolean
  number?: number
}

function sign(kind: ListingKind, sizePx: number, { isHollow, number }: Look = {}): ImageData {
  const { context, image } = canvas(sizePx, sizePx)
  const middle = sizePx / 2
  const shape = (radius: number) => {
    context.beginPath()
    if (kind === 'offer') context.arc(middle, middle, radius * 0.94, 0, 2 * Math.PI)
    else for (let turn = 0; turn < 4; turn++) context.lineTo(...corner(middle, radius, turn))
    context.closePath()
  }
  const layers: [radius: number, colour: string][] = isHollow
    ? [
        [middle, INK.paper],
        [middle - 2, INK.brand],
        [middle - 6, INK.paper],
        [middle - 9, INK[kind]],
      ]
    : [
        [middle, INK.paper],
        [middle - 1.8, INK[kind]],
      ]
  for (const [radius, colour] of layers) {
    shape(radius)
    context.fillStyle = colour
    context.fill()
  }
  if (number !== undefined) {
    context.fillStyle = INK.paper
    context.font = '600 12px "Noto Sans", sans-serif'
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillText(String(number), middle, middle + 0.5)
  }
  return image()
}

const corner = (middle: number, radius: number, turn: number): [number, number] => [
  middle + radius * Math.sin((turn * Math.PI) / 2),
  middle - radius * Math.cos((turn * Math.PI) / 2),
]

function glow(sizePx: number): ImageData {
  const { context, image } = canvas(sizePx, sizePx)
  context.beginPath()
  context.arc(sizePx / 2, sizePx / 2, sizePx / 2 - 1, 0, 2 * Math.PI)
  context.globalAlpha = 0.25
  context.fillStyle = INK.brand
  context.fill()
  return image()
}

function pill(): { image: ImageData; metadata: Partial<StyleImageMetadata> } {
  const [width, height, edge] = [44, 26, 13]
  const { context, image } = canvas(width, height)
  context.beginPath()
  context.roundRect(1, 1, width - 2, height - 2, edge - 1)
  context.fillStyle = INK.paper
  context.fill()
  context.strokeStyle = INK.regionEdge
  context.lineWidth = 1.2
  context.stroke()
  const stretched = (from: number, to: number): [number, number] => [from * SHARP, to * SHARP]
  return {
    image: image(),
    metadata: {
      pixelRatio: SHARP,
      stretchX: [stretched(edge, width - edge)],
      stretchY: [stretched(edge - 1, height - edge + 1)],
      content: [8 * SHARP, 4 * SHARP, (width - 8) * SHARP, (height - 4) * SHARP],
    },
  }
}

function canvas(widthPx: number, heightPx: number) {
  const element = document.createElement('canvas')
  element.width = widthPx * SHARP
  element.height = heightPx * SHARP
  const context = element.getContext('2d')
  if (!context) throw new Error('This browser draws no pictures.')
  context.scale(SHARP, SHARP)
  return { context, image: () => context.getImageData(0, 0, element.width, element.height) }
}
