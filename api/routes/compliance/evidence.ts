import type { Pool } from 'pg';
import { readAuditState } from '../../../db/audit/audit-heads';
import type { EvidenceState } from '../../../domain/compliance/judge-rule';
import type { EvidenceId } from '../../../domain/compliance/regulation-rule';
import { localDateOf } from '../../../domain/clock/instant';
import { OWED_COPY_STATUSES } from '../../../domain/portable-copies/copy-rules';
import { OWED_STATUSES } from '../../../domain/reports/report-rules';
import type { Services } from '../../services';
import { findReviewed } from '../accounts/review-handlers';
import { readProbes } from '../system/read-health';

/** A fact of today: how many there are of what should not be, or when something was last so. */
export interface Fact {
  readonly state: EvidenceState;
  readonly count: number | null;
  readonly at: Date | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What the background takes to follow (locks of a project, seals of the log): not yet a fault. */
const GRACE_MS = 10 * 60_000;
/** A backup every day (A18.1a), and two hours to make it; a trial every week. */
const DAILY = { green: 26 * HOUR_MS, late: 50 * HOUR_MS };
const WEEKLY = { green: 8 * DAY_MS, late: 15 * DAY_MS };
/** Twelve hours at most (A14.4, A15.9). */
const INTERRUPTION_MS = 12 * HOUR_MS;

/** Finds out every fact the rule book names. @throws what the database does: a state that is not known is told as unavailable, never guessed */
export async function readEvidence(services: Services): Promise<ReadonlyMap<EvidenceId, Fact>> {
  const { pool } = services;
  const now = services.now();
  const count = (sql: string, ...values: unknown[]) => countOf(pool, sql, values);
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const today = localDateOf(now.getTime());
  const facts: Record<EvidenceId, Promise<Fact>> = {
    accountWeek: count(
      `select count(*)::int as count from account_register where status = 'issued' and change_by < $1`,
      ago(GRACE_MS),
    ).then(noneOf('broken')),
    auditLog: readAuditLog(pool, now),
    backupDaily: lastOf(pool, 'select max(finished_at) as at from backup_set where removed_at is null').then(
      within(DAILY, now),
    ),
    backupProved: lastOf(pool, 'select max(verified_at) as at from backup_set').then(within(WEEKLY, now)),
    deadlines: count(
      `select count(*)::int as count from dossier where closed_at is null and due_at < $1 and pause_reasons = '{}'`,
      now,
    ).then(noneOf('late')),
    departures: count(
      `select count(*)::int as count from account_register where status in ('issued', 'active') and departs_on < $1`,
      today,
    ).then(noneOf('broken')),
    incidentLimits: count(
      `select count(*)::int as count from incident where closed_at is null and fixed_at is null and (late or limit_at < $1)`,
      now,
    ).then(noneOf('late')),
    interruption: count(
      `select count(*)::int as count from incident where closed_at is null and fixed_at is null and interrupted_since < $1`,
      ago(INTERRUPTION_MS),
    ).then(noneOf('late')),
    links: count(
      `select count(*)::int as count from outbox where delivered_at is null and kind in ('job', 'oneStopProgress')
         and (failed_at is not null or created_at < $1)`,
      ago(services.settings.linkSilentMinutes * 60_000),
    ).then(noneOf('late')),
    portableCopies: count(
      `select count(*)::int as count from portable_copy where status = any($1) and due_at < $2`,
      OWED_COPY_STATUSES,
      now,
    ).then(noneOf('late')),
    probes: readProbes(services).then((probes) => healthOf(probes.map(({ state }) => state))),
    projectAccounts: count(
      `select count(*)::int as count from account_register r join contractor_project p on p.id = r.project_id
       where r.status in ('issued', 'active') and (p.accepted_at < $1 or p.plan_approved_at is null)`,
      ago(GRACE_MS),
    ).then(noneOf('broken')),
    reportsDue: count(
      `select count(*)::int as count from periodic_report
       where status = any($1) and due_at < $2`,
      OWED_STATUSES,
      now,
    ).then(noneOf('late')),
    review: findReviewed(services, 'all').then(({ items }) => noneOf('late')(items.length)),
    rightsTwice: count(
      `select count(distinct t.account_id)::int as count from account_role t join account a on a.id = t.account_id
         left join account_register r on r.account_id = t.account_id
       where t.role = 'admin' and a.active and (r.duties is null or exists (
         select from jsonb_array_elements(r.duties) held
         where held ->> 'duty' = 'administerSystem' and held -> 'request' = 'null'::jsonb))`,
    ).then(noneOf('late')),
  };
  const found = await Promise.all(
    Object.entries(facts).map(async ([id, fact]) => [id as EvidenceId, await fact] as const),
  );
  return new Map(found);
}

/** The worst of them; where nothing was ever measured, nobody watches. */
function healthOf(states: readonly EvidenceState[]): Fact {
  const count = states.filter((state) => state !== 'green').length;
  if (states.length === 0 || states.includes('broken')) return { state: 'broken', count, at: null };
  return noneOf('late')(count);
}

async function readAuditLog(pool: Pool, now: Date): Promise<Fact> {
  const { lastCheck, isProtected } = await readAuditState(pool);
  if (lastCheck?.problem || !isProtected) return { state: 'broken', count: null, at: lastCheck?.at ?? null };
  return within(DAILY, now, 'late')(lastCheck?.at ?? null);
}

async function countOf(pool: Pool, sql: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(sql, [...values]);
  return rows[0]?.count ?? 0;
}

async function lastOf(pool: Pool, sql: string): Promise<Date | null> {
  const { rows } = await pool.query<{ at: Date | null }>(sql);
  return rows[0]?.at ?? null;
}

/** There should be none of it. */
function noneOf(otherwise: EvidenceState): (count: number) => Fact {
  return (count) => ({ state: count === 0 ? 'green' : otherwise, count, at: null });
}

/** It should have been lately. */
function within(
  limits: { readonly green: number; readonly late: number },
  now: Date,
  never: EvidenceState = 'broken',
): (at: Date | null) => Fact {
  return (at) => {
    if (at === null) return { state: never, count: null, at };
    const age = now.getTime() - at.getTime();
    return { state: age <= limits.green ? 'green' : age <= limits.late ? 'late' : 'broken', count: null, at };
  };
}
