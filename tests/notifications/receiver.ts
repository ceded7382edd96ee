import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** Somebody's program that webhooks go to, on this machine. */
export async function newReceiver() {
  const received: Received[] = []
  /** What it answers next; the last one again and again. */
  const answers = [200]
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      const status = answers.length > 1 ? answers.shift()! : answers[0]!
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('thanks')
    })
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received,
    answer: (...statuses: number[]) => void answers.splice(0, answers.length, ...statuses),
    close: () => void server.close(),
  }
}
