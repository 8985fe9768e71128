import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { HandoverStatus } from '../../domain/handovers/handover-state';
import type { ProjectStatus } from '../../domain/projects/project-state';
import { caseRecordTable } from './case.table';
import { unitTable } from './unit.table';

const instant = (name: string) => timestamp(name, { withTimezone: true });
const number = () => bigint('number', { mode: 'number' }).notNull().unique().generatedAlwaysAsIdentity();
const unit = (name: string) =>
  text(name)
    .notNull()
    .references(() => unitTable.id);

/** The register of contractors' projects (seed Điều 16). */
export const contractorProjectTable = pgTable(
  'contractor_project',
  {
    id: uuid('id')
      .primaryKey()
      .references(() => caseRecordTable.id),
    number: number(),
    name: text('name').notNull(),
    status: text('status').$type<ProjectStatus>().notNull(),
    ownerUnitId: unit('owner_unit_id'),
    contractorUnitId: unit('contractor_unit_id'),
    registeredAt: instant('registered_at').notNull(),
    planApprovedAt: instant('plan_approved_at'),
    acceptedAt: instant('accepted_at'),
    liveAt: instant('live_at'),
    closedAt: instant('closed_at'),
  },
  (table) => [
    index('contractor_project_by_registration').on(table.registeredAt.desc(), table.id),
    index('contractor_project_by_contractor').on(table.contractorUnitId),
  ],
);

/** The register of handovers (seed Điều 13.2, 15.3, 16.3). */
export const handoverTable = pgTable(
  'handover',
  {
    id: uuid('id')
      .primaryKey()
      .references(() => caseRecordTable.id),
    number: number(),
    subject: text('subject').notNull(),
    status: text('status').$type<HandoverStatus>().notNull(),
    projectId: uuid('project_id').references(() => contractorProjectTable.id),
    giverUnitId: unit('giver_unit_id'),
    actingUnitId: unit('acting_unit_id'),
    receiverUnitId: unit('receiver_unit_id'),
    preparedAt: instant('prepared_at').notNull(),
    items: integer('items').notNull(),
    completedAt: instant('completed_at'),
    closedAt: instant('closed_at'),
  },
  (table) => [
    index('handover_by_preparation').on(table.preparedAt.desc(), table.id),
    index('handover_by_project')
      .on(table.projectId)
      .where(sql`project_id is not null`),
  ],
);
