import type { PoolClient } from 'pg';
import type { CaseCommit } from '../../domain/cases/case-commit';
import type { IncidentClock } from '../../domain/incidents/incident-clock';
import type { IncidentEvent } from '../../domain/incidents/incident-command';
import type { IncidentState } from '../../domain/incidents/incident-rules';
import { queueNews } from './case-news';

/** Payload of an outbox item of an incident: what is to be told. Texts stay where they are. */
export interface IncidentNews {
  readonly mail: 'incident';
  readonly incidentId: string;
  readonly event: IncidentEvent;
  /** Epoch ms at which it was, or fell due. */
  readonly at: number;
}

/** What people are told by mail, and by whom it is to be heard (`activities/mail/incident-mail-delivery.ts`). */
const TOLD: ReadonlySet<IncidentEvent['type']> = new Set<IncidentEvent['type']>([
  'IncidentReported',
  'ThresholdReached',
  'ExpectedFixPassed',
  'UnitsNotified',
  'StopOrdered',
  'StopLifted',
  'LeaderTold',
  'DutyHandedOver',
  'FixRecorded',
]);

/**
 * Writes an incident as its workflow says it is: the register, the functions that are stopped for everybody, and what people
 * have to be told.
 */
export async function projectIncident(client: PoolClient, commit: CaseCommit): Promise<void> {
  const { id, status, data } = commit.snapshot as unknown as IncidentState;
  await client.query(
    `insert into incident (id, class, severity, status, duty, source, source_key, detected_at, reported_at, reported_by,
       interrupted_since, limit_at, late, fixed_at, closed_at)
     values ($1, $2, $3, $4, $5, $6,
       (select s.payload ->> 'sourceKey' from case_submission s where s.case_id = $1 and s.command = 'reportIncident'
          and s.payload ? 'sourceKey' limit 1),
       to_timestamp($7::float8 / 1000), to_timestamp($8::float8 / 1000), $9, to_timestamp($10::float8 / 1000),
       to_timestamp($11::float8 / 1000), $12, to_timestamp($13::float8 / 1000), case when $14 then to_timestamp($15::float8 / 1000) end)
     on conflict (id) do update set class = excluded.class, severity = excluded.severity, status = excluded.status,
       duty = excluded.duty, detected_at = excluded.detected_at, reported_at = excluded.reported_at,
       interrupted_since = excluded.interrupted_since, limit_at = excluded.limit_at, late = excluded.late,
       fixed_at = excluded.fixed_at, closed_at = excluded.closed_at`,
    [
      id,
      data.class,
      data.severity,
      status,
      data.duty,
      data.source,
      data.detectedAt,
      data.reportedAt,
      data.reportedBy,
      data.interruptedSince,
      commit.closed ? null : nearestLimit(data.clocks),
      data.clocks.some(wasMissed),
      data.fixedAt,
      commit.closed,
      commit.at,
    ],
  );
  await client.query('delete from stopped_function where incident_id = $1', [id]);
  await client.query(
    `insert into stopped_function (incident_id, function, mode, since, ordered_by)
     select $1, s.function, s.mode, to_timestamp(s.since / 1000), s.by
     from jsonb_to_recordset($2) as s(function text, mode text, since float8, by text)`,
    [id, JSON.stringify(Object.entries(data.stops).map(([name, stop]) => ({ function: name, ...stop })))],
  );
  await queueNews(client, commit, 'incident', (event, at): IncidentNews | undefined => {
    const told = event as IncidentEvent;
    return TOLD.has(told.type) ? { mail: 'incident', incidentId: id, event: told, at } : undefined;
  });
}

function nearestLimit(clocks: readonly IncidentClock[]): number | null {
  const running = clocks.filter(({ stoppedAt, pausedAt }) => stoppedAt === null && pausedAt === null);
  return running.length === 0 ? null : Math.min(...running.map(({ dueAt }) => dueAt));
}

function wasMissed({ raised, stoppedAt, dueAt }: IncidentClock): boolean {
  return stoppedAt === null ? raised.includes(100) : stoppedAt > dueAt;
}
