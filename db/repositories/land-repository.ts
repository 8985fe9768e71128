import { and, asc, eq, getTableColumns, gte, isNull, lte, or } from 'drizzle-orm';
import type { Orm } from '../connect';
import {
  certificateTable,
  parcelTable,
  restrictionTable,
  type LandPurpose,
  type RestrictionKind,
} from '../schema/land.table';

export interface Parcel {
  readonly id: string;
  readonly communeCode: string;
  readonly sheetNumber: string;
  readonly parcelNumber: string;
  readonly areaM2: number;
  readonly address: string;
  readonly purposes: readonly LandPurpose[];
}

export interface Certificate {
  /** Số phát hành. */
  readonly serial: string;
  /** Số vào sổ. */
  readonly registerNumber: string;
  readonly parcelId: string;
  readonly holderName: string;
  readonly issuedOn: string;
}

export interface Restriction {
  readonly kind: RestrictionKind;
  /** While it stands, the land may not change hands. */
  readonly blocksTransfer: boolean;
  readonly document: string;
  readonly since: string;
  readonly until: string | null;
}

// What a certificate says; how it is found is not part of it.
const { search: _search, ...certificateColumns } = getTableColumns(certificateTable);

export function createLandRepository(orm: Orm) {
  return {
    /** By its natural key: commune, map sheet, number. */
    async findParcel(communeCode: string, sheetNumber: string, parcelNumber: string): Promise<Parcel | undefined> {
      const [parcel] = await orm
        .select()
        .from(parcelTable)
        .where(
          and(
            eq(parcelTable.communeCode, communeCode),
            eq(parcelTable.sheetNumber, sheetNumber),
            eq(parcelTable.parcelNumber, parcelNumber),
          ),
        );
      return parcel;
    },

    async findCertificate(serial: string): Promise<{ certificate: Certificate; parcel: Parcel } | undefined> {
      const [found] = await orm
        .select({ certificate: certificateColumns, parcel: parcelTable })
        .from(certificateTable)
        .innerJoin(parcelTable, eq(parcelTable.id, certificateTable.parcelId))
        .where(eq(certificateTable.serial, normaliseSerial(serial)));
      return found;
    },

    /**
     * What stands on a certificate on a Vietnamese day `YYYY-MM-DD`, oldest first; both ends of a restriction count.
     * Checked at appraisal and again before signing (domain-facts §5.4).
     */
    async listRestrictions(serial: string, day: string): Promise<Restriction[]> {
      const rows = await orm
        .select()
        .from(restrictionTable)
        .where(
          and(
            eq(restrictionTable.certificateSerial, normaliseSerial(serial)),
            lte(restrictionTable.since, day),
            or(isNull(restrictionTable.until), gte(restrictionTable.until, day)),
          ),
        )
        .orderBy(asc(restrictionTable.since), asc(restrictionTable.id));
      return rows.map(({ kind, blocksTransfer, document, since, until }) => {
        return { kind, blocksTransfer, document, since, until };
      });
    },
  };
}

export type LandRepository = ReturnType<typeof createLandRepository>;

/** As the register writes it, whatever spacing people type: two letters, a space, the digits. */
export function normaliseSerial(serial: string): string {
  return serial
    .trim()
    .toUpperCase()
    .replace(/^(\p{L}{2})\s*(\d+)$/u, '$1 $2');
}
