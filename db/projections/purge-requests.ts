import type { Pool } from 'pg';

/** A click is not repeated later than this; until then the same key brings the same answer. */
const KEPT_FOR = '30 days';

/**
 * Forgets requests of long ago, and texts of theirs that no step has taken (their answer never came, and nobody asked
 * again): personal data is kept where it is needed.
 * @returns how many were forgotten; fewer than `limit` means that no more are old
 */
export async function purgeRequests(pool: Pool, limit: number): Promise<number> {
  const { rows } = await pool.query<{ gone: number }>(
    `with old as (
       select account_id, key from idempotent_request where created_at < now() - interval '${KEPT_FOR}'
       order by created_at limit $1 for update skip locked
     ), gone as (
       delete from idempotent_request r using old where (r.account_id, r.key) = (old.account_id, old.key)
       returning r.account_id, r.key
     ), texts as (
       delete from submission using gone where submission.id = gone.account_id || ':' || gone.key and applied_seq is null
     ), texts_of_cases as (
       delete from case_submission s using gone where s.id = gone.account_id || ':' || gone.key and applied_seq is null
     ), unused_files as (
       delete from case_file where case_id is null and uploaded_at < now() - interval '${KEPT_FOR}'
     ), people_never_asked_for as (
       delete from person p where created_at < now() - interval '${KEPT_FOR}'
         and not exists (select from case_record c where c.id = p.id)
         and not exists (select from username_reservation u where u.person_id = p.id)
     )
     select count(*)::int as gone from gone`,
    [limit],
  );
  return rows[0]?.gone ?? 0;
}
