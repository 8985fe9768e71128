import type { Pool } from 'pg';
import { PROBES, type Probe, type ProbeId } from '../../domain/health/probes';
import type { IncidentClass, IncidentSource, Severity } from '../../domain/incidents/incident-state';

/** Something the installation itself has found and nobody has reported yet. */
export interface FoundIncident {
  /** The same trouble has the same key, so that it is reported once. */
  readonly key: string;
  readonly class: IncidentClass;
  readonly severity: Severity;
  readonly source: IncidentSource;
  /** Epoch ms. */
  readonly detectedAt: number;
  readonly description: string;
}

export interface WatchSettings {
  readonly linkSilentMinutes: number;
}

interface Row {
  readonly key: string;
  readonly at: number;
  readonly detail: string | null;
}

/** What cannot mend itself is told at once; the rest after its retries have had their time. */
const FAILED_BACKUP = `
select 'backup:' || id as key, extract(epoch from started_at)::float8 * 1000 as at, fault_code || ': ' || fault as detail
from backup_set
where finished_at is null and fault_code is not null
  and started_at > coalesce((select max(started_at) from backup_set where finished_at is not null), '-infinity')
  and (started_at < now() - interval '15 minutes'
    or fault_code in ('BACKUP_PROGRAM_MISSING', 'BACKUP_CORRUPT', 'BACKUP_FOREIGN', 'BACKUP_DIFFERS'))
order by started_at limit 1`;

/** A day and two hours after the last one there should have been another, whatever kept the schedule from running. */
const MISSED_BACKUP = `
select 'backup-missed:' || to_char(last.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') as key,
  extract(epoch from last.at)::float8 * 1000 + 26 * 3600000 as at, null as detail
from (select max(finished_at) as at from backup_set where kind = 'daily') as last
where last.at < now() - interval '26 hours' and not exists (
  select from backup_set where started_at > last.at and finished_at is null and fault_code is not null)`;

/** A trial that did not give back what was backed up: the backup is not one (A18.1a). */
const FAILED_TRIAL = `
select 'trial:' || id as key, extract(epoch from now())::float8 * 1000 as at, fault_code || ': ' || fault as detail
from backup_set where finished_at is not null and verified_at is null and removed_at is null
  and fault_code in ('BACKUP_CORRUPT', 'BACKUP_FOREIGN', 'BACKUP_DIFFERS')
order by started_at desc limit 1`;

/** A copy for the archive that is due and not there (A18.1). */
const LATE_COPY = `
select 'portable-copy:' || id as key, extract(epoch from due_at)::float8 * 1000 as at, disk as detail
from portable_copy where closed_at is null and due_at < now() order by due_at limit 5`;

const LEAKED_ACCOUNT = `
select 'leak:' || case_id || ':' || seq as key, extract(epoch from at)::float8 * 1000 as at, null as detail
from case_event where command = 'reportLeak' and at > now() - interval '30 days'
order by at limit 20`;

const SILENT_LINK = `
select 'link:' || kind || ':' || id as key, extract(epoch from now())::float8 * 1000 as at, last_error as detail
from (select distinct on (kind) kind, id, created_at, attempts, last_error from outbox
      where delivered_at is null and failed_at is null order by kind, id) as oldest
where kind in ('job', 'oneStopProgress', 'mail') and attempts > 3 and created_at < now() - $1 * interval '1 minute'
  and not exists (select from incident where closed_at is null and source_key like 'link:' || kind || ':%')`;

/** Three samples in a row (a quarter of an hour) past the limit, or none at all: not a moment's hiccup. */
const BROKEN_PROBE = `
select 'health:' || probe || ':' || to_char(min(at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI') as key,
  extract(epoch from min(at))::float8 * 1000 as at, max(value)::text as detail
from (select s.probe, s.at, s.value, l.most, row_number() over (partition by s.probe order by s.at desc) as n
      from health_sample s join unnest($1::text[], $2::float8[]) as l(probe, most) on l.probe = s.probe
      where s.at > now() - interval '20 minutes') as latest
where n <= 3 and not exists (
  select from incident where closed_at is null and source_key like 'health:' || latest.probe || ':%')
group by probe having count(*) = 3 and bool_and(value is null or value >= most)`;

const WATCHED = (Object.entries(PROBES) as [ProbeId, Probe][]).flatMap(([id, { incident, limit }]) =>
  incident && limit !== null ? [{ id, incident, limit }] : [],
);
const PROBE_WORDS: Readonly<Partial<Record<ProbeId, string>>> = {
  postgresMs: 'PostgreSQL trả lời quá chậm hoặc không trả lời',
  temporalMs: 'Temporal trả lời quá chậm hoặc không trả lời',
  filesDiskUsed: 'Ổ đĩa lưu tệp hồ sơ gần đầy',
  backupDiskUsed: 'Ổ đĩa sao lưu gần đầy',
};

const LINK_NAMES: Readonly<Record<string, string>> = {
  job: 'cơ quan thuế',
  oneStopProgress: 'hệ thống một cửa',
  mail: 'máy chủ thư điện tử',
};

/** @returns what has no incident yet, the oldest first */
export async function findIncidents(
  pool: Pool,
  { linkSilentMinutes }: WatchSettings,
): Promise<readonly FoundIncident[]> {
  const ask = async (sql: string, values: readonly unknown[] = []) =>
    (
      await pool.query<Row>(
        `select found.* from (${sql}) as found where not exists (select from incident where source_key = found.key)`,
        [...values],
      )
    ).rows;
  const [failed, missed, trials, copies, leaks, links, probes] = await Promise.all([
    ask(FAILED_BACKUP),
    ask(MISSED_BACKUP),
    ask(FAILED_TRIAL),
    ask(LATE_COPY),
    ask(LEAKED_ACCOUNT),
    ask(SILENT_LINK, [linkSilentMinutes]),
    ask(BROKEN_PROBE, [WATCHED.map(({ id }) => id), WATCHED.map(({ limit }) => limit)]),
  ]);
  const backup = { class: 'backupFailure', severity: 'serious', source: 'backup' } as const;
  return [
    ...failed.map((row) => found(row, { ...backup, says: 'Sao lưu không thành công' })),
    ...missed.map((row) => found(row, { ...backup, says: 'Quá 26 giờ không có bản sao lưu mới' })),
    ...trials.map((row) => found(row, { ...backup, says: 'Bản sao lưu không khôi phục được khi thử' })),
    ...copies.map((row) =>
      found(row, { ...backup, severity: 'minor', says: 'Quá hạn chưa có bản sao trên ổ cứng nhập lưu trữ' }),
    ),
    ...leaks.map((row) =>
      found(row, { class: 'accountLeak', severity: 'serious', source: 'account', says: 'Tài khoản bị lộ hoặc mất' }),
    ),
    ...links.map((row) =>
      found(row, {
        class: 'linkFailure',
        severity: 'minor',
        source: 'link',
        says: `Không gửi được đến ${LINK_NAMES[row.key.split(':')[1] ?? ''] ?? 'hệ thống ngoài'} quá ${linkSilentMinutes} phút`,
      }),
    ),
    ...probes.flatMap((row) => {
      const probe = WATCHED.find(({ id }) => id === row.key.split(':')[1]);
      if (!probe) return [];
      const says = PROBE_WORDS[probe.id] ?? probe.id;
      return [found(row, { class: probe.incident, severity: 'serious', source: 'probe', says })];
    }),
  ];
}

function found(
  { key, at, detail }: Row,
  { says, ...kind }: Pick<FoundIncident, 'class' | 'severity' | 'source'> & { readonly says: string },
): FoundIncident {
  // What an outside system said may be long.
  return {
    key,
    detectedAt: Math.floor(at),
    description: detail === null ? says : `${says} (${detail.slice(0, 500)})`,
    ...kind,
  };
}
