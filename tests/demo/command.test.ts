import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ownAddress } from '../setup/database.ts'

const COMMAND = join(import.meta.dirname, '../../scripts/demo.ts')

function demo(address: string, args: string[], env: Record<string, string> = {}) {
  const place = address.startsWith('postgres') ? { DATABASE_URL: address } : { DATA_DIR: address }
  const { DATABASE_URL: _url, DATA_DIR: _folder, DEMO: _demo, ...inherited } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    env: { ...inherited, ...place, ...env },
  })
  return { status, out: stdout.toString(), said: stderr.toString() }
}

test('npm run demo fills, tells what changed, and removes', async () => {
  const address = await ownAddress()
  const filled = demo(address, ['fill'], { DEMO: '1' })
  expect(filled.out).toMatch(
    /^\d+ fictional organisations with (\d+) listings are there; \1 listings were new or changed\.\n$/,
  )
  expect(filled.said).toContain('Publishing their ')
  expect(demo(address, ['remove']).out).toMatch(
    /^[1-9]\d* fictional organisations and [1-9]\d* listings were removed\.\n$/,
  )
  expect(demo(address, ['remove']).out).toBe('0 fictional organisations and 0 listings were removed.\n')
})

test.each([
  ['on a server', 'postgres://127.0.0.1:1/nowhere', {}],
  ['where other machines come in', './nowhere', { HOST: '0.0.0.0' }],
  ['where it is not wanted', './nowhere', { DEMO: '0' }],
])('%s it is filled only with DEMO=1', (_where, address, env) => {
  expect(demo(address, ['fill'], env)).toMatchObject({
    status: 2,
    out: '',
    said: expect.stringContaining('DEMO=1'),
  })
})

test('anything else is answered with how to use it', () => {
  for (const args of [[], ['empty'], ['fill', 'remove']])
    expect(demo('./nowhere', args)).toMatchObject({ status: 2, said: 'Usage: npm run demo -- fill|remove\n' })
})
