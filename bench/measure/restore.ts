import { randomBytes, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { takeBackup } from '../../activities/backup/take-backup';
import { DEMO_PASSWORD } from '../../db/seed/demo-accounts';
import { withClient } from '../../db/with-client';
import { deriveBackupIdentity } from '../../platform/backup/backup-identity';
import { createBackupTarget } from '../../platform/backup/backup-target';
import { connectionEnvironment, findPostgresClient, runProgram } from '../../platform/backup/postgres-client';
import { createFileStore } from '../../platform/file-store';
import { createSealer, readDataKeys } from '../../platform/sealed-text';
import { urlOf } from '../../scripts/restore/replace-database';
import { restoreBackup } from '../../scripts/restore/restore-backup';
import type { Measured } from '../figure';
import { makeBenchFolder } from '../stack/bench-stack';
import type { BenchContext, MeasurementResult } from './bench-context';
import { fillForLists } from './lists';

/** Scans: as large as a page in colour, and no smaller when packed. */
const SCANS = 1_000;
const SCAN_BYTES = 300_000;
const RESTORED = 'bench_restored';
const FLOOR_RESTORED = 'bench_floor_restored';
const MEGABYTE = 1e6;

/**
 * A backup and a restore of a full database with stored files, against bare `pg_dump` and `pg_restore` of the same database
 * in the same run: what is ours beyond them is encryption, checksums of every table, and the second reading.
 */
export async function measureRestore(context: BenchContext): Promise<MeasurementResult> {
  const { stack, dossiers, report } = context;
  await fillForLists(context);
  await stack.pool.query('vacuum analyze');
  const folder = makeBenchFolder();
  try {
    return await measureIn(folder, stack.env['DATABASE_URL'] ?? '', dossiers, report);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureIn(
  folder: string,
  databaseUrl: string,
  dossiers: number,
  report: BenchContext['report'],
): Promise<MeasurementResult> {
  const keys = readDataKeys(`bench:${'a1'.repeat(32)} hash:${'b2'.repeat(32)}`);
  const sealer = createSealer(keys);
  const nas = path.join(folder, 'nas');
  await mkdir(nas);
  const files = createFileStore(path.join(folder, 'files'));
  report(`restore: storing ${SCANS} scans`);
  for (let count = 0; count < SCANS; count++) await files.put(randomBytes(SCAN_BYTES));
  const parts = {
    ...{ databaseUrl, files, target: createBackupTarget(nas, sealer, randomUUID) },
    identity: await deriveBackupIdentity(keys),
  };
  const server = await readServer(databaseUrl);
  const floorFile = path.join(folder, 'floor.dump');

  report('restore: pg_dump alone');
  const dumpFloor = await time(() => dumpBare(databaseUrl, server.major, floorFile));
  report('restore: a first backup, with every scan');
  const firstBackup = await time(() => takeBackup({ ...parts, applicationVersion: 'bench' }));
  report('restore: another, with nothing new');
  const nextBackup = await time(() => takeBackup({ ...parts, applicationVersion: 'bench' }));
  report('restore: pg_restore alone');
  const restoreFloor = await time(() => restoreBare(databaseUrl, server.major, floorFile));
  // As after a disk was lost: neither database nor files are there.
  await rm(path.join(folder, 'files'), { recursive: true });
  report('restore: everything, and two persons');
  const ours = {
    ...parts,
    databaseUrl: urlOf(databaseUrl, RESTORED),
    sealer,
    ask: () => Promise.resolve(DEMO_PASSWORD),
  };
  const restore = await time(() =>
    restoreBackup(ours, { by: 'vanhanh', confirmedBy: 'admin', incidentAt: new Date() }),
  );
  await dropDatabases(databaseUrl);

  const mega = server.sizeBytes / MEGABYTE;
  const scans = (SCANS * SCAN_BYTES) / MEGABYTE;
  const dumped = (await stat(floorFile)).size / MEGABYTE;
  const size = `${dossiers} dossiers, ${mega.toFixed(0)} MB in PostgreSQL (${dumped.toFixed(0)} MB dumped)`;
  const withScans = `${size}, ${scans.toFixed(0)} MB of scans`;
  const figures: Measured[] = [
    {
      name: 'restore.backup.first',
      unit: 's',
      value: firstBackup,
      floor: dumpFloor,
      note: `${withScans}; floor: pg_dump without scans`,
    },
    {
      name: 'restore.backup.next',
      unit: 's',
      value: nextBackup,
      floor: dumpFloor,
      note: `${withScans}, all there already; floor: pg_dump`,
    },
    { name: 'restore.backup.rate', unit: 'MB/s', value: (mega + scans) / firstBackup, floor: mega / dumpFloor },
    {
      name: 'restore.restore',
      unit: 's',
      value: restore,
      floor: restoreFloor,
      note: `${withScans}; floor: pg_restore without scans`,
    },
    { name: 'restore.restore.rate', unit: 'MB/s', value: (mega + scans) / restore, floor: mega / restoreFloor },
  ];
  return { figures };
}

/** @returns seconds */
async function time(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
}

async function dumpBare(databaseUrl: string, major: number, file: string): Promise<void> {
  const args = ['--format=custom', '--no-owner', '--no-privileges', '--no-comments'];
  const dump = runProgram(findPostgresClient(major).pgDump, args, connectionEnvironment(databaseUrl));
  await Promise.all([pipeline(dump.output, createWriteStream(file)), dump.ended]);
}

async function restoreBare(databaseUrl: string, major: number, file: string): Promise<void> {
  await withClient(urlOf(databaseUrl, 'postgres'), 'sodo-bench', (client) =>
    client.query(`create database ${FLOOR_RESTORED} template template0`),
  );
  const restore = runProgram(
    findPostgresClient(major).pgRestore,
    ['--format=custom', '--no-owner', '--no-privileges', '--single-transaction', `--dbname=${FLOOR_RESTORED}`],
    connectionEnvironment(urlOf(databaseUrl, FLOOR_RESTORED)),
  );
  await Promise.all([pipeline(createReadStream(file), restore.input), restore.ended]);
}

function readServer(databaseUrl: string): Promise<{ readonly major: number; readonly sizeBytes: number }> {
  return withClient(databaseUrl, 'sodo-bench', async (client) => {
    const { rows } = await client.query<{ version: number; size: string }>(
      `select current_setting('server_version_num')::int as version, pg_database_size(current_database()) as size`,
    );
    const [row] = rows;
    return { major: Math.floor((row?.version ?? 0) / 10_000), sizeBytes: Number(row?.size) };
  });
}

function dropDatabases(databaseUrl: string): Promise<void> {
  return withClient(urlOf(databaseUrl, 'postgres'), 'sodo-bench', async (client) => {
    for (const name of [RESTORED, FLOOR_RESTORED]) await client.query(`drop database if exists ${name} with (force)`);
  });
}
