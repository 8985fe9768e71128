import { sql } from 'drizzle-orm';
import { bigint, boolean, date, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ReportPeriod } from '../../domain/reports/report-period';
import type { ReportStatus } from '../../domain/reports/report-state';
import { caseRecordTable } from './case.table';
import { unitTable } from './unit.table';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** The register of periodic reports (seed Điều 11.8, 15.5). */
export const periodicReportTable = pgTable(
  'periodic_report',
  {
    id: uuid('id')
      .primaryKey()
      .references(() => caseRecordTable.id),
    number: bigint('number', { mode: 'number' }).notNull().unique().generatedAlwaysAsIdentity(),
    unitId: text('unit_id')
      .notNull()
      .references(() => unitTable.id),
    receiverUnitId: text('receiver_unit_id').references(() => unitTable.id),
    period: text('period').$type<ReportPeriod>().notNull(),
    fromDay: date('from_day', { mode: 'string' }).notNull(),
    toDay: date('to_day', { mode: 'string' }).notNull(),
    status: text('status').$type<ReportStatus>().notNull(),
    openedAt: instant('opened_at').notNull(),
    dueAt: instant('due_at').notNull(),
    sentLate: boolean('sent_late').notNull(),
    sentAt: instant('sent_at'),
    closedAt: instant('closed_at'),
  },
  (table) => [
    uniqueIndex('periodic_report_regular')
      .on(table.unitId, table.period, table.fromDay)
      .where(sql`period <> 'onDemand'`),
    index('periodic_report_by_opening').on(table.openedAt.desc(), table.id),
    index('periodic_report_to_draw')
      .on(table.openedAt)
      .where(sql`status = 'collecting'`),
  ],
);
