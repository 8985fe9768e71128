import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Readable } from 'node:stream';
import { Client } from 'pg';
import { BACKUP_FORMAT, type BackupManifest } from '../../contracts/backup.schema';
import { readTableContents } from '../../db/backup/table-contents';
import { encryptToFile } from '../../platform/backup/age-file';
import type { BackupIdentity } from '../../platform/backup/backup-identity';
import { targetFault } from '../../platform/backup/backup-fault';
import type { BackupTarget } from '../../platform/backup/backup-target';
import { connectionEnvironment, findPostgresClient, runProgram } from '../../platform/backup/postgres-client';
import { FileStoreFault, type FileStore } from '../../platform/file-store';

export interface BackupParts {
  readonly databaseUrl: string;
  readonly files: FileStore;
  readonly target: BackupTarget;
  readonly identity: BackupIdentity;
  readonly applicationVersion: string;
}

export interface TakenBackup {
  readonly name: string;
  readonly manifest: BackupManifest;
  /** Stored files that are not there or not what was stored: the backup is whole but for them. */
  readonly damagedFiles: readonly string[];
}

/**
 * Takes a backup of the database and of all stored files (A18.1a).
 *
 * Invariants: B1 a set is at the target wholly or not at all. B2 The dump, its counts and its checksums are of one and the same
 * instant (one exported snapshot). B3 Every file that a row of the dump names was looked for after that instant, so it is there.
 * B4 People go on working meanwhile; nothing of theirs is locked.
 *
 * @param signal ends it; what was begun is removed
 * @throws BackupFault
 */
export async function takeBackup(parts: BackupParts, signal?: AbortSignal): Promise<TakenBackup> {
  const { target } = parts;
  const incoming = await target.open();
  try {
    const { database, tables, source } = await dumpDatabase(parts, incoming.dir, signal);
    const files = await keepFiles(parts, incoming.dir, signal);
    const manifest: BackupManifest = {
      format: BACKUP_FORMAT,
      id: randomUUID(),
      ...source,
      finishedAt: new Date().toISOString(),
      applicationVersion: parts.applicationVersion,
      database: { name: 'database.age', ...database },
      tables,
      files: files.manifest,
    };
    return { name: await incoming.finish(manifest), manifest, damagedFiles: files.damaged };
  } finally {
    await incoming.abandon();
  }
}

async function dumpDatabase({ databaseUrl, identity, target }: BackupParts, dir: string, signal?: AbortSignal) {
  const client = new Client({ connectionString: databaseUrl, application_name: 'sodo-backup' });
  await client.connect();
  try {
    // The snapshot lives as long as this transaction: counts here and dump there see the same.
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query('set local idle_in_transaction_session_timeout = 0');
    const source = await readSource(client);
    const program = findPostgresClient(source.postgresMajor);
    const dump = runProgram(
      program.pgDump,
      ['--format=custom', '--no-owner', '--no-privileges', '--no-comments', `--snapshot=${source.snapshot}`],
      connectionEnvironment(databaseUrl),
      signal,
    );
    const written = encryptToFile(dump.output, path.join(dir, 'database.age'), identity.recipient).catch(
      (error: unknown) => {
        throw targetFault(error, target.dir);
      },
    );
    // Side by side: the counts read what the dump reads, out of the same memory.
    const [tables, database] = await Promise.all([readTableContents(client), written, dump.ended]);
    await client.query('commit');
    const { installation, takenAt, schemaVersion, postgresMajor } = source;
    return { tables, database, source: { installation, takenAt, schemaVersion, postgresMajor } };
  } finally {
    await client.end();
  }
}

async function readSource(client: Client) {
  const { rows } = await client.query<{
    snapshot: string;
    installation: string;
    taken_at: Date;
    schema_version: string;
    version: number;
  }>(
    `select pg_export_snapshot() as snapshot, (select id from installation) as installation, now() as taken_at,
            (select max(name) from schema_migration) as schema_version,
            current_setting('server_version_num')::int as version`,
  );
  const [row] = rows;
  if (!row) throw new Error('The database did not say what it is.');
  return {
    snapshot: row.snapshot,
    installation: row.installation,
    takenAt: row.taken_at.toISOString(),
    schemaVersion: row.schema_version,
    postgresMajor: Math.floor(row.version / 10_000),
  };
}

async function keepFiles({ files, target, identity }: BackupParts, dir: string, signal?: AbortSignal) {
  const kept: string[] = [];
  const damaged: string[] = [];
  let added = 0;
  let sizeBytes = 0;
  for await (const sha256 of files.list()) {
    signal?.throwIfAborted();
    try {
      const outcome = await target.keepFile(sha256, () => files.read(sha256), identity.recipient);
      if (outcome.added) added += 1;
      sizeBytes += outcome.sizeBytes;
      kept.push(sha256);
    } catch (error) {
      // One damaged paper does not keep the others from being saved.
      if (!(error instanceof FileStoreFault)) throw error;
      damaged.push(sha256);
    }
  }
  const list = await encryptToFile(
    Readable.from([Buffer.from(`${kept.sort().join('\n')}\n`)]),
    path.join(dir, 'files.age'),
    identity.recipient,
  ).catch((error: unknown) => {
    throw targetFault(error, target.dir);
  });
  return { damaged, manifest: { list: { name: 'files.age', ...list }, count: kept.length, sizeBytes, added } };
}
