import { expect, test } from 'vitest'
import { newTurns } from '../../web/src/lib/api/turns.ts'

test('answers in the order of their questions are all shown', () => {
  const turns = newTurns()
  const [first, second] = [turns(), turns()]
  expect([first(), second()]).toEqual([true, true])
})

test('an answer is dropped once one to a later question was shown, and only then', () => {
  const turns = newTurns()
  const [first, second, third] = [turns(), turns(), turns()]
  expect(second()).toBe(true)
  expect(first()).toBe(false)
  expect(third()).toBe(true)
})
