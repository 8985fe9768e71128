import { bigint, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { accountTable, type SignInMethod } from './account.table';

const account = () =>
  uuid('account_id')
    .notNull()
    .references(() => accountTable.id);
const moment = (name: string) => timestamp(name, { withTimezone: true });

export const passwordHistoryTable = pgTable('password_history', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  accountId: account(),
  passwordHash: text('password_hash').notNull(),
  replacedAt: moment('replaced_at').notNull().defaultNow(),
});

export const termsAcceptanceTable = pgTable(
  'terms_acceptance',
  {
    accountId: account(),
    version: text('version').notNull(),
    acceptedAt: moment('accepted_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.version] })],
);

export const secondFactorTable = pgTable('second_factor', {
  accountId: account().primaryKey(),
  sealedSecret: text('sealed_secret').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  confirmedAt: moment('confirmed_at'),
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
});

export const recoveryCodeTable = pgTable(
  'recovery_code',
  { accountId: account(), codeHash: text('code_hash').notNull(), usedAt: moment('used_at') },
  (table) => [primaryKey({ columns: [table.accountId, table.codeHash] })],
);

export const signInChallengeTable = pgTable('sign_in_challenge', {
  idHash: text('id_hash').primaryKey(),
  accountId: account(),
  method: text('method').$type<SignInMethod>().notNull(),
  attemptsLeft: integer('attempts_left').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  expiresAt: moment('expires_at').notNull(),
});

export const signInFailureTable = pgTable(
  'sign_in_failure',
  {
    nameHash: text('name_hash').notNull(),
    origin: text('origin').notNull(),
    failures: integer('failures').notNull(),
    lastAt: moment('last_at').notNull(),
    blockedUntil: moment('blocked_until'),
  },
  (table) => [primaryKey({ columns: [table.nameHash, table.origin] })],
);
