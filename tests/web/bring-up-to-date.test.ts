import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BringUpToDate } from '../../web/src/lib/notifications/bring-up-to-date.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Reads that end when the test says so. */
function reads() {
  const waiting: PromiseWithResolvers<void>[] = []
  const read = () => {
    const one = Promise.withResolvers<void>()
    waiting.push(one)
    return one.promise
  }
  const end = async (index: number, failure?: Error) => {
    if (failure) waiting[index]!.reject(failure)
    else waiting[index]!.resolve()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { read, end, begun: () => waiting.length }
}

test('what comes while it is read is read afterwards, once', async () => {
  const { read, end, begun } = reads()
  const page = new BringUpToDate(read)
  page.wake()
  page.wake()
  page.wake()
  expect(begun()).toBe(1)
  await end(0)
  expect(begun()).toBe(2)
  await end(1)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(begun()).toBe(2)
})

test('what could not be read is read again later, ever more seldom, until it could', async () => {
  const { read, end, begun } = reads()
  const page = new BringUpToDate(read)
  page.wake()
  await end(0, new Error('unreachable'))
  await vi.advanceTimersByTimeAsync(1999)
  expect(begun()).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(begun()).toBe(2)
  await end(1, new Error('unreachable'))
  await vi.advanceTimersByTimeAsync(3999)
  expect(begun()).toBe(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(begun()).toBe(3)
  await end(2)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(begun()).toBe(3)
})

test('nothing is read any more when the page is left', async () => {
  const { read, end, begun } = reads()
  const page = new BringUpToDate(read)
  page.wake()
  page.wake()
  page.end()
  await end(0, new Error('unreachable'))
  await vi.advanceTimersByTimeAsync(600_000)
  expect(begun()).toBe(1)
})
