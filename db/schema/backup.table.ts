import { bigint, boolean, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Which installation this database is; one row. */
export const installation = pgTable('installation', {
  id: uuid('id').notNull().defaultRandom(),
  onlyOne: boolean('only_one').primaryKey().default(true),
  /** No periodic report is owed of a time before. */
  createdAt: instant('created_at').notNull().defaultNow(),
});

/** The register of backups; the sets themselves lie outside (A18.1). */
export const backupSet = pgTable(
  'backup_set',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    name: text('name').unique(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }),
    rowCount: bigint('row_count', { mode: 'number' }),
    filesAdded: integer('files_added'),
    damagedFiles: text('damaged_files').array().notNull().default([]),
    verifiedAt: instant('verified_at'),
    verifiedMs: integer('verified_ms'),
    removedAt: instant('removed_at'),
    faultCode: text('fault_code'),
    fault: text('fault'),
  },
  (table) => [index('backup_set_started').on(table.startedAt.desc())],
);
