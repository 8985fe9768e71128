import type { Pool } from 'pg';
import type { BackupManifest } from '../../contracts/backup.schema';

/** Asked for by the schedule or by a person. */
export type BackupKind = 'daily' | 'manual';

export interface RegisteredBackup {
  readonly id: string;
  readonly kind: BackupKind;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly name: string | null;
  readonly sizeBytes: number | null;
  readonly rowCount: number | null;
  readonly filesAdded: number | null;
  readonly damagedFiles: readonly string[];
  readonly verifiedAt: string | null;
  readonly verifiedMs: number | null;
  readonly faultCode: string | null;
  readonly fault: string | null;
}

/** A run begins; begun again after a kill, it is the same run. */
export async function beginBackup(pool: Pool, id: string, kind: BackupKind): Promise<void> {
  await pool.query(
    `insert into backup_set (id, kind, started_at) values ($1, $2, now())
     on conflict (id) do update set fault_code = null, fault = null`,
    [id, kind],
  );
}

export async function finishBackup(
  pool: Pool,
  id: string,
  { name, manifest, damagedFiles }: { name: string; manifest: BackupManifest; damagedFiles: readonly string[] },
): Promise<void> {
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
  await pool.query(
    `update backup_set set finished_at = $2, name = $3, size_bytes = $4, row_count = $5, files_added = $6, damaged_files = $7,
       fault_code = null, fault = null
     where id = $1`,
    [id, manifest.finishedAt, name, manifest.database.sizeBytes, rows, manifest.files.added, damagedFiles],
  );
}

/** What went wrong the last time; it may still be tried again. */
export async function noteBackupFault(pool: Pool, id: string, code: string, fault: string): Promise<void> {
  await pool.query('update backup_set set fault_code = $2, fault = $3 where id = $1', [id, code, fault]);
}

/** The outcome of a trial restore; a set of a register that was lost is entered again by its name. */
export async function noteTrial(
  pool: Pool,
  manifest: BackupManifest,
  name: string,
  trial: { readonly restoreMs: number } | { readonly code: string; readonly fault: string },
): Promise<void> {
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
  await pool.query(
    `insert into backup_set (id, kind, started_at, finished_at, name, size_bytes, row_count, files_added)
     values ($1, 'manual', $2, $3, $4, $5, $6, $7) on conflict (name) do nothing`,
    [manifest.id, manifest.takenAt, manifest.finishedAt, name, manifest.database.sizeBytes, rows, manifest.files.added],
  );
  if ('restoreMs' in trial)
    await pool.query(
      'update backup_set set verified_at = now(), verified_ms = $2, fault_code = null, fault = null where name = $1',
      [name, trial.restoreMs],
    );
  else
    await pool.query(
      'update backup_set set verified_at = null, verified_ms = null, fault_code = $2, fault = $3 where name = $1',
      [name, trial.code, trial.fault],
    );
}

export async function noteRemoval(pool: Pool, names: readonly string[]): Promise<void> {
  await pool.query('update backup_set set removed_at = now() where name = any($1)', [names]);
}

/** Names of the sets that were restored for a trial and found whole. */
export async function listProved(pool: Pool): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ name: string }>(
    'select name from backup_set where verified_at is not null and name is not null',
  );
  return new Set(rows.map(({ name }) => name));
}

/** The newest runs first; those removed by the retention are left out. */
export async function listBackups(pool: Pool, limit: number): Promise<readonly RegisteredBackup[]> {
  const { rows } = await pool.query<Record<keyof RegisteredBackup, unknown> & { startedAt: Date }>(
    `select id, kind, started_at as "startedAt", finished_at as "finishedAt", name, size_bytes::float8 as "sizeBytes",
            row_count::float8 as "rowCount", files_added as "filesAdded", damaged_files as "damagedFiles",
            verified_at as "verifiedAt", verified_ms as "verifiedMs", fault_code as "faultCode", fault
       from backup_set where removed_at is null order by started_at desc limit $1`,
    [limit],
  );
  const text = (at: unknown) => (at instanceof Date ? at.toISOString() : null);
  return rows.map(
    (row) =>
      ({
        ...row,
        startedAt: row.startedAt.toISOString(),
        finishedAt: text(row.finishedAt),
        verifiedAt: text(row.verifiedAt),
      }) as RegisteredBackup,
  );
}
