import type { Pool } from 'pg';
import type { SystemHealth } from '../../../contracts/system-health.schema';
import { MS_PER_DAY } from '../../../domain/clock/instant';
import { forecast, type Sample } from '../../../domain/health/forecast';
import {
  judgeSample,
  PROBE_IDS,
  PROBES,
  type HealthState,
  type Probe,
  type ProbeId,
} from '../../../domain/health/probes';
import type { Services } from '../../services';

/** Samples come every five minutes; when none has come for so long, nobody measures. */
const SILENT_MS = 16 * 60_000;
/** How far ahead an enlargement is proposed. */
export const PLAN_DAYS = 180;

type Parts = Pick<Services, 'pool' | 'now'>;

interface Row {
  readonly probe: ProbeId;
  readonly at: Date;
  readonly value: number | null;
}

const LATEST = `select distinct on (probe) probe, at, value from health_sample
  where at > $1::timestamptz - interval '7 days' order by probe, at desc`;
const HOURS = `select probe, date_bin('30 minutes', at, '2000-01-01') as at, max(value) as value from health_sample
  where at > $1::timestamptz - interval '1 day' group by 1, 2 order by 1, 2`;
const DAYS = `select probe, date_bin('1 day', at, '2000-01-01') as at, percentile_cont(0.5) within group (order by value) as value
  from health_sample where at > $1::timestamptz - interval '90 days' and value is not null and probe = any($2)
  group by 1, 2 order by 1, 2`;

interface Judged extends Row {
  readonly state: HealthState;
}

/** A13.3: the newest sample of every probe there is, and how it stands. What does not exist here (no backups, no papers yet) is not measured. */
export async function readProbes({ pool, now: clock }: Parts): Promise<Judged[]> {
  const now = clock();
  const latest = new Map((await ask(pool, LATEST, now)).map((row) => [row.probe, row]));
  return PROBE_IDS.flatMap((id): Judged[] => {
    const last = latest.get(id);
    if (!last) return [];
    const isSilent = now.getTime() - last.at.getTime() > SILENT_MS;
    return [{ ...last, state: isSilent ? 'broken' : judgeSample(id, last.value) }];
  });
}

/** A13.3, A13.4: every probe as it stands, as it was in the last day, and where it is going. */
export async function readSystemHealth(parts: Parts): Promise<SystemHealth> {
  const { pool, now: clock } = parts;
  const now = clock();
  const capacities = PROBE_IDS.filter((id) => (PROBES[id] as Probe).isCapacity);
  const [latest, hours, days] = await Promise.all([
    readProbes(parts),
    ask(pool, HOURS, now),
    ask(pool, DAYS, now, capacities),
  ]);
  const probes = latest.map(({ probe: id, state, ...last }): SystemHealth['probes'][number] => {
    const { unit, warnAt, limit }: Probe = PROBES[id];
    const trend = forecast(
      days.flatMap(({ probe, at, value }): Sample[] =>
        probe === id && value !== null ? [{ at: at.getTime(), value }] : [],
      ),
      limit,
    );
    return {
      ...{ id, unit, warnAt, limit, state },
      latest: told(last),
      hours: hours.filter(({ probe }) => probe === id).map(told),
      trend: trend && {
        perDay: trend.perDay,
        reachesAt: trend.reachesAt === null ? null : new Date(trend.reachesAt).toISOString(),
      },
    };
  });
  const proposals = probes
    .flatMap(({ id, trend }) => (trend?.reachesAt ? [{ probe: id, reachesAt: trend.reachesAt }] : []))
    .filter(({ reachesAt }) => Date.parse(reachesAt) < now.getTime() + PLAN_DAYS * MS_PER_DAY)
    .sort((a, b) => a.reachesAt.localeCompare(b.reachesAt));
  return { asOf: now.toISOString(), probes, proposals };
}

async function ask(pool: Pool, sql: string, now: Date, probes?: readonly ProbeId[]): Promise<Row[]> {
  const { rows } = await pool.query<Row>(sql, probes === undefined ? [now] : [now, probes]);
  return rows;
}

function told({ at, value }: Pick<Row, 'at' | 'value'>) {
  return { at: at.toISOString(), value };
}
