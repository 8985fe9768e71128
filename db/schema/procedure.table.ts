import { boolean, date, json, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { ProcedureDefinition, ProcedureForms } from './procedure-definition';

/** Contents by SHA-256 of their text (`contracts/content.ts`): written once, never changed. */
export const contentTable = pgTable('content', {
  hash: text('hash').primaryKey(),
  body: text('body').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});

export const procedureVersionTable = pgTable(
  'procedure_version',
  {
    key: text('key').notNull(),
    regime: text('regime').notNull(),
    version: text('version')
      .notNull()
      .references(() => contentTable.hash),
    name: text('name').notNull(),
    officialCode: text('official_code').notNull(),
    effectiveFrom: date('effective_from', { mode: 'string' }).notNull(),
    effectiveTo: date('effective_to', { mode: 'string' }),
    definition: jsonb('definition').$type<ProcedureDefinition>().notNull(),
    forms: json('forms').$type<ProcedureForms>().notNull(),
    bpmnXml: text('bpmn_xml').notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true }).notNull().defaultNow(),
    current: boolean('current').notNull().default(true),
  },
  (table) => [primaryKey({ columns: [table.key, table.regime, table.version] })],
);

export const calendarVersionTable = pgTable('calendar_version', {
  version: text('version')
    .primaryKey()
    .references(() => contentTable.hash),
  current: boolean('current').notNull().default(true),
  publishedAt: timestamp('published_at', { withTimezone: true }).notNull().defaultNow(),
});

/** What was published from files last, so that a start with unchanged files publishes nothing. */
export const publicationTable = pgTable('publication', {
  source: text('source').primaryKey(),
  fingerprint: text('fingerprint').notNull(),
  publishedAt: timestamp('published_at', { withTimezone: true }).notNull().defaultNow(),
});

/** Kept by `db/migrate.ts`, which also creates it. */
export const schemaMigrationTable = pgTable('schema_migration', {
  name: text('name').primaryKey(),
  sha256: text('sha256').notNull(),
  appliedAt: timestamp('applied_at', { withTimezone: true }).notNull().defaultNow(),
});
