import { pgTable, text, type AnyPgColumn } from 'drizzle-orm/pg-core';

export const UNIT_KINDS = [
  'department',
  'registrationOffice',
  'branch',
  'oneStop',
  'district',
  'commune',
  'tax',
  'partner',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export const unitTable = pgTable('unit', {
  id: text('id').primaryKey(),
  parentId: text('parent_id').references((): AnyPgColumn => unitTable.id),
  kind: text('kind').$type<UnitKind>().notNull(),
  name: text('name').notNull(),
  agencyCode: text('agency_code'),
  handlingUnitId: text('handling_unit_id').references((): AnyPgColumn => unitTable.id),
});
