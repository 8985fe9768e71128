import { measure, type MeasuredParts } from './measure';

/** How often; samples of several workers fall on the same instants, so that there is one. */
const EVERY_MS = 5 * 60_000;
const KEPT = '100 days';

/**
 * Measures all probes and keeps what was found (A13.3), once for each five minutes, however many workers there are.
 * @returns how many samples were written; 0 when somebody else has written them
 */
export async function sampleHealth(parts: MeasuredParts, now = Date.now()): Promise<number> {
  const { pool } = parts;
  const at = new Date(Math.floor(now / EVERY_MS) * EVERY_MS);
  const { rows } = await pool.query('select from health_sample where at = $1 limit 1', [at]);
  if (rows.length > 0) return 0;
  const measured = [...(await measure(parts))];
  const { rowCount } = await pool.query({
    name: 'keep-health-samples',
    text: `insert into health_sample (probe, at, value)
      select s.probe, $1, s.value from unnest($2::text[], $3::float8[]) as s(probe, value)
      on conflict do nothing`,
    values: [at, measured.map(([probe]) => probe), measured.map(([, value]) => value)],
  });
  await pool.query(`delete from health_sample where at < now() - interval '${KEPT}'`);
  return rowCount ?? 0;
}
