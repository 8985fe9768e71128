import { boolean, pgTable, primaryKey, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { dossierTable } from './dossier.table';

export const deadlineThresholdTable = pgTable(
  'deadline_threshold',
  {
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossierTable.id),
    deadlineId: text('deadline_id').notNull(),
    cycle: smallint('cycle').notNull(),
    percent: smallint('percent').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
    /** When the commit that wrote it was made. */
    writtenAt: timestamp('written_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.deadlineId, table.percent] })],
);

export const escalationTable = pgTable(
  'escalation',
  {
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossierTable.id),
    deadlineId: text('deadline_id').notNull(),
    cycle: smallint('cycle').notNull(),
    percent: smallint('percent').notNull(),
    dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
    thresholdAt: timestamp('threshold_at', { withTimezone: true }).notNull(),
    recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().defaultNow(),
    /** It came due while the sweeper was down. */
    caughtUp: boolean('caught_up').notNull(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.deadlineId, table.cycle, table.percent] })],
);
