import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { CopyKind } from '../../domain/portable-copies/copy-period';
import type { CopyStatus } from '../../domain/portable-copies/copy-state';
import { caseRecordTable } from './case.table';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** The register of copies on portable disks (seed Điều 18.1). */
export const portableCopyTable = pgTable(
  'portable_copy',
  {
    id: uuid('id')
      .primaryKey()
      .references(() => caseRecordTable.id),
    number: bigint('number', { mode: 'number' }).notNull().unique().generatedAlwaysAsIdentity(),
    kind: text('kind').$type<CopyKind>().notNull(),
    regular: boolean('regular').notNull(),
    fromDay: date('from_day', { mode: 'string' }),
    toDay: date('to_day', { mode: 'string' }),
    status: text('status').$type<CopyStatus>().notNull(),
    openedAt: instant('opened_at').notNull(),
    dueAt: instant('due_at').notNull(),
    disk: text('disk'),
    attempt: integer('attempt').notNull(),
    takenAt: instant('taken_at'),
    shelf: text('shelf'),
    archivedAt: instant('archived_at'),
    archivedLate: boolean('archived_late').notNull(),
    closedAt: instant('closed_at'),
  },
  (table) => [
    uniqueIndex('portable_copy_regular')
      .on(table.kind, table.fromDay)
      .where(sql`regular`),
    index('portable_copy_by_opening').on(table.openedAt.desc(), table.id),
    index('portable_copy_to_write')
      .on(table.openedAt)
      .where(sql`status = 'copying'`),
  ],
);
