import { bigint, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

export const outboxTable = pgTable('outbox', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  key: text('key').notNull(),
  kind: text('kind').notNull(),
  /** `null`: of no dossier (the head of the audit log). */
  dossierId: uuid('dossier_id'),
  /** Step that asked for it; `null`: asked for by no step (escalations). */
  seq: integer('seq'),
  orderingKey: text('ordering_key').notNull(),
  payload: jsonb('payload').$type<Readonly<Record<string, unknown>>>().notNull(),
  /** What the first attempt sent, where every attempt has to send the same. */
  message: jsonb('message').$type<Readonly<Record<string, unknown>>>(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  attempts: integer('attempts').notNull().default(0),
  nextAttemptAt: timestamp('next_attempt_at', { withTimezone: true }).notNull().defaultNow(),
  deliveredAt: timestamp('delivered_at', { withTimezone: true }),
  failedAt: timestamp('failed_at', { withTimezone: true }),
  lastError: text('last_error'),
});
