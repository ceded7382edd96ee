import { createTransport } from 'nodemailer'

export interface Message {
  to: string
  subject: string
  text: string
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
    send: async ({ to, subject, text }) => {
      await transport.sendMail({ from, to, subject, text, headers: { 'auto-submitted': 'auto-generated' } })
    },
    close: () => transport.close(),
  }
}
