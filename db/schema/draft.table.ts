import { bigint, date, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { accountTable } from './account.table';
import { unitTable } from './unit.table';

export type Channel = 'COUNTER' | 'ONLINE' | 'POST';

export interface HandedInComponent {
  readonly copies: number;
  readonly note?: string;
}

export const draftTable = pgTable('draft', {
  id: uuid('id').primaryKey(),
  version: integer('version').notNull().default(1),
  procedureKey: text('procedure_key').notNull(),
  regime: text('regime').notNull(),
  unitId: text('unit_id')
    .notNull()
    .references(() => unitTable.id),
  createdBy: uuid('created_by').references(() => accountTable.id),
  channel: text('channel').$type<Channel>().notNull().default('COUNTER'),
  form: jsonb('form').$type<Readonly<Record<string, unknown>>>().notNull().default({}),
  components: jsonb('components').$type<Readonly<Record<string, HandedInComponent>>>().notNull().default({}),
  externalCode: text('external_code'),
  dossierId: uuid('dossier_id'),
  dossierCode: text('dossier_code'),
  lookupSecret: text('lookup_secret'),
  /** Given with the code: it is submitted as it was received, whenever that succeeds. */
  receivedAt: timestamp('received_at', { withTimezone: true }),
  procedureVersion: text('procedure_version'),
  submittedAt: timestamp('submitted_at', { withTimezone: true }),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
});

export const storedFileTable = pgTable('stored_file', {
  sha256: text('sha256').primaryKey(),
  sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
  mediaType: text('media_type').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});

export const attachmentTable = pgTable('attachment', {
  id: uuid('id').primaryKey(),
  draftId: uuid('draft_id').references(() => draftTable.id),
  dossierId: uuid('dossier_id'),
  componentId: text('component_id').notNull(),
  fileName: text('file_name').notNull(),
  sha256: text('sha256')
    .notNull()
    .references(() => storedFileTable.sha256),
  uploadedBy: uuid('uploaded_by').references(() => accountTable.id),
  uploadedAt: timestamp('uploaded_at', { withTimezone: true }).notNull().defaultNow(),
});

/** Last number given out per agency and Vietnamese day; the next one is taken with an upsert. */
export const codeSerialTable = pgTable(
  'code_serial',
  {
    agencyCode: text('agency_code').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    last: integer('last').notNull(),
  },
  (table) => [primaryKey({ columns: [table.agencyCode, table.day] })],
);
