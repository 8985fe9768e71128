import { date, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Preferences } from '../../contracts/preference.schema';
import { accountTable } from './account.table';
import { dossierTable } from './dossier.table';

const account = (name: string) =>
  uuid(name)
    .notNull()
    .references(() => accountTable.id);
const dossier = () =>
  uuid('dossier_id')
    .notNull()
    .references(() => dossierTable.id);
const moment = (name: string) => timestamp(name, { withTimezone: true });

export const accountPreferenceTable = pgTable('account_preference', {
  accountId: account('account_id').primaryKey(),
  preferences: jsonb('preferences').$type<Preferences>().notNull(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
});

export const dossierCommentTable = pgTable('dossier_comment', {
  id: uuid('id').primaryKey(),
  dossierId: dossier(),
  authorId: account('author_id'),
  body: text('body').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
});

export const dossierSeenTable = pgTable(
  'dossier_seen',
  {
    accountId: account('account_id'),
    dossierId: dossier(),
    seq: integer('seq').notNull(),
    seenAt: moment('seen_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.dossierId] })],
);

export const delegationTable = pgTable('delegation', {
  id: uuid('id').primaryKey(),
  fromAccount: account('from_account'),
  toAccount: account('to_account'),
  firstDay: date('first_day', { mode: 'string' }).notNull(),
  lastDay: date('last_day', { mode: 'string' }).notNull(),
  reason: text('reason').notNull(),
  createdBy: account('created_by'),
  createdAt: moment('created_at').notNull().defaultNow(),
  endedAt: moment('ended_at'),
});
