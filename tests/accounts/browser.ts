import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'

/** Keeps cookies from answer to request as a browser does, paths included. */
export class Browser {
  readonly cookies = new Map<string, { value: string; path: string }>()
  readonly app: FastifyInstance

  constructor(app: FastifyInstance) {
    this.app = app
  }

  /** A second tab, or a thief, with the cookies of this moment. */
  copy(): Browser {
    const other = new Browser(this.app)
    for (const [name, cookie] of this.cookies) other.cookies.set(name, cookie)
    return other
  }

  async send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    payload?: object,
    headers: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> {
    const url = `/api/v1${path}`
    const cookie = [...this.cookies]
      .filter(([, { path: within }]) => url === within || url.startsWith(within.replace(/\/?$/, '/')))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
    const options: InjectOptions = { method, url, headers: { ...(cookie && { cookie }), ...headers } }
    const answer = await this.app.inject({ ...options, ...(payload && { payload }) })
    for (const { name, value, path: within = '/', maxAge, expires } of answer.cookies)
      if (maxAge === 0 || (expires && expires.getTime() <= 0)) this.cookies.delete(name)
      else this.cookies.set(name, { value, path: within })
    return answer
  }

  get(path: string): Promise<LightMyRequestResponse> {
    return this.send('GET', path)
  }

  post(path: string, payload: object = {}, headers: Record<string, string> = {}) {
    return this.send('POST', path, payload, headers)
  }
}
