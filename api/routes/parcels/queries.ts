import type { Pool } from 'pg';

export type ParcelQuestion =
  | { readonly by: 'serial'; readonly serial: string }
  | { readonly by: 'number'; readonly sheet?: string; readonly parcel: string }
  | { readonly by: 'holder'; readonly words: readonly string[] };

export interface FoundParcel {
  readonly parcelId: string;
  readonly communeCode: string;
  readonly sheetNumber: string;
  readonly parcelNumber: string;
  readonly areaM2: number;
  readonly address: string;
  readonly purposes: readonly object[];
  readonly certificate: {
    readonly serial: string;
    readonly registerNumber: string;
    readonly holderName: string;
    readonly issuedOn: string;
  } | null;
}

const MOST_PARCELS = 20;

/** Each way to ask is a range of one index (migration 0008). */
export async function searchParcels(
  pool: Pool,
  question: ParcelQuestion,
  commune: string | undefined,
): Promise<FoundParcel[]> {
  const { condition, values } = conditionOf(question);
  const { rows } = await pool.query<FoundParcel>(
    `select p.id as "parcelId", p.commune_code as "communeCode", p.sheet_number as "sheetNumber",
       p.parcel_number as "parcelNumber", p.area_m2::float8 as "areaM2", p.address, p.purposes,
       case when c.serial is null then null else jsonb_build_object('serial', c.serial, 'registerNumber', c.register_number,
         'holderName', c.holder_name, 'issuedOn', c.issued_on) end as certificate
     from parcel p left join certificate c on c.parcel_id = p.id
     where ($1::text is null or p.commune_code = $1) and ${condition}
     order by p.commune_code, p.sheet_number, p.parcel_number, c.issued_on desc limit ${MOST_PARCELS}`,
    [commune ?? null, ...values],
  );
  return rows;
}

function conditionOf(question: ParcelQuestion): { readonly condition: string; readonly values: readonly unknown[] } {
  switch (question.by) {
    case 'serial':
      return { condition: `c.serial like $2 || '%'`, values: [question.serial] };
    case 'number':
      return question.sheet === undefined
        ? { condition: 'p.parcel_number = $2', values: [question.parcel] }
        : { condition: 'p.parcel_number = $2 and p.sheet_number = $3', values: [question.parcel, question.sheet] };
    case 'holder':
      return {
        condition: question.words
          .map((_word, index) => `c.search like '%' || search_text($${index + 2}) || '%'`)
          .join(' and '),
        values: question.words.map((word) => word.replace(/[\\%_]/g, '\\$&')),
      };
  }
}
