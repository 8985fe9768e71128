import { boolean, pgTable, text, type AnyPgColumn } from 'drizzle-orm/pg-core';
import type { UnitKind } from '../../domain/access/unit-kind';

export const unitTable = pgTable('unit', {
  id: text('id').primaryKey(),
  parentId: text('parent_id').references((): AnyPgColumn => unitTable.id),
  kind: text('kind').$type<UnitKind>().notNull(),
  name: text('name').notNull(),
  agencyCode: text('agency_code'),
  /** Communes: the extra working days of a procedure count there. */
  remote: boolean('remote').notNull().default(false),
  handlingUnitId: text('handling_unit_id').references((): AnyPgColumn => unitTable.id),
});
