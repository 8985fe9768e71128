import type { Pool } from 'pg';
import { inTransaction } from '../transaction';
import { ENTRY_COLUMNS, hashEntry, NO_HASH, type StoredEntry } from './entry-hash';

/** Taken by `seal_audit` as well (migration 0014). */
const SEAL_LOCK = 731_992_042;
/** No transaction lives so long: an entry that became visible later than ones written after it is looked for until then. */
const LATE_COMMITS = '10 minutes';

const unsealedSql = `
select ${ENTRY_COLUMNS} from audit_entry e
where e.serial > coalesce((select serial from audit_seal
    where sealed_at < (select max(sealed_at) from audit_seal) - interval '${LATE_COMMITS}' order by sealed_at desc limit 1), 0)
  and not exists (select from audit_seal s where s.serial = e.serial)
order by e.serial limit $1`;

/**
 * Gives entries their place in the chain: number, hash of the entry before, own hash. It runs behind the writers, one at a time
 * in the whole installation, so that writers never queue for the end of the chain.
 *
 * S1  Every entry that was committed is sealed, also one whose transaction took longer than others that began after it.
 * S2  A seal is never written anew: the function in the database only adds, and only at the end.
 *
 * @returns how many were sealed; `limit` means that there may be more
 */
export async function sealAudit(pool: Pool, limit: number): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows: locks } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [
      SEAL_LOCK,
    ]);
    if (!locks[0]?.mine) return 0;
    const { rows: entries } = await client.query<StoredEntry>({
      name: 'unsealed-audit',
      text: unsealedSql,
      values: [limit],
    });
    if (entries.length === 0) return 0;
    const { rows: heads } = await client.query<{ number: string; hash: Buffer }>(
      'select s.number::text as number, s.hash from audit_seal s order by s.number desc limit 1',
    );
    const after = Number(heads[0]?.number ?? 0);
    let hash = heads[0]?.hash ?? NO_HASH;
    const hashes = entries.map((entry, index) => (hash = hashEntry(hash, after + index + 1, entry)));
    await client.query('select seal_audit($1, $2, $3)', [after, entries.map(({ id }) => id), hashes]);
    return entries.length;
  });
}
