import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { newMetrics, serveMetrics } from '../../server/http/metrics.ts'
import { testApp } from '../setup/api.ts'
import { database } from '../setup/database.ts'

test('answers are counted by the pattern of their route, and what waits is told, on a port of its own', async () => {
  const shared = await database()
  const metrics = newMetrics(shared.db)
  const app = await testApp(shared, { metrics })
  await app.inject('/api/v1/listings/999999?secret=hunter2')
  await app.inject('/api/v1/listings?limit=5')
  const server = await serveMetrics(metrics, { host: '127.0.0.1', port: 0 })
  const { port } = server.address() as AddressInfo
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`)
    const text = await answer.text()
    expect(answer.headers.get('content-type')).toContain('text/plain')
    expect(text).toMatch(
      /simbiozi_http_request_seconds_count\{method="GET",route="\/api\/v1\/listings\/:id",status="\d{3}"\} 1/,
    )
    expect(text).toMatch(/simbiozi_mail_waiting \d+/)
    expect(text).not.toContain('hunter2')
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404)
    expect((await app.inject('/metrics')).statusCode).toBe(404)
  } finally {
    server.close()
    await app.close()
  }
})
