import type { Pool } from 'pg';

/** Answers of one minute. */
export interface MinuteOfTraffic {
  /** Epoch ms of its beginning. */
  readonly minute: number;
  readonly requests: number;
  /** Those from 500 up. */
  readonly faults: number;
}

const KEPT = '1 day';

/** Adds what one process answered to what all of them did; what is older than a day is forgotten. */
export async function addTraffic(pool: Pool, minutes: readonly MinuteOfTraffic[]): Promise<void> {
  if (minutes.length === 0) return;
  await pool.query({
    name: 'add-traffic',
    text: `insert into http_traffic (minute, requests, faults)
      select t.minute, t.requests, t.faults from unnest($1::timestamptz[], $2::int[], $3::int[]) as t(minute, requests, faults)
      on conflict (minute) do update set requests = http_traffic.requests + excluded.requests,
        faults = http_traffic.faults + excluded.faults`,
    values: [
      minutes.map(({ minute }) => new Date(minute)),
      minutes.map(({ requests }) => requests),
      minutes.map(({ faults }) => faults),
    ],
  });
  await pool.query(`delete from http_traffic where minute < now() - interval '${KEPT}'`);
}
