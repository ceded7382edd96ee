import { customType, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../columns.ts'
import { account } from './accounts.ts'
import { organisation } from './organisations.ts'

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** A photo or document; its bytes stand apart, so that lists do not drag them along. Kept in the database, so that every process and every backup has them. */
export const file = pgTable(
  'file',
  {
    id: uuid('id').primaryKey(),
    organisationId: integer('organisation_id').references(() => organisation.id, { onDelete: 'cascade' }),
    uploadedBy: integer('uploaded_by').references(() => account.id, { onDelete: 'set null' }),
    /** What it belongs to; null until it is attached, and swept after a day. */
    subjectKind: text('subject_kind', { enum: ['listing', 'message', 'shipment'] }),
    subjectId: integer('subject_id'),
    purpose: text('purpose', {
      enum: ['photo', 'safety_data_sheet', 'analysis', 'weighbridge_note', 'other'],
    }).notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    sha256: text('sha256').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('file_subject').on(t.subjectKind, t.subjectId),
    index('file_organisation').on(t.organisationId),
  ],
)

export const fileContent = pgTable('file_content', {
  fileId: uuid('file_id')
    .primaryKey()
    .references(() => file.id, { onDelete: 'cascade' }),
  content: bytes('content').notNull(),
})
