import { bigint, date, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { SettlementKind } from '../../domain/dossier/dossier-state';
import { dossierTable } from './dossier.table';

export const taxSlipTable = pgTable(
  'tax_slip',
  {
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossierTable.id),
    version: integer('version').notNull(),
    number: text('number').notNull(),
    sentAt: timestamp('sent_at', { withTimezone: true }),
    returnedAt: timestamp('returned_at', { withTimezone: true }),
    returnReason: text('return_reason'),
    data: jsonb('data').$type<Readonly<Record<string, unknown>>>().notNull().default({}),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.version] })],
);

export const taxNoticeTable = pgTable(
  'tax_notice',
  {
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossierTable.id),
    number: text('number').notNull(),
    slipVersion: integer('slip_version').notNull(),
    /** Message that brought it. */
    messageId: text('message_id'),
    item: text('item').notNull(),
    subItem: text('sub_item'),
    /** Đồng. */
    amount: bigint('amount', { mode: 'number' }).notNull(),
    dueOn: date('due_on', { mode: 'string' }),
    treasuryAccount: text('treasury_account'),
    settledKind: text('settled_kind').$type<SettlementKind>(),
    receipt: text('receipt'),
    settledAt: timestamp('settled_at', { withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.slipVersion, table.number] })],
);
