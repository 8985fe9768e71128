import { integer, jsonb, pgTable, primaryKey, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** What partners sent: the same message gets the same answer. */
export const inboundMessageTable = pgTable(
  'inbound_message',
  {
    partner: text('partner').notNull(),
    messageId: text('message_id').notNull(),
    bodySha256: text('body_sha256').notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull().defaultNow(),
    answer: jsonb('answer').$type<unknown>(),
  },
  (table) => [primaryKey({ columns: [table.partner, table.messageId] })],
);

export const usedNonceTable = pgTable(
  'used_nonce',
  {
    keyId: text('key_id').notNull(),
    nonce: text('nonce').notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.keyId, table.nonce] })],
);

/** What accounts asked for under an Idempotency-Key. */
export const idempotentRequestTable = pgTable(
  'idempotent_request',
  {
    accountId: uuid('account_id').notNull(),
    key: text('key').notNull(),
    fingerprint: text('fingerprint').notNull(),
    /** Requests under this key that were not refused. */
    senders: integer('senders').notNull().default(1),
    status: smallint('status'),
    body: jsonb('body').$type<unknown>(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.key] })],
);
