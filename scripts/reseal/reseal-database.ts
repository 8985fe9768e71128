import type { Pool } from 'pg';
import { SEALED_COLUMNS } from '../../db/sealed-columns';
import { SealBroken, type Sealer } from '../../platform/sealed-text';

export interface Resealed {
  readonly resealed: number;
  /** Were sealed with the newest key before. */
  readonly current: number;
  /** Rows that no key of the ring opens: left as they are. */
  readonly broken: readonly { readonly table: string; readonly id: string }[];
}

const BATCH = 500;

/**
 * Seals anew what an older key sealed, row by row: a row that somebody changes meanwhile is left to him, who seals with the newest key
 * anyway. Keyed hashes stay: their key never changes.
 */
export async function resealDatabase(pool: Pool, sealer: Sealer): Promise<Resealed> {
  let resealed = 0;
  let current = 0;
  const broken: { table: string; id: string }[] = [];
  for (const { table, id, column, boundTo } of SEALED_COLUMNS) {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const { rows } = await pool.query<{ id: string; sealed: string }>(
        `select ${id} as id, ${column} as sealed from ${table} where ${id} > $1 and ${column} is not null order by ${id} limit $2`,
        [after, BATCH],
      );
      for (const row of rows) {
        const anew = sealAnew(sealer, row.sealed, boundTo(row.id));
        if (anew === 'current') current += 1;
        else if (anew === 'broken') broken.push({ table, id: row.id });
        else {
          const text = `update ${table} set ${column} = $3 where ${id} = $1 and ${column} = $2`;
          resealed += (await pool.query(text, [row.id, row.sealed, anew.sealed])).rowCount ?? 0;
        }
      }
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) break;
      after = last.id;
    }
  }
  return { resealed, current, broken };
}

function sealAnew(sealer: Sealer, sealed: string, bound: string): 'current' | 'broken' | { readonly sealed: string } {
  try {
    const text = sealer.open(sealed, bound);
    return sealer.isOld(sealed) ? { sealed: sealer.seal(text, bound) } : 'current';
  } catch (error) {
    if (error instanceof SealBroken) return 'broken';
    throw error;
  }
}
