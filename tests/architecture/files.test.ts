import { expect, test } from 'vitest'
import { filesBelow, readSource } from './source.ts'

const LONGEST = 300
const files = filesBelow().filter((path) => !path.startsWith('.ci/') && path !== 'pnpm-lock.yaml')
const code = files.filter((path) => /\.(ts|mjs|js|svelte|css)$/.test(path))

test('a file can be read in one go', () => {
  expect(code.length).toBeGreaterThan(50)
  const lines = (path: string) => readSource(path).split('\n').length - 1
  expect(code.filter((path) => lines(path) > LONGEST).map((path) => `${path}: ${lines(path)}`)).toEqual([])
})

test('a file is named after what it does', () => {
  const empty = /(^|[-_.])(utils?|helpers?|managers?|common|misc)([-_.]|$)/i
  expect(code.filter((path) => path.split('/').some((part) => empty.test(part)))).toEqual([])
})

test('nothing points at the place where it was written', () => {
  const place = new RegExp(
    [['', 'work', ''].join('/'), ['shared', 'data'].join('/'), ['', 'tmp', 'brief'].join('/')].join('|'),
  )
  const text = files.filter((path) => !/\.(woff2?|png|jpe?g|webp|ico|xlsx|gz|br|wasm)$/.test(path))
  expect(text.filter((path) => place.test(readSource(path)))).toEqual([])
})

test('nothing is left for later and no rule is switched off', () => {
  // Written so that this file does not find itself.
  const left = /\bTO[D]O\b|\bFIX[M]E\b|@ts-(ignor[e]|expect-erro[r])|\.(skip|onl[y])\(/
  expect(code.filter((path) => left.test(readSource(path)))).toEqual([])
})
