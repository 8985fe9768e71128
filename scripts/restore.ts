import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { BackupFault } from '../platform/backup/backup-fault';
import { readConfig } from '../platform/config';
import { renderRestoreBook } from '../templates/documents/restore-book';
import { readBackupSettings, type SealedBackup } from '../worker/backup-settings';
import { askAtTerminal } from './restore/ask-at-terminal';
import { restoreBackup, restoreLogOf, type RestoreOrder, type RestoreOutcome } from './restore/restore-backup';
import { readRestoreLog, type RestoreLogEntry } from './restore/restore-log';
import { RestoreRefused } from './restore/restore-refused';

const USAGE = `Usage: npm run restore -- --by USER --confirmed-by USER --incident-at 2026-11-26T08:30+07:00 [--set NAME --reason TEXT]
       npm run restore -- log             the restore log, line by line
       npm run restore -- book FILE.pdf   the same as the book to print, sign and keep
Restores the database of DATABASE_URL (its owner's address) and the stored files from the nearest backup before the incident.
Stop api and worker first. Both persons are asked for their passwords (and codes) when the backup is restored beside what is
there; only then it takes its place. What was there before stays, as a database of another name.
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
  const [command, file, ...rest] = args;
  const wantsLog = command === 'log' && file === undefined;
  const bookFile = command === 'book' && rest.length === 0 ? file : undefined;
  const order = wantsLog || bookFile !== undefined ? undefined : readOrder(args);
  if (!wantsLog && bookFile === undefined && !order) {
    console.error(USAGE);
    return 64;
  }
  const settings = await readBackupSettings(readConfig());
  if (!settings) {
    console.error('restore: set DATABASE_URL and SODO_BACKUP_DIR.');
    return 64;
  }
  if (order) await restore(settings, order);
  else if (bookFile !== undefined) await printBook(settings, bookFile);
  else for (const line of await readRestoreLog(restoreLogOf(settings))) printLine(line);
  return 0;
}

async function restore(settings: SealedBackup, order: RestoreOrder): Promise<void> {
  const { ask, close } = askAtTerminal();
  try {
    print(await restoreBackup({ ...settings, ask }, order));
  } finally {
    close();
  }
}

async function printBook(settings: SealedBackup, file: string): Promise<void> {
  const entries = await readRestoreLog(restoreLogOf(settings));
  await writeFile(file, await renderRestoreBook({ entries, printedAt: new Date().toISOString() }), { flush: true });
  console.log(`${entries.length} entries are in ${file}.`);
}

function printLine({ number, at, what, by, confirmedBy, set, reason, outcome }: RestoreLogEntry): void {
  const parts = [`${number}. ${at} ${what}: ${set}`, `by ${by}, confirmed by ${confirmedBy}`, reason, outcome];
  console.log(parts.filter(Boolean).join('; '));
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
