import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { BackupFault, targetFault } from './backup-fault';

/** What a portable disk says of itself. The same words stand on the disk. */
const labelSchema = z.object({ label: z.string().min(1).max(60) });
const LABEL_FILE = 'sodo-disk.json';

/**
 * The label of the disk that is in. Without one nothing is written: the folder may be a mount point with nothing mounted.
 * @throws BackupFault `BACKUP_TARGET_UNREACHABLE` without the folder, `PORTABLE_DISK_UNLABELLED` without a label
 */
async function readDiskLabel(dir: string): Promise<string> {
  const text = await readFile(path.join(dir, LABEL_FILE), 'utf8').catch(async (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw targetFault(error, dir);
    await stat(dir).catch((missing: unknown) => {
      throw targetFault(missing, dir);
    });
    return '';
  });
  const found = labelSchema.safeParse(parseOrNothing(text));
  if (found.success) return found.data.label;
  throw new BackupFault(
    'PORTABLE_DISK_UNLABELLED',
    `No labelled disk is in ${dir}: mount one, or give a new one its label with "npm run backup -- label".`,
  );
}

/**
 * Gives a new disk its label.
 * @throws BackupFault `PORTABLE_DISK_OTHER` for a disk that has another one already
 */
export async function labelDisk(dir: string, label: string): Promise<void> {
  try {
    await writeFile(path.join(dir, LABEL_FILE), `${JSON.stringify(labelSchema.parse({ label }))}\n`, {
      flag: 'wx',
      flush: true,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw targetFault(error, dir);
    await requireDisk(dir, label);
  }
}

/** @throws BackupFault `PORTABLE_DISK_OTHER` when another disk is in, and what `readDiskLabel` throws */
export async function requireDisk(dir: string, label: string): Promise<void> {
  const found = await readDiskLabel(dir);
  if (found !== label)
    throw new BackupFault('PORTABLE_DISK_OTHER', `The disk in ${dir} is labelled ${found}, not ${label}.`);
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
