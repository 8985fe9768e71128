import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { restoreSet } from '../../activities/backup/restore-set';
import type { BackupSettings } from '../../activities';
import type { BackupManifest } from '../../contracts/backup.schema';
import { differingTables, readTableContents } from '../../db/backup/table-contents';
import { nearestBackupBefore } from '../../domain/backup/choose-backup';
import { BackupFault } from '../../platform/backup/backup-fault';
import { bringBackFiles, type ReturnedFiles } from './bring-back-files';
import { findLostWork, type LostWork } from './lost-work';
import { nameReplacement, replaceDatabase, urlOf } from './replace-database';
import { addToRestoreLog, readRestoreLog } from './restore-log';
import { RestoreRefused } from './restore-refused';

/** Who restores what, and why (A19.3đ, A19.3e). */
export interface RestoreOrder {
  /** Who has the authority and does it. */
  readonly by: string;
  /** Another person, who confirms it. */
  readonly confirmedBy: string;
  /** Since when something has been wrong. */
  readonly incidentAt: Date;
  /** Another set than the nearest one before the incident; then with a reason. */
  readonly set?: string | undefined;
  readonly reason?: string | undefined;
}

export interface RestoreOutcome {
  readonly set: string;
  readonly takenAt: string;
  readonly rows: number;
  readonly files: ReturnedFiles;
  /** What was there before lies under this name; nothing: there was no database. */
  readonly lostDatabase: string | undefined;
  /** Steps taken after the backup; nothing: what was there before cannot be read. */
  readonly lostWork: readonly LostWork[] | undefined;
  /** Absolute path of the list of them. */
  readonly report: string;
}

export type RestoreParts = Pick<BackupSettings, 'databaseUrl' | 'files' | 'target' | 'identity'>;

export const restoreLogOf = ({ target }: Pick<RestoreParts, 'target'>) => path.join(target.dir, 'restore-log.jsonl');

/**
 * Restores the installation's database and stored files from a set.
 *
 * Invariants: R1 nothing of the installation is touched before the set is proved whole, restored and compared. R2 What was there
 * before stays, under another name. R3 Every operation stands in the restore log before it begins, and so does how it ended.
 *
 * @throws RestoreRefused, BackupFault
 */
export async function restoreBackup(
  parts: RestoreParts,
  order: RestoreOrder,
  now = new Date(),
): Promise<RestoreOutcome> {
  if (samePerson(order.by, order.confirmedBy))
    throw new RestoreRefused('RESTORE_FOUR_EYES', 'A second person confirms a restore, not the one who does it.');
  const { name, manifest } = await chooseSet(parts, order);
  const log = restoreLogOf(parts);
  await readRestoreLog(log);
  const entry = {
    by: order.by,
    confirmedBy: order.confirmedBy,
    incidentAt: order.incidentAt.toISOString(),
    set: name,
    reason: order.reason ?? null,
  };
  await addToRestoreLog(log, { ...entry, what: 'begun', outcome: null });
  try {
    const outcome = await carryOut(parts, name, manifest, now);
    await addToRestoreLog(log, { ...entry, what: 'done', outcome: describe(outcome) });
    return outcome;
  } catch (error) {
    const outcome = error instanceof Error ? error.message : String(error);
    await addToRestoreLog(log, { ...entry, what: 'failed', outcome });
    throw error;
  }
}

async function chooseSet({ target }: RestoreParts, { incidentAt, set, reason }: RestoreOrder) {
  const whole = (await target.list()).flatMap((listed) =>
    'manifest' in listed
      ? [{ name: listed.name, manifest: listed.manifest, takenAt: Date.parse(listed.manifest.takenAt) }]
      : [],
  );
  const nearest = nearestBackupBefore(whole, incidentAt.getTime());
  if (set === undefined || set === nearest?.name) {
    if (nearest) return nearest;
    throw new RestoreRefused('RESTORE_NO_BACKUP', `There is no backup from before ${incidentAt.toISOString()}.`);
  }
  if (!reason?.trim())
    throw new RestoreRefused(
      'RESTORE_REASON_MISSING',
      `The nearest backup before the incident is ${nearest?.name ?? 'not there'}; another one needs a reason (A19.3e).`,
    );
  // A set that is not whole says by itself what is wrong with it.
  return { name: set, manifest: await target.readManifest(set) };
}

async function carryOut(
  parts: RestoreParts,
  name: string,
  manifest: BackupManifest,
  now: Date,
): Promise<RestoreOutcome> {
  await parts.target.check(name, manifest);
  const names = nameReplacement(parts.databaseUrl, now);
  const { hadDatabase } = await replaceDatabase(parts.databaseUrl, names, async (databaseUrl, serverMajor) => {
    await restoreSet(parts, name, manifest, { databaseUrl, serverMajor });
    await compare(databaseUrl, manifest);
  });
  const files = await bringBackFiles(parts, name, manifest);
  const lostWork = hadDatabase
    ? await findLostWork(urlOf(parts.databaseUrl, names.lost), parts.databaseUrl)
    : undefined;
  const report = path.join(parts.target.dir, `restore-${now.toISOString().replaceAll(/[:.]/g, '-')}.json`);
  const outcome: RestoreOutcome = {
    set: name,
    takenAt: manifest.takenAt,
    rows: Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0),
    files,
    lostDatabase: hadDatabase ? names.lost : undefined,
    lostWork,
    report,
  };
  await writeFile(report, `${JSON.stringify(outcome, null, 2)}\n`, { flag: 'wx', flush: true });
  return outcome;
}

async function compare(databaseUrl: string, manifest: BackupManifest): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'sodo-restore' });
  await client.connect();
  try {
    await client.query('begin read only');
    const differing = differingTables(manifest.tables, await readTableContents(client));
    if (differing.length > 0)
      throw new BackupFault('BACKUP_DIFFERS', `These tables differ from what was backed up: ${differing.join(', ')}.`);
  } finally {
    await client.end();
  }
}

function samePerson(a: string, b: string): boolean {
  const normal = (name: string) => name.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('vi');
  return normal(a) === normal(b);
}

function describe({ takenAt, rows, files, lostWork, lostDatabase }: RestoreOutcome): string {
  const lost =
    lostWork === undefined ? 'what was done after it is not known' : `${lostWork.length} dossiers had later steps`;
  return (
    `${rows} rows as of ${takenAt}; ${files.returned} files brought back, ${files.missing.length} missing; ${lost}; ` +
    `before: ${lostDatabase ?? 'no database'}`
  );
}
