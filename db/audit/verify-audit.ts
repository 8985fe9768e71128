import type { Pool } from 'pg';
import { ENTRY_COLUMNS, hashEntry, NO_HASH, type StoredEntry } from './entry-hash';

/** The end of the chain at some time, as it was published outside the database. */
export interface PublishedHead {
  /** Where it was read, in words: a day, a file. */
  readonly source: string;
  readonly number: number;
  /** Hexadecimal. */
  readonly hash: string;
}

/** The first broken place of the chain. */
export interface AuditProblem {
  readonly kind:
    | 'ENTRY_MISSING'
    | 'ENTRY_CHANGED'
    | 'NUMBER_MISSING'
    | 'LINK_BROKEN'
    | 'HEAD_MISSING'
    | 'HEAD_DIFFERS'
    | 'ENTRY_UNSEALED';
  /** Number in the chain; of an entry without a seal: the last number. */
  readonly number: number;
  readonly entryId?: string;
  /** Which published head, or since when. */
  readonly source?: string;
}

export interface AuditVerification {
  /** Entries that hold, from the first. */
  readonly count: number;
  /** Hexadecimal hash of the last of them. */
  readonly head: string;
  readonly problem?: AuditProblem;
}

interface ChainRow extends StoredEntry {
  readonly number: string;
  readonly entryId: string;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
  /** Serial as the seal has it. */
  readonly sealedSerial: string;
}

const chainSql = `
select s.number::text as number, s.entry_id as "entryId", s.previous_hash as "previousHash", s.hash, s.serial::text as "sealedSerial",
  ${ENTRY_COLUMNS}
from audit_seal s left join audit_entry e on e.id = s.entry_id
where s.number > $1 order by s.number limit $2`;

/** An entry is sealed within seconds; one that is not after so long was put in beside the log. */
const SEALED_WITHIN = '15 minutes';

const unsealedSql = `
select e.id, s.sealed_at as at from audit_entry e
  cross join lateral (select sealed_at from audit_seal where serial > e.serial order by serial limit 1) s
where not exists (select from audit_seal own where own.serial = e.serial)
  and s.sealed_at < now() - interval '${SEALED_WITHIN}'
order by e.serial limit 1`;

/**
 * Walks the whole chain in pieces, and compares it with heads that were published outside the database: a changed, removed,
 * inserted or exchanged entry does not fit its hash, and entries cut off the end are missed by a head.
 */
export async function verifyAudit(
  pool: Pool,
  heads: readonly PublishedHead[],
  pieceSize = 2_000,
): Promise<AuditVerification> {
  const expected = new Map<number, PublishedHead[]>();
  for (const head of heads) expected.set(head.number, [...(expected.get(head.number) ?? []), head]);
  let count = 0;
  let hash: Buffer = NO_HASH;
  const result = (problem?: AuditProblem): AuditVerification => ({
    count,
    head: hash.toString('hex'),
    ...(problem ? { problem } : {}),
  });
  for (;;) {
    const { rows } = await pool.query<ChainRow>({ name: 'audit-chain', text: chainSql, values: [count, pieceSize] });
    for (const row of rows) {
      const problem = judgeRow(row, count + 1, hash);
      if (problem) return result(problem);
      count += 1;
      hash = row.hash;
      const differing = expected.get(count)?.find((head) => head.hash !== row.hash.toString('hex'));
      if (differing) return result({ kind: 'HEAD_DIFFERS', number: count, source: differing.source });
    }
    if (rows.length < pieceSize) break;
  }
  const missing = heads.find(({ number }) => number > count);
  if (missing) return result({ kind: 'HEAD_MISSING', number: missing.number, source: missing.source });
  const { rows: unsealed } = await pool.query<{ id: string; at: Date }>(unsealedSql);
  const [first] = unsealed;
  return result(first && { kind: 'ENTRY_UNSEALED', number: count, entryId: first.id, source: first.at.toISOString() });
}

function judgeRow(row: ChainRow, number: number, previous: Buffer): AuditProblem | undefined {
  const { entryId } = row;
  if (Number(row.number) !== number) return { kind: 'NUMBER_MISSING', number };
  if (!row.previousHash.equals(previous)) return { kind: 'LINK_BROKEN', number, entryId };
  // Of a left join that found nothing.
  if ((row.id as string | null) === null) return { kind: 'ENTRY_MISSING', number, entryId };
  if (row.serial !== row.sealedSerial || !hashEntry(previous, number, pickEntry(row)).equals(row.hash))
    return { kind: 'ENTRY_CHANGED', number, entryId };
  return undefined;
}

function pickEntry(row: ChainRow): StoredEntry {
  const { id, serial, at, actor, action, subjectType, subjectId, unitId, detail, address } = row;
  return { id, serial, at, actor, action, subjectType, subjectId, unitId, detail, address };
}
