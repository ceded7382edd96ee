import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { pagePolicy } from '../../server/http/security.ts'
import { loadWeb } from '../../server/http/web.ts'
import { testApp } from '../setup/api.ts'
import { database } from '../setup/database.ts'

/** Pages that say what reached them, with a policy of their own as SvelteKit sets one. */
function pages(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    response.setHeader('content-security-policy', "script-src 'self' 'nonce-1'")
    response.writeHead(200, { 'content-type': 'text/plain' })
    const { host, 'x-forwarded-proto': protocol } = request.headers
    response.end(`${request.method} ${protocol}://${host}${request.url} ${Buffer.concat(chunks).toString()}`)
  })
}

describe('pages', () => {
  test('get everything that is neither API nor health, with the body untouched', async () => {
    const app = await testApp(await database(), { web: pages })
    const read = async (url: string) => (await app.inject(url)).body
    expect(await read('/')).toBe('GET http://localhost:80/ ')
    expect(await read('/en/offers?q=slag')).toBe('GET http://localhost:80/en/offers?q=slag ')
    expect(await read('/apiary')).toBe('GET http://localhost:80/apiary ')
    const form = await app.inject({
      method: 'POST',
      url: '/form',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'a=1',
    })
    expect(form.body).toBe('POST http://localhost:80/form a=1')
    expect((await app.inject('/api/nothing')).json()).toMatchObject({ code: 'not_found' })
    expect((await app.inject('/health/live')).json()).toEqual({ status: 'alive' })
  })

  test('obey their own policy and ours', async () => {
    const app = await testApp(await database(), { web: pages })
    await app.listen({ port: 0 })
    const { port } = app.server.address() as AddressInfo
    const { headers } = await fetch(`http://127.0.0.1:${port}/`)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self' 'nonce-1', default-src 'self'")
    expect(policy).not.toContain('http')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    await app.close()
  })

  test('may load a map from the hosts of the style that is set, and from no other', () => {
    const offline = pagePolicy({ mapStyleUrl: null, mapHosts: ['tiles.example.org'] })
    expect(offline).toContain("worker-src 'self' blob:;")
    expect(offline).not.toContain('example')
    const online = pagePolicy({
      mapStyleUrl: 'https://maps.example.org/style.json?key=1',
      mapHosts: ['*.example.com'],
    })
    expect(online).toContain("connect-src 'self' https://maps.example.org *.example.com")
    expect(online).toContain("script-src 'self' 'unsafe-inline';")
  })

  test('that are not built are missed in one clear line', async () => {
    await expect(loadWeb('/nowhere/handler.js')).rejects.toThrow(
      /\/nowhere\/handler\.js is missing.*npm run build/,
    )
  })
})

test('pages that are rendered here may ask the API as often as they like; a proxy may not', async () => {
  const app = await testApp(await database(), { env: { RATE_LIMIT: '1' } })
  await app.listen({ port: 0 })
  const { port } = app.server.address() as AddressInfo
  const ask = async (headers: Record<string, string>) => {
    const answers = [1, 2].map(() => fetch(`http://127.0.0.1:${port}/api/v1/problems`, { headers }))
    return (await Promise.all(answers)).map((answer) => answer.status).toSorted()
  }
  expect(await ask({})).toEqual([200, 200])
  expect(await ask({ 'x-forwarded-for': '203.0.113.1' })).toEqual([200, 429])
  await app.close()
})

describe('the API', () => {
  test('lets a browser run nothing of what it answers', async () => {
    const app = await testApp(await database())
    const { headers } = await app.inject('/api/v1/settings')
    expect(headers['content-security-policy']).toBe("default-src 'none';frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['strict-transport-security']).toBeUndefined()
  })

  test('insists on https where the address of the installation says so', async () => {
    const app = await testApp(await database(), { env: { PUBLIC_URL: 'https://simbiozi.example.org/' } })
    const { headers } = await app.inject('/api/v1/settings')
    expect(headers['strict-transport-security']).toMatch(/max-age=\d+/)
  })

  test('believes a proxy only when told to', async () => {
    const ask = async (env: Record<string, string>) => {
      const app = await testApp(await database(), { env: { RATE_LIMIT: '1', ...env } })
      const from = (address: string) =>
        app.inject({ url: '/api/v1/problems', headers: { 'x-forwarded-for': address } })
      await from('203.0.113.1')
      return (await from('203.0.113.2')).statusCode
    }
    expect(await ask({})).toBe(429)
    expect(await ask({ TRUST_PROXY: '1' })).toBe(200)
    expect(await ask({ TRUST_PROXY: '127.0.0.0/8' })).toBe(200)
    expect(await ask({ TRUST_PROXY: '10.0.0.1' })).toBe(429)
  })
})
