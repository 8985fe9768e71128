import { boolean, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { accountTable } from './account.table';
import { dossierTable } from './dossier.table';
import { unitTable } from './unit.table';

export const taskTable = pgTable(
  'task',
  {
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossierTable.id),
    instance: integer('instance').notNull(),
    element: text('element').notNull(),
    name: text('name').notNull(),
    state: text('state').$type<'open' | 'completed' | 'cancelled'>().notNull(),
    suspended: boolean('suspended').notNull().default(false),
    unitId: text('unit_id')
      .notNull()
      .references(() => unitTable.id),
    role: text('role').notNull(),
    assignee: uuid('assignee').references(() => accountTable.id),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull(),
    targetAt: timestamp('target_at', { withTimezone: true }),
    closedAt: timestamp('closed_at', { withTimezone: true }),
    closedBy: text('closed_by'),
    /** Copied here so that the inbox is one index range scan. */
    dossierDueAt: timestamp('dossier_due_at', { withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.instance] })],
);
