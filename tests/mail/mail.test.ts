import { expect, test } from 'vitest'
import { mail } from '../../db/schema/index.ts'
import { queueMail } from '../../server/mail/queue.ts'
import { sendDue } from '../../server/mail/send.ts'
import { TEXTS, write, type LetterKind } from '../../server/mail/texts.ts'
import type { Message } from '../../server/mail/transport.ts'
import { testApp } from '../setup/api.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { makePeople } from '../setup/people.ts'

const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted()

test('every letter is complete in both languages, with the same parameters', () => {
  expect(Object.keys(TEXTS.ka)).toEqual(Object.keys(TEXTS.en))
  for (const kind of Object.keys(TEXTS.en) as LetterKind[])
    for (const part of ['subject', 'body'] as const) {
      expect(namesIn(TEXTS.ka[kind][part]), kind).toEqual(namesIn(TEXTS.en[kind][part]))
      expect(TEXTS.ka[kind][part], kind).toMatch(/[ა-ჰ]/)
      expect(TEXTS.en[kind][part], kind).not.toMatch(/[ა-ჰ]/)
    }
})

test('a name cannot add lines to a subject', () => {
  const params = { organisation: 'A\r\nBcc: everybody@example.org', inviter: 'x', link: 'x', days: 1 }
  expect(write('invitation', 'en', params).subject).not.toMatch(/[\r\n]/)
})

const letter = (to: string) => ({
  kind: 'email_changed' as const,
  to,
  accountId: null,
  language: 'en' as const,
  params: { name: 'Nino' },
})

test('letters go out once; what fails is tried again, later each time', () =>
  inTransaction(async (db) => {
    let now = fixedClock()
    const clock = () => now
    const sent: Message[] = []
    let isDown = true
    const transport = {
      send: async (message: Message) => {
        if (isDown) throw new Error('connection refused')
        sent.push(message)
      },
      close: () => {},
    }
    await queueMail(db, clock, letter('a@example.org'))
    expect(await sendDue(db, transport, clock)).toBe(0)
    const [waiting] = await db.select().from(mail)
    expect(waiting).toMatchObject({ attempts: 1, sentAt: null, lastError: 'connection refused' })
    isDown = false
    expect(await sendDue(db, transport, clock)).toBe(0)
    now = new Date(now.getTime() + 60_000)
    expect(await sendDue(db, transport, clock)).toBe(1)
    expect(await sendDue(db, transport, clock)).toBe(0)
    expect(sent).toMatchObject([{ to: 'a@example.org', subject: 'Your e-mail address was changed' }])
    const [gone] = await db.select().from(mail)
    expect(gone).toMatchObject({ body: '', lastError: null })
  }))

test('an administrator reads letters only where none go out', () =>
  inTransaction(async (db, database) => {
    await queueMail(db, fixedClock, letter('a@example.org'))
    for (const [env, isShown] of [
      [{}, true],
      [{ SMTP_URL: 'smtp://mail.example.org' }, false],
    ] as const) {
      const app = await testApp(database, { env })
      const { administrator } = await makePeople(app, db)
      const { headers } = administrator
      const outbox = (await app.inject({ url: '/api/v1/mail', headers })).json()
      expect(outbox.sending).toBe(!isShown)
      expect(outbox.letters[0]).toMatchObject({ to: 'a@example.org', attempts: 0 })
      expect(outbox.letters[0].body !== null).toBe(isShown)
      await app.close()
    }
  }))
