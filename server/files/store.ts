import { and, count, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { file, fileContent } from '../../db/schema/index.ts'
import type { AttachedFile } from './schema.ts'

export type FileRow = typeof file.$inferSelect
export type SubjectKind = NonNullable<FileRow['subjectKind']>

/** What a file belongs to. */
export interface Subject {
  kind: SubjectKind
  id: number
}

/** Stores a file with its bytes. */
export async function insertFile(db: Db, row: typeof file.$inferInsert, content: Uint8Array): Promise<void> {
  await db.insert(file).values(row)
  await db.insert(fileContent).values({ fileId: row.id, content })
}

/** One file without its bytes; null when there is none. */
export async function readFileRow(db: Db, id: string): Promise<FileRow | null> {
  const [found] = await db.select().from(file).where(eq(file.id, id))
  return found ?? null
}

export async function readContent(db: Db, id: string): Promise<Uint8Array> {
  const [found] = await db
    .select({ content: fileContent.content })
    .from(fileContent)
    .where(eq(fileContent.fileId, id))
  return found!.content
}

/** Files by id, locked until the transaction ends. */
export async function holdFiles(db: Db, ids: readonly string[]): Promise<FileRow[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(file)
    .where(inArray(file.id, [...ids]))
    .orderBy(file.id)
    .for('update')
}

/** The files of a subject in the order in which they came in, kept from being taken out until the transaction ends. */
export const holdFilesOf = (db: Db, { kind, id }: Subject): Promise<FileRow[]> =>
  db
    .select()
    .from(file)
    .where(and(eq(file.subjectKind, kind), eq(file.subjectId, id)))
    .orderBy(file.createdAt, file.id)
    .for('share')

/** Of how many files with the same bytes an organisation has the most, among those with these hashes. */
export async function countAlike(db: Db, organisationId: number, hashes: readonly string[]): Promise<number> {
  if (hashes.length === 0) return 0
  const [found] = await db
    .select({ files: count() })
    .from(file)
    .where(and(eq(file.organisationId, organisationId), inArray(file.sha256, [...hashes])))
    .groupBy(file.sha256)
    .orderBy(desc(count()))
    .limit(1)
  return Number(found?.files ?? 0)
}

/** Stores a file with the bytes of another one, which do not leave the database for it. It keeps its age, and so its place in lists. */
export async function copyFile(
  db: Db,
  from: string,
  { id, organisationId, uploadedBy }: Pick<FileRow, 'id' | 'organisationId' | 'uploadedBy'>,
): Promise<void> {
  await rows(
    db,
    sql`insert into file (id, organisation_id, uploaded_by, purpose, name, media_type, size_bytes, sha256, created_at)
        select ${id}::uuid, ${organisationId}::int, ${uploadedBy}::int, purpose, name, media_type, size_bytes, sha256,
          created_at from file where id = ${from}::uuid`,
  )
  await rows(
    db,
    sql`insert into file_content (file_id, content)
        select ${id}::uuid, content from file_content where file_id = ${from}::uuid`,
  )
}

export const filesOf = (db: Db, { kind, id }: Subject): Promise<{ id: string }[]> =>
  db
    .select({ id: file.id })
    .from(file)
    .where(and(eq(file.subjectKind, kind), eq(file.subjectId, id)))

/** The files of several subjects of one kind, by subject, in the order in which they came in. */
export async function filesBySubject(
  db: Db,
  kind: SubjectKind,
  ids: readonly number[],
): Promise<Map<number, AttachedFile[]>> {
  if (ids.length === 0) return new Map()
  const shown = { id: file.id, name: file.name, mediaType: file.mediaType, sizeBytes: file.sizeBytes }
  const found = await db
    .select({ subjectId: file.subjectId, shown })
    .from(file)
    .where(and(eq(file.subjectKind, kind), inArray(file.subjectId, [...ids])))
    .orderBy(file.createdAt, file.id)
  const bySubject = Map.groupBy(found, ({ subjectId }) => subjectId!)
  return new Map([...bySubject].map(([id, files]) => [id, files.map((row) => row.shown)]))
}

export async function setSubject(db: Db, ids: readonly string[], { kind, id }: Subject): Promise<void> {
  if (ids.length === 0) return
  await db
    .update(file)
    .set({ subjectKind: kind, subjectId: id })
    .where(inArray(file.id, [...ids]))
}

export async function deleteFiles(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.delete(file).where(inArray(file.id, [...ids]))
}

/** How many files somebody uploaded that belong to nothing yet. */
export async function countLoose(db: Db, accountId: number): Promise<number> {
  const [found] = await db
    .select({ files: count() })
    .from(file)
    .where(and(eq(file.uploadedBy, accountId), isNull(file.subjectKind)))
  return Number(found!.files)
}

/** Deletes what was uploaded before an instant and never attached; returns how many. */
export async function deleteLoose(db: Db, before: string): Promise<number> {
  const gone = await db
    .delete(file)
    .where(and(isNull(file.subjectKind), lt(file.createdAt, before)))
    .returning({ id: file.id })
  return gone.length
}
