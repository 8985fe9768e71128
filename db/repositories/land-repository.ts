import type { Pool } from 'pg';
import type { RestrictionKind } from '../schema/land.table';

export interface Restriction {
  readonly kind: RestrictionKind;
  /** While it stands, the land may not change hands. */
  readonly blocksTransfer: boolean;
  /** The paper it rests on, in words. */
  readonly document: string;
  /** Its number, where it is known apart from the words. */
  readonly documentNumber: string | null;
  /** First and last day `YYYY-MM-DD`; both count. */
  readonly since: string;
  readonly until: string | null;
}

export function createLandRepository(pool: Pool) {
  return {
    /**
     * What stands on a certificate on a Vietnamese day `YYYY-MM-DD`, oldest first.
     *
     * @returns `undefined` when the land data does not know the certificate: nobody can say what stands on it
     */
    async readRestrictions(serial: string, day: string): Promise<Restriction[] | undefined> {
      const { rows } = await pool.query<{ restrictions: Restriction[] }>({
        name: 'read-restrictions',
        text: `select coalesce(jsonb_agg(jsonb_build_object('kind', r.kind, 'blocksTransfer', r.blocks_transfer,
            'document', r.document, 'documentNumber', r.document_number, 'since', r.since, 'until', r.until)
            order by r.since, r.id) filter (where r.id is not null), '[]') as restrictions
          from certificate c
          left join restriction r on r.certificate_serial = c.serial and r.since <= $2::date and (r.until is null or r.until >= $2::date)
          where c.serial = $1
          group by c.serial`,
        values: [normaliseSerial(serial), day],
      });
      return rows[0]?.restrictions;
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
