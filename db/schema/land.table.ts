import { sql } from 'drizzle-orm';
import { bigint, boolean, date, doublePrecision, jsonb, numeric, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { RestrictionKind } from '../../domain/dossier/land-finding';
import { tsvector } from './tsvector';

export type { RestrictionKind };

export interface LandPurpose {
  /** Land-use code, e.g. `ODT`, `CLN`. */
  readonly code: string;
  readonly areaM2: number;
  readonly term?: string;
}

/** Rings of [east, north] in metres, VN-2000 of the province; the first ring is the outer one, each closes on itself. */
export type ParcelOutline = readonly (readonly (readonly [east: number, north: number])[])[];

export const parcelTable = pgTable(
  'parcel',
  {
    id: text('id').primaryKey(),
    communeCode: text('commune_code').notNull(),
    sheetNumber: text('sheet_number').notNull(),
    parcelNumber: text('parcel_number').notNull(),
    areaM2: numeric('area_m2', { precision: 12, scale: 1, mode: 'number' }).notNull(),
    address: text('address').notNull(),
    purposes: jsonb('purposes').$type<readonly LandPurpose[]>().notNull().default([]),
    outline: jsonb('outline').$type<ParcelOutline>(),
    centreEast: doublePrecision('centre_east'),
    centreNorth: doublePrecision('centre_north'),
  },
  (table) => [unique().on(table.communeCode, table.sheetNumber, table.parcelNumber)],
);

export const certificateTable = pgTable('certificate', {
  serial: text('serial').primaryKey(),
  registerNumber: text('register_number').notNull(),
  parcelId: text('parcel_id')
    .notNull()
    .references(() => parcelTable.id),
  holderName: text('holder_name').notNull(),
  issuedOn: date('issued_on', { mode: 'string' }).notNull(),
  /** The holder in lower case without accents. */
  search: text('search').generatedAlwaysAs(sql`search_text(holder_name)`),
  tokens: tsvector('tokens').generatedAlwaysAs(sql`array_to_tsvector(search_words(holder_name))`),
});

export const restrictionTable = pgTable('restriction', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  certificateSerial: text('certificate_serial')
    .notNull()
    .references(() => certificateTable.serial),
  kind: text('kind').$type<RestrictionKind>().notNull(),
  blocksTransfer: boolean('blocks_transfer').notNull(),
  document: text('document').notNull(),
  since: date('since', { mode: 'string' }).notNull(),
  until: date('until', { mode: 'string' }),
  /** Of the document, e.g. `41/QĐ-CCTHADS`. */
  documentNumber: text('document_number'),
});
