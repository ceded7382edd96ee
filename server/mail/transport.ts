import { createTransport } from 'nodemailer'

export interface Message {
  to: string
  subject: string
  text: string
  /** Address that ends such letters with one click. */
  unsubscribeUrl: string | null
}

/** Hands letters over to a mail server. */
export interface Transport {
  send: (message: Message) => Promise<void>
  close: () => void
}

/** Longer than this and the server counts as away, milliseconds. */
const PATIENCE_MS = 20_000

/** A transport over SMTP. @param url `smtp://user:password@host:587` or `smtps://…` */
export function smtpTransport(url: string, from: string): Transport {
  const { hostname, port, protocol, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const transport = createTransport({
    host: hostname,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  })
  return {
    send: async ({ to, subject, text, unsubscribeUrl }) => {
      const headers = { 'auto-submitted': 'auto-generated', ...unsubscribeHeaders(unsubscribeUrl) }
      await transport.sendMail({ from, to, subject, text, headers })
    },
    close: () => transport.close(),
  }
}

/** What lets a mail program end letters with one click, without opening a page (RFC 8058). */
export const unsubscribeHeaders = (url: string | null): Record<string, string> =>
  url === null
    ? {}
    : { 'list-unsubscribe': `<${url}>`, 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' }
