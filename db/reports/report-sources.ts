import type { Pool } from 'pg';
import type { AccountStatus } from '../../domain/accounts/account-state';
import type { IncidentClass } from '../../domain/incidents/incident-state';
import type { ExploitationKind, ReportedLink } from '../../domain/reports/report-figures';
import type { CountedPeriod } from '../statistics/dossier-counts';

/** Products of contractors' projects and what units gave each other. */
export async function countProducts(pool: Pool, { units, from, end }: CountedPeriod) {
  const { rows } = await pool.query<{ projectsAccepted: number; handoversCompleted: number }>(
    `select
       (select count(*)::int from contractor_project
        where owner_unit_id = any($1) and accepted_at >= $2 and accepted_at < $3) as "projectsAccepted",
       (select count(*)::int from handover where (acting_unit_id = any($1) or receiver_unit_id = any($1))
          and completed_at >= $2 and completed_at < $3) as "handoversCompleted"`,
    [units, from, end],
  );
  return rows[0] ?? { projectsAccepted: 0, handoversCompleted: 0 };
}

/** What people of these units looked into and took out, by the audit log. */
export async function countExploitation(pool: Pool, { units, from, end }: CountedPeriod) {
  const { rows } = await pool.query<{ kind: ExploitationKind; count: number }>(
    `select k.kind, count(*)::int as count
     from audit_entry e join (values ('session.signIn', 'signIns'), ('document.read', 'documentsOpened'),
         ('attachment.read', 'documentsOpened'), ('personalData.read', 'personalDataOpened'), ('register.export', 'exports'),
         ('statistics.export', 'exports'), ('audit.export', 'exports'), ('account.export', 'exports')) as k(action, kind)
       on k.action = e.action
     where e.at >= $2 and e.at < $3 and e.unit_id = any($1) group by 1`,
    [units, from, end],
  );
  return rows;
}

/** Accounts of people of these units that did anything. */
export async function countPeople(pool: Pool, { units, from, end }: CountedPeriod): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from account a where a.unit_id = any($1)
       and exists (select from audit_entry e where e.actor = a.id::text and e.at >= $2 and e.at < $3)`,
    [units, from, end],
  );
  return rows[0]?.count ?? 0;
}

/** The register as it stands. */
export async function countAccounts(pool: Pool, units: readonly string[]) {
  const { rows } = await pool.query<{ status: AccountStatus; count: number }>(
    'select status, count(*)::int as count from account_register where unit_id = any($1) group by 1 order by 1',
    [units],
  );
  return rows;
}

/** Incidents belong to the installation, not to a unit. */
export async function countIncidents(pool: Pool, { from, end }: CountedPeriod) {
  const [classes, open] = await Promise.all([
    pool.query<{ class: IncidentClass; reported: number; late: number }>(
      `select class, count(*)::int as reported, (count(*) filter (where late))::int as late
       from incident where detected_at >= $1 and detected_at < $2 and status <> 'dismissed' group by 1 order by 1`,
      [from, end],
    ),
    pool.query<{ open: number }>(
      `select count(*)::int as open from incident
       where detected_at < $1 and status <> 'dismissed' and (closed_at is null or closed_at >= $1)`,
      [end],
    ),
  ]);
  return { classes: classes.rows, open: open.rows[0]?.open ?? 0 };
}

export async function countBackups(pool: Pool, { from, end }: CountedPeriod) {
  const [kinds, trials] = await Promise.all([
    pool.query<{ kind: string; finished: number; failed: number }>(
      `select kind, (count(*) filter (where finished_at is not null))::int as finished,
         (count(*) filter (where finished_at is null and fault_code is not null))::int as failed
       from backup_set where started_at >= $1 and started_at < $2 group by 1 order by 1`,
      [from, end],
    ),
    pool.query<{ trials: number; longestTrialMs: number | null }>(
      `select count(*)::int as trials, max(verified_ms) as "longestTrialMs" from backup_set
       where verified_at >= $1 and verified_at < $2`,
      [from, end],
    ),
  ]);
  return { kinds: kinds.rows, ...(trials.rows[0] ?? { trials: 0, longestTrialMs: null }) };
}

export interface LinkCounts {
  readonly link: ReportedLink;
  readonly delivered: number;
  readonly failed: number;
}

export async function countDeliveries(pool: Pool, { from, end }: CountedPeriod): Promise<LinkCounts[]> {
  const { rows } = await pool.query<LinkCounts>(
    `select l.link, (count(o.id) filter (where o.delivered_at >= $1 and o.delivered_at < $2))::int as delivered,
       (count(o.id) filter (where o.failed_at >= $1 and o.failed_at < $2))::int as failed
     from (values ('job', 'tax'), ('oneStopProgress', 'oneStop'), ('mail', 'mail')) as l(kind, link)
       left join outbox o on o.kind = l.kind group by 1 order by 1`,
    [from, end],
  );
  return rows;
}

/** Share of the samples of a probe that were below its limit; nothing for a probe that was never measured. */
export async function measureAvailability(
  pool: Pool,
  { from, end }: CountedPeriod,
  probes: readonly { readonly probe: string; readonly limit: number }[],
) {
  const { rows } = await pool.query<{ probe: string; share: number; since: Date }>(
    `select s.probe, avg((s.value is not null and s.value < l.most)::int)::float8 as share, min(s.at) as since
     from health_sample s join unnest($3::text[], $4::float8[]) as l(probe, most) on l.probe = s.probe
     where s.at >= $1 and s.at < $2 group by 1`,
    [from, end, probes.map(({ probe }) => probe), probes.map(({ limit }) => limit)],
  );
  return rows;
}
