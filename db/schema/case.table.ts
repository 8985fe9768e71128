import { date, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { CaseKind, CaseState } from '../../domain/cases/case-state';
import type { DatedEvent } from '../../domain/cases/decide-case';
import type { AccountStatus, HeldDuty, LockReason, PendingRequest } from '../../domain/accounts/account-state';
import { accountTable } from './account.table';
import { storedFileTable } from './draft.table';
import { unitTable } from './unit.table';

const moment = (name: string) => timestamp(name, { withTimezone: true });

export const caseRecordTable = pgTable('case_record', {
  id: uuid('id').primaryKey(),
  kind: text('kind').$type<CaseKind>().notNull(),
  status: text('status').notNull(),
  seq: integer('seq').notNull(),
  unitId: text('unit_id').references(() => unitTable.id),
  openedAt: moment('opened_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
  /** When something happens by itself. */
  dueAt: moment('due_at'),
  closedAt: moment('closed_at'),
  snapshot: jsonb('snapshot').$type<CaseState>().notNull(),
});

export const caseEventTable = pgTable(
  'case_event',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => caseRecordTable.id),
    seq: integer('seq').notNull(),
    at: moment('at').notNull(),
    command: text('command').notNull(),
    actor: text('actor').notNull(),
    requestKey: text('request_key').notNull(),
    submissionId: text('submission_id'),
    events: jsonb('events').$type<readonly DatedEvent[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.seq] })],
);

/** Texts of a step; stored before the step, so the case may not be there yet. */
export const caseSubmissionTable = pgTable('case_submission', {
  id: text('id').primaryKey(),
  caseId: uuid('case_id').notNull(),
  command: text('command').notNull(),
  payload: jsonb('payload').$type<Readonly<Record<string, unknown>>>().notNull(),
  createdBy: uuid('created_by').references(() => accountTable.id),
  createdAt: moment('created_at').notNull().defaultNow(),
  appliedSeq: integer('applied_seq'),
});

export const caseFileTable = pgTable('case_file', {
  id: uuid('id').primaryKey(),
  /** Absent until a step names it. */
  caseId: uuid('case_id'),
  submissionId: text('submission_id'),
  fileName: text('file_name').notNull(),
  sha256: text('sha256')
    .notNull()
    .references(() => storedFileTable.sha256),
  uploadedBy: uuid('uploaded_by').references(() => accountTable.id),
  uploadedAt: moment('uploaded_at').notNull().defaultNow(),
});

export const personTable = pgTable('person', {
  id: uuid('id').primaryKey(),
  fullName: text('full_name').notNull(),
  birthDate: date('birth_date', { mode: 'string' }),
  /** Absent: entered with the organisation, not yet identified. */
  nationalIdSealed: text('national_id_sealed'),
  /** Keyed hash, the same for the same number: the look-up, and the guard of one account a person. */
  nationalIdHash: text('national_id_hash').unique(),
  identityCheckedAt: moment('identity_checked_at'),
  createdAt: moment('created_at').notNull().defaultNow(),
});

export const usernameReservationTable = pgTable('username_reservation', {
  username: text('username').primaryKey(),
  personId: uuid('person_id')
    .notNull()
    .references(() => personTable.id),
});

export const accountRegisterTable = pgTable('account_register', {
  accountId: uuid('account_id')
    .primaryKey()
    .references(() => caseRecordTable.id),
  personId: uuid('person_id')
    .notNull()
    .references(() => personTable.id),
  username: text('username'),
  status: text('status').$type<AccountStatus>().notNull(),
  unitId: text('unit_id').references(() => unitTable.id),
  position: text('position'),
  projectId: uuid('project_id'),
  duties: jsonb('duties').$type<readonly HeldDuty[]>().notNull(),
  pending: jsonb('pending').$type<PendingRequest>(),
  issuedAt: moment('issued_at'),
  changeBy: moment('change_by'),
  lockReason: text('lock_reason').$type<LockReason>(),
  lockedAt: moment('locked_at'),
  departsOn: date('departs_on', { mode: 'string' }),
  closedAt: moment('closed_at'),
});
