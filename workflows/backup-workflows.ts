import { uuid4 } from '@temporalio/workflow';
import type { CopyAttempt } from '../activities/portable-copies/copy-activities';
import { backUp, copyToDisk, proveBackup, removeOldBackups } from './activity-proxies';

/** One backup of the database and the stored files (A18.1a); what the retention no longer keeps goes after it, never before. */
export async function backupWorkflow(kind: 'daily' | 'manual'): Promise<string> {
  const name = await backUp({ id: uuid4(), kind });
  await removeOldBackups();
  return name;
}

/** The weekly drill: the newest backup is restored for a trial and compared (A18.1a, "with integrity"). */
export async function backupDrillWorkflow(): Promise<{ name: string; restoreMs: number } | null> {
  return proveBackup();
}

/** Writes one copy to the portable disk that is in (A18.1a, A18.1b), and tells its case how it went. */
export async function copyToDiskWorkflow(attempt: CopyAttempt): Promise<void> {
  await copyToDisk(attempt);
}
