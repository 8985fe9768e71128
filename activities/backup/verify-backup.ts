import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { BackupManifest } from '../../contracts/backup.schema';
import { findDiffering } from '../../db/backup/table-contents';
import { BackupFault } from '../../platform/backup/backup-fault';
import type { BackupIdentity } from '../../platform/backup/backup-identity';
import type { BackupTarget } from '../../platform/backup/backup-target';
import { openStoredFile, readFileList } from '../../platform/backup/stored-file';
import { restoreSet } from './restore-set';

export interface TrialParts {
  readonly target: BackupTarget;
  readonly identity: BackupIdentity;
  /** A server on which a throwaway database may be made and dropped. */
  readonly trialUrl: string;
}

/** So many stored files are opened in a trial, chosen anew each time: over the weeks every one is. */
const FILES_OPENED = 500;
const TRIAL_PREFIX = 'sodo_trial_';

/**
 * Proves a set by restoring it (A18.1a): into a throwaway database, whose counts and checksums are compared table by table, and
 * with stored files opened. The installation's own database is not touched.
 * @returns how long the restore took, in milliseconds
 * @throws BackupFault, `BACKUP_DIFFERS` when what was restored is not what was backed up
 */
export async function verifyBackup(
  parts: TrialParts,
  name: string,
  signal?: AbortSignal,
): Promise<{ readonly manifest: BackupManifest; readonly restoreMs: number }> {
  const manifest = await parts.target.readManifest(name);
  await parts.target.check(name, manifest);
  const restoreMs = await inTrialDatabase(parts.trialUrl, async (databaseUrl, serverMajor) => {
    const begun = performance.now();
    await restoreSet(parts, name, manifest, { databaseUrl, serverMajor }, signal);
    const took = Math.round(performance.now() - begun);
    const differing = await findDiffering(databaseUrl, 'sodo-backup-trial', manifest.tables);
    if (differing.length > 0)
      throw new BackupFault(
        'BACKUP_DIFFERS',
        `Restored for a trial, these tables differ from what was backed up: ${differing.join(', ')}.`,
      );
    return took;
  });
  await openSomeFiles(parts, name, manifest, signal);
  return { manifest, restoreMs };
}

async function inTrialDatabase<T>(
  serverUrl: string,
  work: (databaseUrl: string, serverMajor: number) => Promise<T>,
): Promise<T> {
  const server = new Client({ connectionString: serverUrl, application_name: 'sodo-backup-trial' });
  await server.connect();
  try {
    await dropLeftBehind(server);
    const database = TRIAL_PREFIX + randomBytes(6).toString('hex');
    await server.query(`create database ${database} template template0`);
    try {
      const { rows } = await server.query<{ version: number }>(
        `select current_setting('server_version_num')::int as version`,
      );
      const url = new URL(serverUrl);
      url.pathname = `/${database}`;
      return await work(url.href, Math.floor((rows[0]?.version ?? 0) / 10_000));
    } finally {
      await server.query(`drop database if exists ${database} with (force)`);
    }
  } finally {
    await server.end();
  }
}

/** Trials that were killed left theirs; one that is running now is in use and stays. */
async function dropLeftBehind(server: Client): Promise<void> {
  const { rows } = await server.query<{ name: string }>(
    `select d.datname as name from pg_database d
      where d.datname like $1 and not exists (select from pg_stat_activity a where a.datname = d.datname)`,
    [`${TRIAL_PREFIX.replaceAll('_', '\\_')}%`],
  );
  for (const { name } of rows) await server.query(`drop database if exists ${name}`).catch(() => undefined);
}

async function openSomeFiles(
  { target, identity }: TrialParts,
  name: string,
  manifest: BackupManifest,
  signal?: AbortSignal,
): Promise<void> {
  const all = await readFileList(target, name, manifest, identity);
  for (const sha256 of sample(all, FILES_OPENED)) {
    signal?.throwIfAborted();
    if (!(await openStoredFile(target, sha256, identity)))
      throw new BackupFault('BACKUP_CORRUPT', `The stored file ${sha256} is missing or damaged at the target.`);
  }
}

function sample<T>(all: readonly T[], size: number): readonly T[] {
  if (all.length <= size) return all;
  const start = Math.floor(Math.random() * all.length);
  return [...all.slice(start), ...all.slice(0, start)].slice(0, size);
}
