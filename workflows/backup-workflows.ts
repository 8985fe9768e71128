import { uuid4 } from '@temporalio/workflow';
import { backUp, proveBackup, removeOldBackups } from './activity-proxies';

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
