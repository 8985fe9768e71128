import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { dossierTable } from './dossier.table';
import { storedFileTable } from './draft.table';

export const documentTable = pgTable('document', {
  id: uuid('id').primaryKey(),
  dossierId: uuid('dossier_id')
    .notNull()
    .references(() => dossierTable.id),
  kind: text('kind').notNull(),
  /** One document for one cause, however often it is rendered. */
  requestKey: text('request_key').notNull(),
  sha256: text('sha256')
    .notNull()
    .references(() => storedFileTable.sha256),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});
