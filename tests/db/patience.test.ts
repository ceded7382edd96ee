import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { patiently } from '../../db/patience.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A query that fails as it does when the driver's error is wrapped. */
const refused = (code: string) =>
  new Error('Failed query', { cause: Object.assign(new Error(code), { code }) })

test('a server that is only just starting is asked again until it answers', async () => {
  const ask = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(refused('57P03'))
    .mockRejectedValueOnce(refused('CONNECT_TIMEOUT'))
    .mockResolvedValue('ready')
  const answer = patiently(ask)
  await vi.advanceTimersByTimeAsync(1000)
  expect(await answer).toBe('ready')
  expect(ask).toHaveBeenCalledTimes(3)
})

test('what waiting does not mend is said at once', async () => {
  for (const code of ['ECONNREFUSED', '28P01', '3D000']) {
    const ask = vi.fn<() => Promise<string>>().mockRejectedValue(refused(code))
    await expect(patiently(ask)).rejects.toMatchObject({ cause: { code } })
    expect(ask).toHaveBeenCalledTimes(1)
  }
})

test('one that never answers is given up after half a minute', async () => {
  const answer = patiently(() => Promise.reject(refused('CONNECT_TIMEOUT')))
  const ended = vi.fn<() => void>()
  answer.catch(ended)
  await vi.advanceTimersByTimeAsync(29_900)
  expect(ended).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1000)
  await expect(answer).rejects.toMatchObject({ cause: { code: 'CONNECT_TIMEOUT' } })
})
