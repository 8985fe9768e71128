import type { Pool } from 'pg';
import type { CountedCell, DossierCounts, OpenGroup, OpenThen } from '../../domain/statistics/dossier-counts';

/** Of which units, from when, and the first instant after it. */
export interface CountedPeriod {
  readonly units: readonly string[];
  readonly from: Date;
  readonly end: Date;
}

/** Everything a report on dossiers is counted from. While the period lasts, what is open is counted as of `now`. */
export async function readDossierCounts(pool: Pool, period: CountedPeriod, now: Date): Promise<DossierCounts> {
  const lasts = period.end > now;
  const [received, carriedOver, resolved, openNow, openThen] = await Promise.all([
    countReceived(pool, period),
    countCarriedOver(pool, period),
    countResolved(pool, period),
    lasts ? countOpenNow(pool, period, now) : [],
    lasts ? [] : readOpenThen(pool, period),
  ]);
  return { closed: [...received, ...carriedOver, ...resolved], openNow, openThen };
}

// Copies that run ahead in time are no dossiers of anybody. What is decided is resolved, also before it is handed over.
const real = 'd.clock_offset_ms = 0';
const ofUnits = 'd.handling_unit_id = any($1)';
const openBefore = (at: string) =>
  `${real} and ${ofUnits} and d.received_at < ${at} and d.closed_at is null and d.clock_stopped_at is null`;
/** Undecided at an instant: open and undecided today, or decided since. Two index ranges. */
const undecidedAt = (at: string, columns: string) => `
  select ${columns} from dossier d where ${openBefore(at)}
  union all
  select ${columns} from dossier d where ${real} and ${ofUnits} and d.received_at < ${at} and d.clock_stopped_at >= ${at}`;

async function countReceived(pool: Pool, { units, from, end }: CountedPeriod): Promise<CountedCell[]> {
  const { rows } = await pool.query<CountedCell>({
    name: 'statistics-received',
    text: `select d.handling_unit_id as unit, d.procedure_key as procedure,
        case when d.channel = 'ONLINE' then 'online' else 'direct' end as cell, count(*)::int as count
      from dossier d where ${real} and ${ofUnits} and d.received_at >= $2 and d.received_at < $3 group by 1, 2, 3`,
    values: [units, from, end],
  });
  return rows;
}

async function countCarriedOver(pool: Pool, { units, from }: CountedPeriod): Promise<CountedCell[]> {
  const { rows } = await pool.query<CountedCell>({
    name: 'statistics-carried-over',
    text: `select unit, procedure, 'carriedOver' as cell, count(*)::int as count
      from (${undecidedAt('$2', 'd.handling_unit_id as unit, d.procedure_key as procedure')}) x group by 1, 2`,
    values: [units, from],
  });
  return rows;
}

/** Stopped by a written notice is no resolution: it is counted under "paused" (public state 8). */
async function countResolved(pool: Pool, { units, from, end }: CountedPeriod): Promise<CountedCell[]> {
  const { rows } = await pool.query<CountedCell>({
    name: 'statistics-resolved',
    text: `select d.handling_unit_id as unit, d.procedure_key as procedure,
        case when d.status = 'STOPPED' then 'stopped' else d.outcome end as cell, count(*)::int as count
      from dossier d
      where ${real} and ${ofUnits} and d.clock_stopped_at >= $2 and d.clock_stopped_at < $3 group by 1, 2, 3`,
    values: [units, from, end],
  });
  return rows;
}

/** Decided with a result: it is in the register and in the land data. */
export async function countUpdates(pool: Pool, { units, from, end }: CountedPeriod) {
  const { rows } = await pool.query<{ procedure: string; count: number }>(
    `select d.procedure_key as procedure, count(*)::int as count from dossier d
     where ${real} and ${ofUnits} and d.clock_stopped_at >= $2 and d.clock_stopped_at < $3
       and d.status not in ('REJECTED', 'WITHDRAWN', 'STOPPED') group by 1 order by 1`,
    [units, from, end],
  );
  return rows;
}

/** Undecided dossiers as they stand now; a clock that stands still is judged at the instant it stopped. */
async function countOpenNow(pool: Pool, { units, end }: CountedPeriod, now: Date): Promise<OpenGroup[]> {
  const { rows } = await pool.query<OpenGroup>({
    name: 'statistics-open-now',
    // Since when a clock stands still is written only in the state of the dossier: those wide rows alone are read, by their ids.
    text: `with paused as materialized (
        select d.id, d.due_at, d.handling_unit_id, d.procedure_key, d.pause_reasons from dossier d
        where ${openBefore('$2')} and d.pause_reasons <> '{}'
      )
      select d.handling_unit_id as unit, d.procedure_key as procedure, d.pause_reasons as reasons,
        d.due_at < $3::timestamptz is true as overdue, count(*)::int as count
      from dossier d where ${openBefore('$2')} and d.pause_reasons = '{}' group by 1, 2, 3, 4
      union all
      select p.handling_unit_id, p.procedure_key, p.pause_reasons,
        p.due_at < to_timestamp((d.snapshot #>> '{deadline,pause,since}')::float8 / 1000) is true, count(*)::int
      from paused p join dossier d on d.id = p.id group by 1, 2, 3, 4`,
    values: [units, end, now],
  });
  return rows;
}

/** Deadlines of the dossiers that were undecided at the end of a past period. */
async function readOpenThen(pool: Pool, { units, end }: CountedPeriod): Promise<OpenThen[]> {
  const { rows } = await pool.query<OpenThen>({
    name: 'statistics-open-then',
    text: undecidedAt(
      '$2',
      `d.handling_unit_id as unit, d.procedure_key as procedure, d.snapshot -> 'deadline' as deadline`,
    ),
    values: [units, end],
  });
  return rows;
}
