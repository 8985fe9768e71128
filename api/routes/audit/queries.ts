import type { Pool } from 'pg';
import type { JsonValue } from '../../../domain/json';

export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly actorName: string | null;
  readonly action: string;
  readonly subjectType: string | null;
  readonly subjectId: string | null;
  readonly subjectLabel: string | null;
  readonly unitId: string | null;
  readonly detail: JsonValue;
  readonly address: string | null;
  readonly replaced: boolean;
  readonly number: number | null;
  readonly previousHash: string | null;
  readonly hash: string | null;
}

export interface AuditSearch {
  readonly units: readonly string[] | 'all';
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  /** Epoch ms; `until` is not in it. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  /** Entries before this one. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The smallest id of a moment: ids begin with it (`audit_entry_id`), so a period is a range of the index, too. */
function firstIdAt(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/**
 * Newest first. One index gives the rows in their order, whatever is asked for: of an actor, of a subject, of an action, or all.
 * Units alone are walked one by one, each in its own order, so that a page never sorts what it does not show.
 */
export function buildAuditSearch(search: AuditSearch): { readonly text: string; readonly values: unknown[] } {
  const values: unknown[] = [];
  const put = (value: unknown) => `$${values.push(value)}`;
  const conditions: string[] = [];
  if (search.actor !== undefined) conditions.push(`e.actor = ${put(search.actor)}`);
  if (search.action !== undefined) conditions.push(`e.action = ${put(search.action)}`);
  if (search.subject !== undefined) conditions.push(`e.subject_id = ${put(search.subject)}`);
  if (search.from !== undefined) conditions.push(`e.id >= ${put(firstIdAt(search.from))}::uuid`);
  if (search.until !== undefined) conditions.push(`e.id < ${put(firstIdAt(search.until))}::uuid`);
  if (search.after !== undefined) conditions.push(`e.id < ${put(search.after)}::uuid`);
  const limit = put(search.limit);
  const narrow = search.actor !== undefined || search.subject !== undefined;
  const pick = (more: readonly string[]) => {
    const all = [...conditions, ...more];
    return `select * from audit_entry e ${all.length > 0 ? `where ${all.join(' and ')}` : ''} order by e.id desc limit ${limit}`;
  };
  const { units } = search;
  if (units === 'all') return { text: describe(pick([])), values };
  if (narrow) return { text: describe(pick([`e.unit_id = any(${put(units)})`])), values };
  const each = `select e.* from unnest(${put(units)}::text[]) as u(id)
    cross join lateral (${pick(['e.unit_id = u.id'])}) e order by e.id desc limit ${limit}`;
  return { text: describe(each), values };
}

/** With the names people know, and the place in the chain. */
function describe(picked: string): string {
  return `select e.id, e.at, e.actor, a.display_name as "actorName", e.action, e.subject_type as "subjectType",
      e.subject_id as "subjectId", coalesce(d.code, sa.username) as "subjectLabel", e.unit_id as "unitId", e.detail, e.address,
      e.action like 'dossier.%' and exists (select from audit_entry r where r.id = audit_replacement_id(e.id)) as replaced,
      s.number::float8 as number, encode(s.previous_hash, 'hex') as "previousHash", encode(s.hash, 'hex') as hash
    from (${picked}) e
    left join audit_seal s on s.entry_id = e.id
    left join account a on a.id = audit_uuid(e.actor)
    left join dossier d on e.subject_type = 'dossier' and d.id = audit_uuid(e.subject_id)
    left join account sa on e.subject_type = 'account' and sa.id = audit_uuid(e.subject_id)
    order by e.id desc`;
}

export async function searchAudit(pool: Pool, search: AuditSearch): Promise<AuditRow[]> {
  const { rows } = await pool.query<AuditRow>(buildAuditSearch(search));
  return rows;
}

/** What a person types for what the log knows by id: a dossier's code, a user name. */
export async function resolveSubject(pool: Pool, text: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `select id::text from dossier where code = $1 union all select id::text from account where username = lower($1) limit 1`,
    [text],
  );
  return rows[0]?.id ?? text;
}

export async function resolveActor(pool: Pool, text: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>('select id::text from account where username = lower($1)', [text]);
  return rows[0]?.id ?? text;
}
