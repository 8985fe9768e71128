import type { Pool } from 'pg';
import { inTransaction } from '../../db/transaction';
import { drawnSql, nameSql, type NameWords } from './name-sql';

/** Communes of a province, sheets of a commune. */
const COMMUNES = 100;
const SHEETS = 80;

/** So many parcels, each with a certificate in somebody's name; one holder in a hundred has mortgaged it. */
export async function fillLand(pool: Pool, count: number, words: NameWords): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('set local session_replication_role = replica');
    await client.query('set local synchronous_commit = off');
    await client.query(
      `insert into parcel (id, commune_code, sheet_number, parcel_number, area_m2, address, purposes)
       select 'bench-' || i, (90000 + i % ${COMMUNES})::text, (1 + i / ${COMMUNES} % ${SHEETS})::text,
         (1 + i / ${COMMUNES * SHEETS})::text, 100 + i % 900, 'Ấp ' || 1 + i % 9 || ', xã đo tải ' || i % ${COMMUNES},
         jsonb_build_array(jsonb_build_object('code', 'ODT', 'areaM2', 100 + i % 900, 'term', 'Lâu dài'))
       from generate_series(0, $1::integer - 1) as i`,
      [count],
    );
    await client.query(
      `insert into certificate (serial, register_number, parcel_id, holder_name, issued_on)
       select 'BL ' || lpad(i::text, 8, '0'), 'BL' || lpad(i::text, 8, '0'), 'bench-' || i,
         ${nameSql(['$2', '$3', '$4'], ['power(r1, 2)', 'power(r2, 2)', 'r3'])}, date '2005-01-01' + i % 7000
       from generate_series(0, $1::integer - 1) as i, md5('holder ' || i) as h,
         lateral (select ${drawnSql(1)} as r1, ${drawnSql(2)} as r2, ${drawnSql(3)} as r3) drawn`,
      [count, ...words],
    );
    await client.query(
      `insert into restriction (certificate_serial, kind, blocks_transfer, document, since)
       select 'BL ' || lpad(i::text, 8, '0'), 'MORTGAGE', true, 'Hợp đồng thế chấp đo tải', date '2024-01-01'
       from generate_series(0, $1::integer - 1, 100) as i`,
      [count],
    );
  });
}
