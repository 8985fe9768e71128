import { boolean, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Role } from '../../domain/access/roles';
import { unitTable } from './unit.table';

export const accountTable = pgTable('account', {
  id: uuid('id').primaryKey(),
  username: text('username').notNull(),
  displayName: text('display_name').notNull(),
  email: text('email').notNull(),
  title: text('title').notNull().default(''),
  unitId: text('unit_id')
    .notNull()
    .references(() => unitTable.id),
  passwordHash: text('password_hash').notNull(),
  active: boolean('active').notNull().default(true),
});

export const accountRoleTable = pgTable(
  'account_role',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accountTable.id),
    role: text('role').$type<Role>().notNull(),
    unitId: text('unit_id')
      .notNull()
      .references(() => unitTable.id),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.role, table.unitId] })],
);

export const sessionTable = pgTable('session', {
  idHash: text('id_hash').primaryKey(),
  accountId: uuid('account_id')
    .notNull()
    .references(() => accountTable.id),
  csrfToken: text('csrf_token').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull().defaultNow(),
});
