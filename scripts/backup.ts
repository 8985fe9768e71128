import { takeBackup } from '../activities/backup/take-backup';
import { verifyBackup } from '../activities/backup/verify-backup';
import { BackupFault } from '../platform/backup/backup-fault';
import { wholeSets } from '../platform/backup/backup-target';
import { labelDisk } from '../platform/backup/portable-disk';
import { readConfig } from '../platform/config';
import { readBackupSettings } from '../worker/backup-settings';

const USAGE = `Usage: npm run backup -- take            takes a backup now
       npm run backup -- list            the sets at the target, the newest first
       npm run backup -- verify [NAME]   restores one (the newest) for a trial and compares it
       npm run backup -- label LABEL     gives the new portable disk in SODO_PORTABLE_DIR the label written on it
       npm run backup -- identity        the secret key that opens the files with the program "age": keep it in a safe
Reads DATABASE_URL, SODO_DATA_KEYS, SODO_FILES_DIR, SODO_BACKUP_DIR, SODO_BACKUP_TRIAL_URL and SODO_PORTABLE_DIR.
Exit code 0: done; 1: it could not be done, or the backup is not whole; 64: wrong options.`;

async function main([command, name, ...rest]: readonly string[]): Promise<number> {
  const config = readConfig();
  if (rest.length > 0 || (name !== undefined && command !== 'verify' && command !== 'label')) return usage();
  if (command === 'label') return label(config.portableCopies.dir, name);
  const settings = await readBackupSettings(config);
  if (!settings) {
    console.error('backup: set DATABASE_URL and SODO_BACKUP_DIR.');
    return 64;
  }
  switch (command) {
    case 'take': {
      const { name: set, manifest, damagedFiles } = await takeBackup(settings);
      const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
      console.log(
        `${set}: ${rows} rows, ${megabytes(manifest.database.sizeBytes)} MB, ${manifest.files.added} new files.`,
      );
      for (const sha256 of damagedFiles) console.error(`The stored file ${sha256} is damaged and was left out.`);
      return damagedFiles.length === 0 ? 0 : 1;
    }
    case 'list':
      for (const set of await settings.target.list())
        console.log('manifest' in set ? `${set.name}  ${set.manifest.takenAt}` : `${set.name}  ${set.fault.code}`);
      return 0;
    case 'verify': {
      const set = name ?? wholeSets(await settings.target.list())[0]?.name;
      if (set === undefined) {
        console.error('backup: there is no set at the target.');
        return 1;
      }
      const { restoreMs } = await verifyBackup(settings, set);
      console.log(`${set} is whole: restored in ${(restoreMs / 1000).toFixed(1)} s, every table the same.`);
      return 0;
    }
    case 'identity':
      console.log(settings.identity.identities.join('\n'));
      return 0;
    default:
      return usage();
  }
}

async function label(dir: string | undefined, text: string | undefined): Promise<number> {
  if (!text) return usage();
  if (dir === undefined) {
    console.error('backup: set SODO_PORTABLE_DIR.');
    return 64;
  }
  await labelDisk(dir, text);
  console.log(`The disk in ${dir} is labelled ${text}: write the same on it.`);
  return 0;
}

function usage(): number {
  console.error(USAGE);
  return 64;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const code = error instanceof BackupFault ? ` ${error.code}` : '';
    console.error(`backup:${code} ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  },
);
