import { jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { SimulationResult } from '../../domain/dossier/simulation';
import { accountTable } from './account.table';
import { dossierTable } from './dossier.table';

export const simulationTable = pgTable('simulation', {
  id: uuid('id').primaryKey(),
  dossierId: uuid('dossier_id')
    .notNull()
    .references(() => dossierTable.id),
  createdBy: uuid('created_by')
    .notNull()
    .references(() => accountTable.id),
  until: timestamp('until', { withTimezone: true }).notNull(),
  status: text('status').$type<'running' | 'done' | 'failed'>().notNull().default('running'),
  result: jsonb('result').$type<SimulationResult>(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  finishedAt: timestamp('finished_at', { withTimezone: true }),
});
