import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BadBackup, NotEmpty, restoreBackup } from '../../db/backup/restore.ts'
import { tablesInOrder } from '../../db/backup/tables.ts'
import { writeBackup } from '../../db/backup/write.ts'
import { migrate, migrateTo, migrationsApplied } from '../../db/migrate.ts'
import { open, rows, type Database } from '../../db/open.ts'
import { file, fileContent } from '../../db/schema/index.ts'
import { LiveMarket } from '../../server/matching/market.ts'
import { matchesOfListing } from '../../server/matching/matches.ts'
import { emptyAddress, fixedClock, ownDatabase } from '../setup/database.ts'
import { catalogueOf, distilleryNeed, pomaceOffer, publishFor } from '../matching/market-of-kakheti.ts'

const folder = mkdtempSync(join(tmpdir(), 'simbiozi-backup-'))
const saved = join(folder, 'whole.gz')
const photo = Buffer.from([0, 255, 10, 92, 39, 0, 128])
let source: Database

beforeAll(async () => {
  source = await ownDatabase()
  const catalogue = await catalogueOf(source.db)
  await publishFor(source.db, { ...pomaceOffer, description: 'ჭაჭა, "fresh"\n\\ \t€' }, catalogue)
  await publishFor(source.db, distilleryNeed, catalogue)
  const id = randomUUID()
  await source.db.insert(file).values({
    id,
    subjectKind: 'listing',
    subjectId: 1,
    purpose: 'photo',
    name: 'ჭაჭა.jpg',
    mediaType: 'image/jpeg',
    sizeBytes: photo.length,
    sha256: 'test',
    createdAt: fixedClock().toISOString(),
  })
  await source.db.insert(fileContent).values({ fileId: id, content: photo })
  await writeBackup(source, saved, fixedClock())
})

afterAll(async () => {
  await source.close()
  rmSync(folder, { recursive: true })
})

/** Every row of every table as text. */
async function contentOf({ db }: Database): Promise<Record<string, string[]>> {
  const content: Record<string, string[]> = {}
  for (const { name, columns } of await tablesInOrder(db)) {
    const fields = columns.map((column) => `"${column.name}"::text`).join(', ')
    const found = await rows<{ row: string }>(
      db,
      sql.raw(`select json_build_array(${fields})::text as row from "${name}" order by 1`),
    )
    content[name] = found.map(({ row }) => row)
  }
  return content
}

describe('a backup', () => {
  test('brings back every row of every table, files included, and what is published next gets a new id', async () => {
    const target = await open(await emptyAddress())
    try {
      await restoreBackup(target, saved)
      expect(await contentOf(target)).toEqual(await contentOf(source))
      const [content] = await target.db.select().from(fileContent)
      expect(Buffer.from(content!.content)).toEqual(photo)

      const catalogue = await catalogueOf(target.db)
      const market = new LiveMarket(target, catalogue, fixedClock)
      await market.load()
      const { matches } = await matchesOfListing(target.db, market.matching, 1, 5, fixedClock)
      expect(matches.map(({ listing }) => listing.ref)).toEqual(['distillery'])
      const next = await publishFor(target.db, { ...pomaceOffer, ref: 'next' }, catalogue)
      expect(next).toBeGreaterThan(2)
      await expect(restoreBackup(target, saved)).rejects.toThrow(NotEmpty)
    } finally {
      await target.close()
    }
  })

  test('that is cut short, changed or no backup at all restores nothing', async () => {
    const target = await open(await emptyAddress())
    try {
      const lines = gunzipSync(readFileSync(saved)).toString().split('\n')
      const broken: [string, Buffer][] = [
        ['cut between lines', gzipSync(lines.slice(0, 200).join('\n'))],
        ['cut anywhere', readFileSync(saved).subarray(0, 5000)],
        ['changed', gzipSync(lines.join('\n').replace('ჭაჭა', 'ჩაჩა'))],
        ['something else', Buffer.from('hello')],
        ['empty', gzipSync('')],
      ]
      for (const [what, bytes] of broken) {
        const path = join(folder, 'broken.gz')
        writeFileSync(path, bytes)
        await expect(restoreBackup(target, path), what).rejects.toThrow(BadBackup)
      }
      await migrate(target)
      const [left] = await rows<{ count: number }>(
        target.db,
        sql`select count(*)::int as count from organisation`,
      )
      expect(left).toEqual({ count: 0 })
    } finally {
      await target.close()
    }
  })
})

test('a database of the first version keeps its rows when it is brought up to date', async () => {
  const FIRST_VERSION = 3
  const old = await open(await emptyAddress())
  try {
    await migrateTo(old, FIRST_VERSION)
    expect(await migrationsApplied(old.db)).toBe(FIRST_VERSION)
    await rows(
      old.db,
      sql`insert into organisation (name, kind, created_at) values ('Marani', 'business', now())`,
    )
    await rows(
      old.db,
      sql`insert into site (organisation_id, exact, shown, shown_precision, shown_radius_km)
          values (1, 'SRID=4326;POINT(45.5 41.9)', 'SRID=4326;POINT(45.5 41.9)', 'exact', 0)`,
    )
    await rows(
      old.db,
      sql`insert into listing (kind, resource_kind, organisation_id, site_id, status, audience, provenance, title,
            text_language, period, content_hash, created_at, updated_at)
          values ('offer', 'material', 1, 1, 'published', 'public', 'declared', 'ჭაჭა', 'ka', 'year', 'x', now(), now())`,
    )
    await rows(
      old.db,
      sql`insert into listing (kind, resource_kind, organisation_id, site_id, status, audience, provenance, title,
            text_language, period, unit, price_per_tonne, price_currency, content_hash, created_at, updated_at)
          select 'offer', kind, 1, 1, 'published', 'public', 'declared', kind, 'en', 'year', unit, 5, 'GEL', 'x', now(), now()
          from (values ('water', 'm3'), ('expertise', 'piece'), ('expertise', null)) as priced (kind, unit)`,
    )
    await migrate(old)
    // Prices went by the tonne, and still do where there are tonnes.
    const priced = await rows(
      old.db,
      sql`select title, price_unit as per from listing where price_per_tonne is not null order by id`,
    )
    expect(priced).toEqual([
      { title: 'water', per: 't' },
      { title: 'expertise', per: 'piece' },
      { title: 'expertise', per: 'h' },
    ])
    const kept = await rows(
      old.db,
      sql`select o.name, l.title, l.hidden_at as hidden, st_astext(s.exact) as place
          from listing l join organisation o on o.id = l.organisation_id join site s on s.id = l.site_id
          where l.resource_kind = 'material'`,
    )
    expect(kept).toEqual([{ name: 'Marani', title: 'ჭაჭა', hidden: null, place: 'POINT(45.5 41.9)' }])
  } finally {
    await old.close()
  }
})
