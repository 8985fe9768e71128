import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BackupSettings } from '../../activities';
import { restoreSet } from '../../activities/backup/restore-set';
import type { BackupManifest } from '../../contracts/backup.schema';
import { findDiffering } from '../../db/backup/table-contents';
import { connect } from '../../db/connect';
import { writeAudit } from '../../db/projections/write-audit';
import { nearestBackupBefore } from '../../domain/backup/choose-backup';
import { BackupFault } from '../../platform/backup/backup-fault';
import { wholeSets } from '../../platform/backup/backup-target';
import type { Sealer } from '../../platform/sealed-text';
import { bringBackFiles, type ReturnedFiles } from './bring-back-files';
import { findLostWork, type LostWork } from './lost-work';
import { describePerson, provePersons, type Ask, type ProvedPersons } from './prove-persons';
import { nameReplacement, replaceDatabase, urlOf } from './replace-database';
import { addToRestoreLog, readRestoreLog } from './restore-log';
import { RestoreRefused } from './restore-refused';

/** Who restores what, and why (A19.3đ, A19.3e). */
export interface RestoreOrder {
  /** User name of who has the authority and does it. */
  readonly by: string;
  /** That of another one, who confirms it. */
  readonly confirmedBy: string;
  /** Since when something has been wrong. */
  readonly incidentAt: Date;
  /** Another set than the nearest one before the incident; then with a reason. */
  readonly set?: string | undefined;
  readonly reason?: string | undefined;
}

export interface RestoreOutcome {
  /** The two, by name, user name and unit. */
  readonly by: string;
  readonly confirmedBy: string;
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

export interface RestoreParts extends Pick<BackupSettings, 'databaseUrl' | 'files' | 'target' | 'identity'> {
  readonly sealer: Sealer;
  readonly ask: Ask;
}

export const restoreLogOf = ({ target }: Pick<BackupSettings, 'target'>) => path.join(target.dir, 'restore-log.jsonl');

/**
 * Restores the installation's database and stored files from a set.
 *
 * Invariants: R1 nothing of the installation is touched before the set is proved whole, restored and compared. R2 What was there
 * before stays, under another name. R3 Every operation stands in the restore log before it begins, and so does how it ended.
 * R4 Both persons prove who they are to the accounts of the backup itself, when these are restored and before anything is replaced:
 * ours may be gone, or be what is wrong.
 *
 * @throws RestoreRefused, BackupFault
 */
export async function restoreBackup(
  parts: RestoreParts,
  order: RestoreOrder,
  now = new Date(),
): Promise<RestoreOutcome> {
  if (sameUser(order.by, order.confirmedBy))
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
    const outcome = await carryOut(parts, order, name, manifest, now);
    const { by, confirmedBy } = outcome;
    await addToRestoreLog(log, { ...entry, by, confirmedBy, what: 'done', outcome: describe(outcome) });
    return outcome;
  } catch (error) {
    await addToRestoreLog(log, { ...entry, what: 'failed', outcome: describeFault(error) });
    throw error;
  }
}

async function chooseSet({ target }: RestoreParts, { incidentAt, set, reason }: RestoreOrder) {
  const whole = wholeSets(await target.list()).map((listed) => ({
    ...listed,
    takenAt: Date.parse(listed.manifest.takenAt),
  }));
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
  order: RestoreOrder,
  name: string,
  manifest: BackupManifest,
  now: Date,
): Promise<RestoreOutcome> {
  await parts.target.check(name, manifest);
  const names = nameReplacement(parts.databaseUrl, now);
  const { filled: persons, hadDatabase } = await replaceDatabase(
    parts.databaseUrl,
    names,
    async (databaseUrl, serverMajor) => {
      await restoreSet(parts, name, manifest, { databaseUrl, serverMajor });
      await compare(databaseUrl, manifest);
      return proveAndNote(databaseUrl, parts, order, name);
    },
  );
  const files = await bringBackFiles(parts, name, manifest);
  const lostWork = hadDatabase
    ? await findLostWork(urlOf(parts.databaseUrl, names.lost), parts.databaseUrl)
    : undefined;
  const report = path.join(parts.target.dir, `restore-${now.toISOString().replaceAll(/[:.]/g, '-')}.json`);
  const outcome: RestoreOutcome = {
    by: describePerson(persons.by),
    confirmedBy: describePerson(persons.confirmedBy),
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
  const differing = await findDiffering(databaseUrl, 'sodo-restore', manifest.tables);
  if (differing.length > 0)
    throw new BackupFault('BACKUP_DIFFERS', `These tables differ from what was backed up: ${differing.join(', ')}.`);
}

function sameUser(a: string, b: string): boolean {
  const normal = (name: string) => name.trim().toLowerCase();
  return normal(a) === normal(b);
}

/** Who both are is entered in what was restored, before it takes the place of what was there. */
async function proveAndNote(
  databaseUrl: string,
  parts: RestoreParts,
  order: RestoreOrder,
  set: string,
): Promise<ProvedPersons> {
  const database = connect(databaseUrl, { applicationName: 'sodo-restore', maxConnections: 2 });
  try {
    const persons = await provePersons(database, parts, order);
    await writeAudit(database.pool, {
      actor: persons.by.accountId,
      action: 'system.recover',
      detail: {
        ...{ what: 'restore', confirmedBy: persons.confirmedBy.accountId },
        ...{ set, incidentAt: order.incidentAt.toISOString() },
      },
    });
    return persons;
  } finally {
    await database.close();
  }
}

/** In Vietnamese, as the book has it. */
function describe({ takenAt, rows, files, lostWork, lostDatabase }: RestoreOutcome): string {
  const lost = lostWork === undefined ? 'không đọc được' : `${lostWork.length} hồ sơ`;
  return (
    `${rows} dòng dữ liệu tính đến ${takenAt}; trả lại ${files.returned} tệp, thiếu ${files.missing.length} tệp; ` +
    `việc làm sau bản sao lưu: ${lost}; dữ liệu cũ: ${lostDatabase ?? 'không còn'}`
  );
}

function describeFault(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return error instanceof RestoreRefused || error instanceof BackupFault ? `${error.code}: ${words}` : words;
}
