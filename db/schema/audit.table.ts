import { bigint, customType, date, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { AuditAction } from '../../contracts/audit-actions';
import type { JsonValue } from '../../domain/json';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Only grows; see migration 0014 and `db/grants.sql`. */
export const auditEntryTable = pgTable('audit_entry', {
  /** Begins with the moment: in the order of time. */
  id: uuid('id').primaryKey(),
  /** In the order of writing. */
  serial: bigint('serial', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
  at: moment('at').notNull(),
  actor: text('actor').notNull(),
  action: text('action').$type<AuditAction>().notNull(),
  subjectType: text('subject_type'),
  subjectId: text('subject_id'),
  unitId: text('unit_id'),
  detail: jsonb('detail').$type<JsonValue>().notNull(),
  address: text('address'),
});

export const auditSealTable = pgTable('audit_seal', {
  number: bigint('number', { mode: 'number' }).primaryKey(),
  entryId: uuid('entry_id')
    .notNull()
    .unique()
    .references(() => auditEntryTable.id),
  serial: bigint('serial', { mode: 'number' }).notNull(),
  previousHash: bytea('previous_hash').notNull(),
  hash: bytea('hash').notNull(),
  sealedAt: moment('sealed_at').notNull(),
});

export const auditHeadTable = pgTable('audit_head', {
  day: date('day', { mode: 'string' }).primaryKey(),
  number: bigint('number', { mode: 'number' }).notNull(),
  hash: bytea('hash').notNull(),
  publishedAt: moment('published_at').notNull().defaultNow(),
});

export const auditCheckTable = pgTable('audit_check', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: moment('at').notNull().defaultNow(),
  number: bigint('number', { mode: 'number' }).notNull(),
  problem: jsonb('problem').$type<JsonValue>(),
});
