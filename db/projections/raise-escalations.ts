import type { Pool } from 'pg';

/**
 * An escalation recorded later than this after it came due was caught up: nobody watched when it fell. One that was past
 * already when its commit wrote it (a date moved forward, a long pause) came due with that commit.
 */
const CAUGHT_UP_AFTER = '60 seconds';

/**
 * Raises every threshold that has come due, in one statement: recorded once by (dossier, deadline, cycle, percent), taken
 * off the list, and a mail queued. Several sweepers may run at once: each row is taken by one of them.
 */
const raiseSql = `
with due as (
  select dossier_id, deadline_id, percent from deadline_threshold
  where at <= clock_timestamp()
  order by at
  limit $1
  for update skip locked
), taken as (
  delete from deadline_threshold t using due
  where (t.dossier_id, t.deadline_id, t.percent) = (due.dossier_id, due.deadline_id, due.percent)
  returning t.*
), raised as (
  insert into escalation (dossier_id, deadline_id, cycle, percent, due_at, threshold_at, caught_up)
  select dossier_id, deadline_id, cycle, percent, due_at, at, clock_timestamp() - greatest(at, written_at) > interval '${CAUGHT_UP_AFTER}'
  from taken
  on conflict do nothing
  returning *
), mails as (
  insert into outbox (key, kind, dossier_id, ordering_key, payload)
  select format('%s/escalation/%s/%s/%s', dossier_id, deadline_id, cycle, percent), 'mail', dossier_id,
    format('%s/escalation/%s/%s/%s', dossier_id, deadline_id, cycle, percent),
    jsonb_build_object('mail', 'escalation', 'deadlineId', deadline_id, 'percent', percent, 'dueAt', due_at,
      'caughtUp', caught_up)
  from raised
  -- a test copy raises its alarms, too, but nobody is told of them
  where not exists (select from simulation where simulation.id = raised.dossier_id)
  on conflict (key) do nothing
)
select count(*)::int as taken from taken`;

/** @returns how many thresholds were taken; fewer than `limit` means that nothing more is due now */
export async function raiseEscalations(pool: Pool, limit: number): Promise<number> {
  const { rows } = await pool.query<{ taken: number }>({ name: 'raise-escalations', text: raiseSql, values: [limit] });
  return rows[0]?.taken ?? 0;
}
