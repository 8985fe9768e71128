import { sql } from 'drizzle-orm';
import { bigint, integer, jsonb, pgTable, primaryKey, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { DossierCommandType } from '../../domain/dossier/dossier-command';
import type { DossierEntry } from '../../domain/dossier/dossier-log';
import type { DossierState } from '../../domain/dossier/dossier-state';
import type { DossierStatus, PublicState } from '../../domain/dossier/dossier-status';
import type { Channel } from './draft.table';
import { tsvector } from './tsvector';
import { unitTable } from './unit.table';

/** Business data, and the projection of the running process that only its commits write (`db/projections/`). */
export const dossierTable = pgTable('dossier', {
  id: uuid('id').primaryKey(),
  code: text('code').notNull(),
  procedureKey: text('procedure_key').notNull(),
  regime: text('regime').notNull(),
  procedureVersion: text('procedure_version').notNull(),
  receivingUnitId: text('receiving_unit_id')
    .notNull()
    .references(() => unitTable.id),
  handlingUnitId: text('handling_unit_id')
    .notNull()
    .references(() => unitTable.id),
  channel: text('channel').$type<Channel>().notNull(),
  externalCode: text('external_code'),
  lookupSecret: text('lookup_secret').notNull(),
  applicantName: text('applicant_name').notNull(),
  form: jsonb('form').$type<Readonly<Record<string, unknown>>>().notNull(),
  seq: integer('seq').notNull().default(0),
  status: text('status').$type<DossierStatus>().notNull(),
  publicState: smallint('public_state').$type<PublicState>().notNull(),
  receivedAt: timestamp('received_at', { withTimezone: true }).notNull(),
  promisedAt: timestamp('promised_at', { withTimezone: true }),
  dueAt: timestamp('due_at', { withTimezone: true }),
  pauseReasons: text('pause_reasons').array().notNull().default([]),
  clockStoppedAt: timestamp('clock_stopped_at', { withTimezone: true }),
  outcome: text('outcome').$type<'early' | 'onTime' | 'late'>(),
  closedAt: timestamp('closed_at', { withTimezone: true }),
  clockOffsetMs: bigint('clock_offset_ms', { mode: 'number' }).notNull().default(0),
  snapshot: jsonb('snapshot').$type<DossierState>(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  nearDueAt: timestamp('near_due_at', { withTimezone: true }),
});

/** What a dossier is found by, in rows of its own; triggers of `dossier` write it in the same transaction. */
export const dossierSearchTable = pgTable('dossier_search', {
  dossierId: uuid('dossier_id')
    .primaryKey()
    .references(() => dossierTable.id),
  receivedAt: timestamp('received_at', { withTimezone: true }).notNull(),
  receivingUnitId: text('receiving_unit_id').notNull(),
  handlingUnitId: text('handling_unit_id').notNull(),
  /** Lower case without accents. */
  words: text('words').notNull(),
  /** Its words, and its units as `u:<id>`. */
  tokens: tsvector('tokens').generatedAlwaysAs(sql`search_tokens(words, receiving_unit_id, handling_unit_id)`),
});

export const dossierEventTable = pgTable(
  'dossier_event',
  {
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossierTable.id),
    seq: integer('seq').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    command: text('command').$type<DossierCommandType>().notNull(),
    actor: text('actor').notNull(),
    requestKey: text('request_key').notNull(),
    submissionId: text('submission_id'),
    entries: jsonb('entries').$type<readonly DossierEntry[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.seq] })],
);

/** Texts and form data of a step, stored before the step and applied by its commit. */
export const submissionTable = pgTable('submission', {
  id: text('id').primaryKey(),
  dossierId: uuid('dossier_id').notNull(),
  kind: text('kind').notNull(),
  payload: jsonb('payload').$type<Readonly<Record<string, unknown>>>().notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  appliedSeq: integer('applied_seq'),
});
