import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { filesBelow, readSource } from '../architecture/source.ts'

interface Node {
  type: string
  name?: string
  data?: string
  value?: unknown
  [part: string]: unknown
}
interface Compiler {
  parse(source: string, options: { modern: true }): { fragment: Node }
}

const web = createRequire(join(import.meta.dirname, '../../web/package.json'))
const { parse } = (await import(pathToFileURL(web.resolve('svelte/compiler')).href)) as Compiler

/** Attributes that are shown or read out. */
const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'alt',
  'label',
  'placeholder',
  'title',
])
const LETTER = /\p{L}/u

/** Words that stand in the markup itself instead of the message files. */
function literalWords(path: string): string[] {
  const found: string[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (typeof node !== 'object' || node === null) return
    const { type, name, data, value } = node as Node
    if (type === 'Comment' || type === 'StyleDirective') return
    if (type === 'Attribute' && !SPOKEN.has(name ?? '')) {
      if (Array.isArray(value)) value.filter((part: Node) => part.type !== 'Text').forEach(visit)
      else if (value !== true) visit(value)
      return
    }
    if (type === 'Text' && LETTER.test(data ?? '')) found.push(`${path}: ${data!.trim()}`)
    for (const part of Object.values(node)) visit(part)
  }
  visit(parse(readSource(path), { modern: true }).fragment)
  return found
}

test('no page holds words of its own: all of them stand in the message files', () => {
  const pages = filesBelow('web/src').filter((path) => path.endsWith('.svelte'))
  expect(pages.length).toBeGreaterThan(30)
  expect(pages.flatMap(literalWords)).toEqual([])
})
