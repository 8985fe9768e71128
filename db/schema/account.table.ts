import { sql } from 'drizzle-orm';
import { boolean, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Role } from '../../domain/access/roles';
import { unitTable } from './unit.table';

/** How somebody has shown who he is; the second factor, where there is one, comes on top. */
export type SignInMethod = 'password' | 'oidc';

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
  /** Null: still the one-time secret it was issued with (A7.3a). */
  passwordChangedAt: timestamp('password_changed_at', { withTimezone: true }),
  devicesSince: timestamp('devices_since', { withTimezone: true })
    .notNull()
    .default(sql`'-infinity'`),
  oidcSubject: text('oidc_subject').unique(),
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
  id: uuid('id').notNull().defaultRandom(),
  address: text('address').notNull().default(''),
  userAgent: text('user_agent').notNull().default(''),
  method: text('method').$type<SignInMethod>().notNull().default('password'),
  recentUntil: timestamp('recent_until', { withTimezone: true }),
});
