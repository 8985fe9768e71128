import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { ProbeId } from '../../domain/health/probes';
import { inTime } from '../../platform/in-time';

export interface MeasuredParts {
  readonly pool: Pool;
  readonly client: Client;
  /** Folder of the stored papers. */
  readonly filesDir: string;
  /** Folder of the backups; absent: none are taken here. */
  readonly backupDir?: string | undefined;
}

const PATIENCE_MS = 10_000;

/** Age of the oldest delivery of a kind that is on its way, seconds; 0 when there is none. */
const QUEUE = `select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 as value
  from outbox where delivered_at is null and failed_at is null and kind = $1`;
const SQL: Readonly<Partial<Record<ProbeId, readonly [text: string, values?: readonly unknown[]]>>> = {
  databaseBytes: ['select pg_database_size(current_database())::float8 as value'],
  taxQueueSeconds: [QUEUE, ['job']],
  oneStopQueueSeconds: [QUEUE, ['oneStopProgress']],
  mailQueueSeconds: [QUEUE, ['mail']],
  failedDeliveries: [
    'select count(*)::float8 as value from outbox where delivered_at is null and failed_at is not null',
  ],
  thresholdLagSeconds: [
    `select coalesce(extract(epoch from clock_timestamp() - min(greatest(at, written_at))), 0)::float8 as value
     from deadline_threshold where at <= clock_timestamp()`,
  ],
  auditLagSeconds: [
    `select coalesce(extract(epoch from clock_timestamp() - min(at)), 0)::float8 as value from audit_entry
     where serial > coalesce((select max(serial) from audit_seal), 0)`,
  ],
  // Of a handful of requests one fault would look like a breakdown.
  httpFaultShare: [
    `select coalesce(sum(faults), 0)::float8 / greatest(coalesce(sum(requests), 0), 100)::float8 as value
     from http_traffic where minute > clock_timestamp() - interval '15 minutes'`,
  ],
};

/**
 * Measures every probe this installation has, side by side, each in its own time.
 * @returns null for what could not be measured; nothing for what does not exist here
 */
export async function measure(parts: MeasuredParts): Promise<ReadonlyMap<ProbeId, number | null>> {
  const { pool, client, filesDir, backupDir } = parts;
  const asked: Partial<Record<ProbeId, () => Promise<number>>> = {
    postgresMs: () => timeOf(() => pool.query('select 1')),
    temporalMs: () =>
      timeOf(() => client.withDeadline(Date.now() + PATIENCE_MS, () => client.workflowService.getSystemInfo({}))),
    // The folder is made with the first paper.
    ...(existsSync(filesDir) ? { filesDiskUsed: () => usedShareOf(filesDir) } : {}),
    ...(backupDir === undefined ? {} : { backupDiskUsed: () => usedShareOf(backupDir) }),
    ...Object.fromEntries(
      Object.entries(SQL).map(([id, [text, values = []]]) => [id, () => valueOf(pool, text, values)] as const),
    ),
  };
  const measured = await Promise.all(
    Object.entries(asked).map(
      async ([id, ask]) => [id as ProbeId, (await inTime(ask(), PATIENCE_MS)) ?? null] as const,
    ),
  );
  return new Map(measured);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - begun) / 1e6;
}

async function valueOf(pool: Pool, text: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await pool.query<{ value: number }>(text, [...values]);
  return rows[0]?.value ?? 0;
}

/** How full the disk of a folder is for whoever is not root, from 0 to 1. */
async function usedShareOf(folder: string): Promise<number> {
  const { blocks, bfree, bavail } = await statfs(folder);
  const used = blocks - bfree;
  return used + bavail === 0 ? 1 : used / (used + bavail);
}
