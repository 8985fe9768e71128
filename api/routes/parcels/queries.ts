import { escapeLike, holdsAllSql } from '../../like-pattern';
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

/** So many of the first parcels are looked at one by one before an index is asked for a holder. */
const FIRST = 1_000;

/** By commune, sheet and parcel. Each way to ask is a range of one index (migration 0008). */
export async function searchParcels(
  pool: Pool,
  question: ParcelQuestion,
  commune: string | undefined,
): Promise<FoundParcel[]> {
  if (question.by === 'holder') return searchByHolder(pool, question.words, commune);
  const { condition, values } = conditionOf(question);
  const { rows } = await pool.query<FoundParcel>(
    `${found} from parcel p left join certificate c on c.parcel_id = p.id where ${inCommune} and ${condition} ${inOrder}`,
    [commune ?? null, ...values],
  );
  return rows;
}

/**
 * A holder's name that is frequent is found among the first parcels; of one that is not there are few enough to look at all of
 * his. It goes by whole words and the beginning of the last one; where nothing is found that way, by any part of a word.
 */
async function searchByHolder(
  pool: Pool,
  words: readonly string[],
  commune: string | undefined,
): Promise<FoundParcel[]> {
  const read = async (text: string, value: unknown) =>
    (await pool.query<FoundParcel>(text, [commune ?? null, value])).rows;
  const text = words.join(' ');
  const byWords = 'c.tokens @@ search_query($2, null::text[])';
  const among = await read(
    `${found} from (select * from parcel p where ${inCommune} ${byPlace} limit ${FIRST}) p
      cross join lateral (select * from certificate where parcel_id = p.id offset 0) c where ${byWords} ${inOrder}`,
    text,
  );
  if (among.length === MOST_PARCELS) return among;
  const all = (condition: string) => `with c as materialized (select * from certificate c where ${condition})
    ${found} from c join parcel p on p.id = c.parcel_id where ${inCommune} ${inOrder}`;
  const whole = await read(all(byWords), text);
  return whole.length > 0 ? whole : read(all(holdsAllSql('c.search', '$2')), words.map(escapeLike));
}

const found = `select p.id as "parcelId", p.commune_code as "communeCode", p.sheet_number as "sheetNumber",
  p.parcel_number as "parcelNumber", p.area_m2::float8 as "areaM2", p.address, p.purposes,
  case when c.serial is null then null else jsonb_build_object('serial', c.serial, 'registerNumber', c.register_number,
    'holderName', c.holder_name, 'issuedOn', c.issued_on) end as certificate`;
const inCommune = '($1::text is null or p.commune_code = $1)';
const byPlace = 'order by p.commune_code, p.sheet_number, p.parcel_number';
const inOrder = `${byPlace}, c.issued_on desc limit ${MOST_PARCELS}`;

function conditionOf(question: Exclude<ParcelQuestion, { by: 'holder' }>): {
  readonly condition: string;
  readonly values: readonly unknown[];
} {
  if (question.by === 'serial') return { condition: `c.serial like $2 || '%'`, values: [question.serial] };
  return question.sheet === undefined
    ? { condition: 'p.parcel_number = $2', values: [question.parcel] }
    : { condition: 'p.parcel_number = $2 and p.sheet_number = $3', values: [question.parcel, question.sheet] };
}
