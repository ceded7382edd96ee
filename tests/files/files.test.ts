import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { rows } from '../../db/open.ts'
import { sweepLooseFiles } from '../../server/files/discard.ts'
import { marc, scene, type Scene } from '../listings/own-market.ts'
import { fixedClock } from '../setup/database.ts'
import type { Person } from '../setup/people.ts'

const photo = () =>
  sharp({ create: { width: 3000, height: 40, channels: 3, background: 'olive' } })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'Nino Testadze' } })
    .toBuffer()
const PDF = Buffer.from('%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n')

const uploader =
  ({ app, people }: Scene) =>
  (who: Person, name: string, bytes: Buffer, purpose = 'photo') =>
    app.inject({
      method: 'POST',
      url: '/api/v1/files',
      query: { organisation: String(people.organisationId), purpose, name },
      headers: { ...who.headers, 'content-type': 'application/octet-stream' },
      payload: bytes,
    })

test('a photo is drawn anew, without what was hidden in it, and served so that it can do nothing', () =>
  scene(async (stage) => {
    const { people, ask, list } = stage
    const original = await photo()
    expect((await sharp(original).metadata()).exif).toBeDefined()
    const made = await uploader(stage)(people.owner, '../../heap.jpg', original)
    expect(made.statusCode).toBe(201)
    const { id, ...file } = made.json()
    expect(file).toMatchObject({ name: 'heap.webp', mediaType: 'image/webp', purpose: 'photo' })
    expect((await ask(null, 'GET', `/files/${id}`)).statusCode).toBe(404)
    expect((await ask(people.editor, 'GET', `/files/${id}`)).statusCode).toBe(404)
    const listing = await list({ files: [id] })
    const served = await ask(null, 'GET', `/files/${id}`)
    expect(served.headers).toMatchObject({
      'content-type': 'image/webp',
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
    })
    expect(served.headers['content-security-policy']).toContain('sandbox')
    const { width, exif } = await sharp(served.rawPayload).metadata()
    expect([width, exif]).toEqual([2048, undefined])
    const again = await ask(null, 'GET', `/files/${id}`, undefined, {
      'if-none-match': String(served.headers.etag),
    })
    expect(again.statusCode).toBe(304)
    await ask(people.owner, 'POST', `/listings/${listing}/moves`, { move: 'withdraw' })
    expect((await ask(null, 'GET', `/files/${id}`)).statusCode).toBe(404)
  }))

test('what lies about its type, is no photo or is too large is refused', () =>
  scene(async (stage) => {
    const { people } = stage
    const upload = uploader(stage)
    const html = Buffer.from('<html><script>alert(1)</script></html>')
    const cut = (await photo()).subarray(0, 200)
    const code = async (name: string, bytes: Buffer, purpose?: string) =>
      (await upload(people.owner, name, bytes, purpose)).json().code
    expect(await code('page.jpg', html)).toBe('file_type_lies')
    expect(await code('page.csv', html, 'analysis')).toBe('file_type_lies')
    expect(await code('page.html', html, 'other')).toBe('file_type_unfit')
    expect(await code('drawing.svg', Buffer.from('<svg onload="alert(1)"/>'))).toBe('file_type_unfit')
    expect(await code('sheet.pdf', await photo(), 'analysis')).toBe('file_type_lies')
    expect(await code('sheet.pdf', PDF)).toBe('file_type_unfit')
    expect(await code('cut.jpg', cut)).toBe('file_unreadable')
    expect(await code('none.jpg', Buffer.alloc(0))).toBe('file_empty')
    expect(
      (await upload(people.owner, 'huge.pdf', Buffer.alloc(10 * 1024 * 1024 + 1), 'other')).json(),
    ).toMatchObject({
      status: 413,
      params: { maximumBytes: 10 * 1024 * 1024 },
    })
    expect((await upload(people.stranger, 'sheet.pdf', PDF, 'other')).statusCode).toBe(403)
  }))

test('a document is for whoever is told its owner’s name, and comes as a download', () =>
  scene(async (stage) => {
    const { db, people, ask, list } = stage
    const { id } = (await uploader(stage)(people.owner, 'ქიმია.pdf', PDF, 'safety_data_sheet')).json()
    await list({ files: [id] })
    const served = await ask(null, 'GET', `/files/${id}`)
    expect(String(served.headers['content-disposition'])).toMatch(/^attachment;.*filename\*=UTF-8''/)
    await rows(db, sql`update organisation set name_hidden = true where id = ${people.organisationId}`)
    expect((await ask(null, 'GET', `/files/${id}`)).statusCode).toBe(404)
    expect((await ask(people.viewer, 'GET', `/files/${id}`)).statusCode).toBe(200)
  }))

test('a file of somebody else cannot be taken, and what nobody attached is swept after a day', () =>
  scene(async (stage) => {
    const { db, people, ask } = stage
    const { id } = (await uploader(stage)(people.owner, 'sheet.pdf', PDF, 'other')).json()
    const listing = { ...marc, files: [id] }
    const body = { organisation: people.otherOrganisationId, publish: true, listing }
    expect((await ask(people.stranger, 'POST', '/listings', body)).json()).toMatchObject({
      status: 422,
      code: 'file_not_yours',
      errors: [{ field: '/files/0' }],
    })
    expect(await sweepLooseFiles(db, fixedClock)).toBe(0)
    const tomorrow = () => new Date(fixedClock().getTime() + 25 * 3_600_000)
    expect(await sweepLooseFiles(db, tomorrow)).toBe(1)
    expect(await rows(db, sql`select 1 from file_content where file_id = ${id}`)).toEqual([])
  }))

describe('a copy of a listing', () => {
  /** A listing with a photo and a document, as it stands to its owner. */
  const listed = async (stage: Scene) => {
    const upload = uploader(stage)
    const { owner } = stage.people
    const made = [
      await upload(owner, 'heap.jpg', await photo()),
      await upload(owner, 'analysis.pdf', PDF, 'analysis'),
    ]
    const ids = made.map((answer): string => answer.json().id)
    return { ids, listing: await stage.list({ files: ids }) }
  }
  interface Shown {
    id: number
    revision: number
    files: { id: string; name: string }[]
  }

  test('has its photos and documents, each by itself', () =>
    scene(async (stage) => {
      const { app, db, people, ask } = stage
      const { ids, listing } = await listed(stage)
      const copy: Shown = (await ask(people.editor, 'POST', `/listings/${listing}/copies`)).json()
      const idOf = (wanted: string) => copy.files.find(({ name }) => name === wanted)!.id
      const [shot, paper] = [idOf('heap.webp'), idOf('analysis.pdf')]
      expect(copy.files).toHaveLength(2)
      expect(ids).not.toContain(shot)
      const served = await ask(people.viewer, 'GET', `/files/${paper}`)
      expect(served.rawPayload.equals(PDF)).toBe(true)
      expect((await ask(null, 'GET', `/files/${shot}`)).statusCode).toBe(404)
      const lines = await rows<{ subject_id: string; after: object }>(
        db,
        sql`select subject_id, after from journal where action = 'file_copied'`,
      )
      const { organisationId: organisation } = people
      expect(new Map(lines.map(({ subject_id, after }) => [subject_id, after]))).toEqual(
        new Map([
          [shot, { from: ids[0], organisation }],
          [paper, { from: ids[1], organisation }],
        ]),
      )
      const revised = await app.inject({
        method: 'PUT',
        url: `/api/v1/listings/${copy.id}`,
        headers: { ...people.editor.headers, 'if-match': `"${copy.revision}"` },
        payload: { ...marc, files: [paper] },
      })
      expect(revised.json<Shown>().files.map(({ id }) => id)).toEqual([paper])
      expect((await ask(null, 'GET', `/files/${ids[0]}`)).statusCode).toBe(200)
    }))

  test('is made by whoever writes for its owner, and not without end', () =>
    scene(async (stage) => {
      const { db, people, ask } = stage
      const { ids, listing } = await listed(stage)
      const copy = (who: Person) => ask(who, 'POST', `/listings/${listing}/copies`)
      expect((await copy(people.viewer)).statusCode).toBe(403)
      expect((await copy(people.stranger)).statusCode).toBe(403)
      await rows(
        db,
        sql`insert into file select gen_random_uuid(), organisation_id, uploaded_by, subject_kind, subject_id + 1, purpose,
              name, media_type, size_bytes, sha256, created_at
            from file, generate_series(1, 49) where id = ${ids[1]}::uuid`,
      )
      expect((await copy(people.owner)).json()).toMatchObject({
        status: 409,
        code: 'files_copied_too_often',
        params: { most: 50 },
      })
      expect(await rows(db, sql`select 1 from listing where copied_from = ${listing}`)).toEqual([])
    }))
})
