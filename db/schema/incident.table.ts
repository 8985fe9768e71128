import { sql } from 'drizzle-orm';
import { bigint, boolean, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { caseRecordTable } from './case.table';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** The register of incidents (seed Điều 19). */
export const incidentTable = pgTable(
  'incident',
  {
    id: uuid('id')
      .primaryKey()
      .references(() => caseRecordTable.id),
    number: bigint('number', { mode: 'number' }).notNull().unique().generatedAlwaysAsIdentity(),
    class: text('class').notNull(),
    severity: text('severity').notNull(),
    status: text('status').notNull(),
    duty: text('duty').notNull(),
    source: text('source').notNull(),
    sourceKey: text('source_key').unique(),
    detectedAt: instant('detected_at').notNull(),
    reportedAt: instant('reported_at').notNull(),
    reportedBy: text('reported_by').notNull(),
    interruptedSince: instant('interrupted_since'),
    limitAt: instant('limit_at'),
    late: boolean('late').notNull().default(false),
    fixedAt: instant('fixed_at'),
    closedAt: instant('closed_at'),
  },
  (table) => [
    index('incident_open')
      .on(table.detectedAt.desc(), table.id)
      .where(sql`closed_at is null`),
    index('incident_by_detection').on(table.detectedAt.desc(), table.id),
  ],
);

/** Functions held by stop orders (A19.1a). */
export const stoppedFunctionTable = pgTable(
  'stopped_function',
  {
    incidentId: uuid('incident_id')
      .notNull()
      .references(() => incidentTable.id),
    function: text('function').notNull(),
    mode: text('mode').notNull(),
    since: instant('since').notNull(),
    orderedBy: text('ordered_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.incidentId, table.function] })],
);
