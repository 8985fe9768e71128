import type { Pool } from 'pg';
import { writeAudit } from '../projections/write-audit';
import { inTransaction } from '../transaction';
import type { AuditProblem, AuditVerification, PublishedHead } from './verify-audit';

/** The end of the chain at the end of a day in Vietnam. */
export interface AuditHead {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly number: number;
  /** Hexadecimal. */
  readonly hash: string;
}

/** What a moment in Vietnam's day is in the database, whose sessions run in UTC. */
const IN_VIETNAM = `at time zone 'Asia/Ho_Chi_Minh'`;

/** The last day whose head is kept; before the first: the day before the first seal; `undefined` while nothing is sealed. */
export async function readLastHeadDay(pool: Pool): Promise<string | undefined> {
  const { rows } = await pool.query<{ day: string | null }>(
    `select coalesce((select max(day) from audit_head),
       (select (sealed_at ${IN_VIETNAM})::date - 1 from audit_seal order by number limit 1))::text as day`,
  );
  return rows[0]?.day ?? undefined;
}

/**
 * Keeps the head of a day that is over, notes it in the log, and queues the mail with it; once, whoever comes first.
 * @param mailTo absent: no mail
 */
export async function keepHead(pool: Pool, day: string, mailTo: string | undefined): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ number: string; hash: string }>(
      `insert into audit_head (day, number, hash)
       select $1::date, number, hash from audit_seal where sealed_at < ($1::date + 1)::timestamp ${IN_VIETNAM}
       order by sealed_at desc, number desc limit 1
       on conflict (day) do nothing
       returning number::text as number, encode(hash, 'hex') as hash`,
      [day],
    );
    const [head] = rows;
    if (!head) return;
    await writeAudit(client, {
      actor: 'system',
      action: 'audit.publishHead',
      subject: { type: 'auditHead', id: day },
      detail: { number: Number(head.number), hash: head.hash },
    });
    if (mailTo === undefined) return;
    const key = `audit-head/${day}`;
    const payload = { mail: 'auditHead', to: mailTo, day, number: Number(head.number), hash: head.hash };
    await client.query(
      `insert into outbox (key, kind, ordering_key, payload) values ($1, 'mail', $1, $2) on conflict (key) do nothing`,
      [key, JSON.stringify(payload)],
    );
  });
}

export async function listHeads(pool: Pool): Promise<AuditHead[]> {
  const { rows } = await pool.query<AuditHead>(
    `select day::text, number::float8 as number, encode(hash, 'hex') as hash from audit_head order by day`,
  );
  return rows;
}

/** Heads as the verification compares them. */
export function publishedHeads(heads: readonly AuditHead[], where: string): PublishedHead[] {
  return heads.map(({ day, number, hash }) => ({ source: `${where} ${day}`, number, hash }));
}

/** Keeps what a walk along the chain has found. */
export async function keepCheck(pool: Pool, { count, problem }: AuditVerification): Promise<void> {
  await pool.query('insert into audit_check (number, problem) values ($1, $2)', [
    count,
    problem ? JSON.stringify(problem) : null,
  ]);
}

export interface AuditState {
  /** Number of the last entry in the chain; 0: none yet. */
  readonly sealed: number;
  readonly sealedAt: Date | null;
  /** Hexadecimal. */
  readonly hash: string | null;
  readonly lastHead: AuditHead | null;
  readonly lastCheck: { readonly at: Date; readonly number: number; readonly problem: AuditProblem | null } | null;
  /** Whether this process may only add to the log. */
  readonly isProtected: boolean;
}

export async function readAuditState(pool: Pool): Promise<AuditState> {
  const { rows } = await pool.query<AuditState>(
    `select coalesce(s.number, 0)::float8 as sealed, s.sealed_at as "sealedAt", encode(s.hash, 'hex') as hash,
       (select jsonb_build_object('day', day, 'number', number, 'hash', encode(hash, 'hex'))
        from audit_head order by day desc limit 1) as "lastHead",
       (select jsonb_build_object('at', at, 'number', number, 'problem', problem)
        from audit_check order by id desc limit 1) as "lastCheck",
       not has_table_privilege(current_user, 'audit_entry', 'UPDATE, DELETE, TRUNCATE') as "isProtected"
     from (values (1)) as one left join lateral (select * from audit_seal order by number desc limit 1) s on true`,
  );
  const [state] = rows;
  if (!state) throw new Error('the state of the audit log has no row');
  const { lastCheck } = state;
  return { ...state, lastCheck: lastCheck && { ...lastCheck, at: new Date(lastCheck.at) } };
}
