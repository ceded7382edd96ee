import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import type { FilePurpose } from '../contract/listing-life.ts'
import { Refusal } from '../refusals.ts'

/** What is stored of an upload. */
export interface Inspected {
  content: Uint8Array
  mediaType: string
  /** Ending that a name gets. */
  ending: string
}

const PHOTOS = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'])
const DOCUMENTS: Record<string, string> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}
/** Endings that say what a file claims to be. */
const CLAIMS: Record<string, readonly string[]> = {
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  png: ['image/png'],
  webp: ['image/webp'],
  avif: ['image/avif'],
  gif: ['image/gif'],
  pdf: ['application/pdf'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  csv: ['text/csv'],
}
const ALLOWED = 'jpg, png, webp, avif, gif, pdf, xlsx, csv'

/** Longest side of a stored photo, pixels: enough to see a heap of rubble, little enough for a phone. */
const LONGEST_SIDE_PX = 2048
/** A small file may unfold to a huge picture; more pixels than any camera makes are not unfolded. */
const MOST_PIXELS = 100_000_000
const SECONDS_TO_DECODE = 20

/**
 * Finds out what an upload is by its bytes. Pictures are drawn anew, so that neither the place where they were taken nor
 * anything hidden in them is kept; PDF, XLSX and CSV stay as they are.
 * @throws Refusal `file_empty`; `file_type_unfit` for what is not taken, or no picture where one is wanted;
 * `file_type_lies` when the name's ending claims something else; `file_unreadable` for a broken picture
 */
export async function inspect(bytes: Uint8Array, name: string, purpose: FilePurpose): Promise<Inspected> {
  if (bytes.length === 0) throw new Refusal('file_empty')
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? (isCsv(bytes, ending) ? 'text/csv' : null)
  const claimed = CLAIMS[ending]
  if (!claimed) throw new Refusal('file_type_unfit', { allowed: ALLOWED })
  if (found === null || !claimed.includes(found)) throw new Refusal('file_type_lies', { ending })
  if (PHOTOS.has(found)) return redraw(bytes)
  if (purpose === 'photo') throw new Refusal('file_type_unfit', { allowed: 'jpg, png, webp, avif, gif' })
  return { content: bytes, mediaType: found, ending: DOCUMENTS[found] ?? 'csv' }
}

async function redraw(bytes: Uint8Array): Promise<Inspected> {
  try {
    const content = await sharp(bytes, { failOn: 'error', limitInputPixels: MOST_PIXELS })
      .rotate()
      .resize(LONGEST_SIDE_PX, LONGEST_SIDE_PX, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82 })
      .timeout({ seconds: SECONDS_TO_DECODE })
      .toBuffer()
    return { content, mediaType: 'image/webp', ending: 'webp' }
  } catch {
    throw new Refusal('file_unreadable')
  }
}

/** CSV has no mark of its own: readable text that neither begins a page nor holds what no text holds. */
function isCsv(bytes: Uint8Array, ending: string): boolean {
  if (ending !== 'csv') return false
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // eslint-disable-next-line no-control-regex -- what makes it no text
    return !/[\u0000-\u0008\u000E-\u001F]/.test(text) && !/^\s*<(!|html|svg|script|\?xml)/i.test(text)
  } catch {
    return false
  }
}
