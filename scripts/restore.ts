import { parseArgs } from 'node:util';
import { BackupFault } from '../platform/backup/backup-fault';
import { readConfig } from '../platform/config';
import { readBackupSettings } from '../worker/backup-settings';
import { restoreBackup, restoreLogOf, type RestoreOutcome } from './restore/restore-backup';
import { readRestoreLog } from './restore/restore-log';
import { RestoreRefused } from './restore/restore-refused';

const USAGE = `Usage: npm run restore -- --by NAME --confirmed-by NAME --incident-at 2026-11-26T08:30+07:00 [--set NAME --reason TEXT]
       npm run restore -- log     the restore log, line by line
Restores the database of DATABASE_URL (its owner's address) and the stored files from the nearest backup before the incident.
Stop api and worker first. What was there before stays, as a database of another name.
Exit code 0: done; 1: it could not be done, nothing was changed; 64: wrong options.`;

function readOrder(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      options: {
        by: { type: 'string' },
        'confirmed-by': { type: 'string' },
        'incident-at': { type: 'string' },
        set: { type: 'string' },
        reason: { type: 'string' },
      },
    });
    const { by, set, reason } = values;
    const confirmedBy = values['confirmed-by'];
    // With its zone: a time read in the machine's zone could choose another backup.
    const at = /T.*(Z|[+-]\d\d:\d\d)$/.test(values['incident-at'] ?? '')
      ? new Date(values['incident-at'] ?? '')
      : undefined;
    if (!by?.trim() || !confirmedBy?.trim() || !at || Number.isNaN(at.getTime())) return undefined;
    return { by, confirmedBy, incidentAt: at, set, reason };
  } catch {
    return undefined;
  }
}

async function main(args: readonly string[]): Promise<number> {
  const wantsLog = args.length === 1 && args[0] === 'log';
  const order = wantsLog ? undefined : readOrder(args);
  if (!wantsLog && !order) {
    console.error(USAGE);
    return 64;
  }
  const settings = await readBackupSettings(readConfig());
  if (!settings) {
    console.error('restore: set DATABASE_URL and SODO_BACKUP_DIR.');
    return 64;
  }
  if (order) print(await restoreBackup(settings, order));
  else
    for (const { number, at, what, by, confirmedBy, set, reason, outcome } of await readRestoreLog(
      restoreLogOf(settings),
    ))
      console.log(
        [`${number}. ${at} ${what}: ${set}`, `by ${by}, confirmed by ${confirmedBy}`, reason, outcome]
          .filter(Boolean)
          .join('; '),
      );
  return 0;
}

function print({ set, takenAt, rows, files, lostDatabase, lostWork, report }: RestoreOutcome): void {
  console.log(`Restored ${set}: ${rows} rows as of ${takenAt}; ${files.returned} stored files brought back.`);
  for (const sha256 of files.missing) console.log(`Missing: stored file ${sha256}.`);
  if (lostDatabase !== undefined) console.log(`What was there before is the database "${lostDatabase}".`);
  if (lostWork === undefined) console.log('What was done after the backup cannot be read from what was there before.');
  else {
    console.log(`${lostWork.length} dossiers had steps after the backup:`);
    for (const { code, steps, lastStepAt, lastBy } of lostWork)
      console.log(`  ${code}: ${steps} steps, the last at ${lastStepAt} by ${lastBy ?? 'the system'}`);
  }
  console.log(`This list is kept in ${report}.`);
  console.log(
    'Next: where Temporal was kept, start it and run "npm run recover -- rebuild-projections" (its histories bring those steps back); ' +
      'where it is empty, "npm run recover -- resume-dossiers". Then start api and worker.',
  );
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const code = error instanceof BackupFault || error instanceof RestoreRefused ? ` ${error.code}` : '';
    console.error(`restore:${code} ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  },
);
