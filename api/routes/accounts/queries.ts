import { sql, type SQL } from 'drizzle-orm';
import type { Pool } from 'pg';
import { dutiesOf, DUTIES, type DutyId, type PositionId } from '../../../domain/access/duties';
import type { RoleInUnit } from '../../../domain/access/roles';
import type { AccountStatus, HeldDuty, LockReason, PendingRequest } from '../../../domain/accounts/account-state';
import { escapeLike } from '../../like-pattern';
import { runSql } from '../../run-sql';

const AT_ONCE = 500;

/** An account of the register; one without a case has its roles only. */
export interface AccountRow {
  readonly id: string;
  readonly fullName: string;
  readonly username: string | null;
  readonly title: string;
  readonly email: string | null;
  readonly unitId: string;
  readonly status: AccountStatus;
  readonly position: PositionId | null;
  readonly duties: readonly HeldDuty[] | null;
  readonly roles: readonly RoleInUnit[];
  readonly pending: PendingRequest | null;
  readonly lockReason: LockReason | null;
  readonly lockedAt: Date | null;
  readonly departsOn: string | null;
  readonly changeBy: Date | null;
  readonly issuedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly identityCheckedAt: Date | null;
  readonly hasNationalId: boolean;
}

/** Accounts with a case and those without one yet: every account there is, and every one asked for. */
const register = sql.raw(`(
  select coalesce(r.account_id, a.id) as id, coalesce(a.display_name, p.full_name) as full_name,
    coalesce(a.username, s.payload ->> 'username') as username, coalesce(a.title, s.payload ->> 'title', '') as title,
    coalesce(a.email, s.payload ->> 'email') as email, coalesce(r.unit_id, a.unit_id) as unit_id,
    coalesce(r.status, case when a.active then 'active' else 'locked' end) as status, r.position, r.duties, r.pending,
    coalesce(r.lock_reason, case when r.status is null and not a.active then 'foundLocked' end) as lock_reason, r.locked_at,
    r.departs_on, r.change_by, r.issued_at, p.identity_checked_at, p.national_id_hash is not null as has_national_id
  from account a full join account_register r on r.account_id = a.id left join person p on p.id = r.person_id
    left join case_submission s on s.id = r.pending ->> 'submission'
)`);

const columns =
  sql.raw(`x.id, x.full_name as "fullName", x.username, x.title, x.email, x.unit_id as "unitId", x.status, x.position,
  x.duties, x.pending, x.lock_reason as "lockReason", x.locked_at as "lockedAt", x.departs_on::text as "departsOn",
  x.change_by as "changeBy", x.issued_at as "issuedAt", x.identity_checked_at as "identityCheckedAt",
  coalesce(x.has_national_id, false) as "hasNationalId",
  (select coalesce(jsonb_agg(jsonb_build_object('role', t.role, 'unitId', t.unit_id) order by t.unit_id, t.role), '[]')
    from account_role t where t.account_id = x.id) as roles,
  greatest((select max(last_seen_at) from session where account_id = x.id),
    (select at from audit_entry where actor = x.id::text order by audit_entry.id desc limit 1)) as "lastUsedAt"`);

export interface AccountSearch {
  /** Units whose accounts are seen. */
  readonly units: readonly string[] | 'all';
  readonly status?: AccountStatus | undefined;
  readonly duty?: DutyId | undefined;
  readonly words: readonly string[];
  /** Only what waits for a decision of this account, whose owner may decide. */
  readonly waitingFor?: string | undefined;
  /** The last one of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** By name. */
export async function listAccounts(pool: Pool, search: AccountSearch): Promise<AccountRow[]> {
  const conditions: SQL[] = [sql`true`];
  const { units, status, duty, waitingFor, after } = search;
  if (units !== 'all') conditions.push(sql`x.unit_id = any(${sql.param(units)}::text[])`);
  if (status) conditions.push(sql`x.status = ${status}`);
  if (duty) conditions.push(holdsDuty(duty));
  for (const word of search.words)
    conditions.push(
      sql`search_text(x.full_name || ' ' || coalesce(x.username, '')) like '%' || search_text(${escapeLike(word)}) || '%'`,
    );
  if (waitingFor !== undefined)
    conditions.push(
      sql`(x.status = 'approved' or (x.pending is not null and x.pending ->> 'requestedBy' <> ${waitingFor}
        and not x.pending -> 'approvedBy' ? ${waitingFor})) and x.id <> ${waitingFor}::uuid`,
    );
  if (after !== undefined)
    conditions.push(
      sql`(search_text(x.full_name), x.id) > (select search_text(y.full_name), y.id from ${register} y where y.id = ${after}::uuid)`,
    );
  return runSql<AccountRow>(
    pool,
    sql`select ${columns} from ${register} x where ${sql.join(conditions, sql` and `)}
      order by search_text(x.full_name), x.id limit ${search.limit}`,
  );
}

/** The whole register of these units, or what of it has a status, read in stretches. */
export async function listAllAccounts(
  pool: Pool,
  search: Pick<AccountSearch, 'units' | 'status'>,
): Promise<AccountRow[]> {
  const all: AccountRow[] = [];
  for (;;) {
    const page = await listAccounts(pool, { ...search, words: [], after: all.at(-1)?.id, limit: AT_ONCE });
    all.push(...page);
    if (page.length < AT_ONCE) return all;
  }
}

export async function findAccountRow(pool: Pool, id: string): Promise<AccountRow | undefined> {
  const [row] = await runSql<AccountRow>(pool, sql`select ${columns} from ${register} x where x.id = ${id}::uuid`);
  return row;
}

/** Duties held, also of an account whose case has not begun: nobody knows since when. */
export function heldDuties({
  duties,
  roles,
}: AccountRow): readonly (Omit<HeldDuty, 'since'> & { since: Date | null })[] {
  if (duties) return duties.map((held) => ({ ...held, since: new Date(held.since) }));
  return dutiesOf(roles).map((duty) => ({ ...duty, since: null, requestedBy: 'system', request: null }));
}

function holdsDuty(duty: DutyId): SQL {
  return sql`case when x.duties is null
    then exists (select from account_role t where t.account_id = x.id and t.role = ${DUTIES[duty].role})
    else x.duties @> ${JSON.stringify([{ duty }])}::jsonb end`;
}

export interface CaseStep {
  readonly seq: number;
  readonly at: Date;
  readonly command: string;
  readonly actor: string;
  readonly submission: string | null;
  readonly events: readonly {
    readonly event: { readonly type: string; readonly reason?: string };
    readonly at: number;
  }[];
  readonly document: { readonly number: string; readonly date: string } | null;
  readonly note: string | null;
  readonly reason: string | null;
}

/** Newest first. Of a step's texts only what is no personal data. */
export async function listSteps(pool: Pool, caseId: string): Promise<CaseStep[]> {
  const { rows } = await pool.query<CaseStep>(
    `select e.seq, e.at, e.command, e.actor, e.submission_id as submission, e.events, s.payload -> 'document' as document,
       s.payload ->> 'note' as note, s.payload ->> 'reason' as reason
     from case_event e left join case_submission s on s.id = e.submission_id where e.case_id = $1 order by e.seq desc limit 500`,
    [caseId],
  );
  return rows;
}

export interface CaseFileRow {
  readonly id: string;
  readonly submission: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly uploadedAt: Date;
}

export async function listCaseFiles(pool: Pool, caseId: string): Promise<CaseFileRow[]> {
  const { rows } = await pool.query<CaseFileRow>(
    `select f.id, f.submission_id as submission, f.file_name as "fileName", s.media_type as "mediaType",
       s.size_bytes::float8 as "sizeBytes", f.uploaded_at as "uploadedAt"
     from case_file f join stored_file s on s.sha256 = f.sha256 where f.case_id = $1 order by f.uploaded_at, f.id`,
    [caseId],
  );
  return rows;
}

/** Names of people by account id; what is no account (`system`) is called as it is. */
export async function readNames(pool: Pool, ids: readonly string[]): Promise<(id: string) => string> {
  const { rows } = await pool.query<{ id: string; displayName: string }>(
    'select id::text as id, display_name as "displayName" from account where id::text = any($1)',
    [[...new Set(ids)]],
  );
  const names = new Map(rows.map(({ id, displayName }) => [id, displayName]));
  return (id) => names.get(id) ?? id;
}
