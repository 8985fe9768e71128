import { createHash } from 'node:crypto';
import { readFile, rm, stat } from 'node:fs/promises';
import type { CopyKind } from '../../domain/portable-copies/copy-period';
import type { WrittenCopy } from '../../domain/portable-copies/copy-state';
import { BackupFault, targetFault } from '../../platform/backup/backup-fault';
import type { BackupIdentity } from '../../platform/backup/backup-identity';
import { wholeSets, type BackupTarget } from '../../platform/backup/backup-target';
import { requireDisk } from '../../platform/backup/portable-disk';
import { openStoredFile, readFileList } from '../../platform/backup/stored-file';

export interface CopyParts {
  /** Where the backups are taken to every day. */
  readonly source: BackupTarget;
  /** The disk that is in: a target of its own, so that it restores without the other. */
  readonly disk: BackupTarget;
  readonly identity: BackupIdentity;
}

/**
 * Copies the newest backup to the portable disk that is in; of `scans` with every stored file (A18.1a, A18.1b). Everything that
 * is written is read again: files of the set by their SHA-256, stored files by opening them. What the disk holds already and is
 * whole is not written again, so a copy that was cut short goes on where it was.
 * @throws BackupFault; nothing on the disk could be taken for this copy then
 */
export async function writeCopy(
  { source, disk, identity }: CopyParts,
  { kind, label }: { readonly kind: CopyKind; readonly label: string },
  signal?: AbortSignal,
): Promise<WrittenCopy> {
  await requireDisk(disk.dir, label);
  const [newest] = wholeSets(await source.list());
  if (!newest) throw new BackupFault('BACKUP_NONE', `There is no whole backup in ${source.dir} to copy.`);
  const { name, manifest } = newest;
  // Stored files first: a set on the disk is one whose files are there.
  const files =
    kind === 'scans'
      ? await copyFiles({ source, disk, identity }, await readFileList(source, name, manifest, identity), signal)
      : { count: 0, damaged: 0, sizeBytes: 0 };
  await disk.copyFrom(source, name, manifest);
  await disk.check(name, manifest);
  return {
    set: name,
    takenAt: Date.parse(manifest.takenAt),
    sha256: createHash('sha256')
      .update(await readFile(disk.fileOf(name, 'manifest.json')))
      .digest('hex'),
    files: files.count,
    damagedFiles: files.damaged,
    sizeBytes: manifest.database.sizeBytes + manifest.files.list.sizeBytes + files.sizeBytes,
  };
}

async function copyFiles({ source, disk, identity }: CopyParts, list: readonly string[], signal?: AbortSignal) {
  let count = 0;
  let damaged = 0;
  let sizeBytes = 0;
  for (const sha256 of list) {
    signal?.throwIfAborted();
    if (!(await openStoredFile(disk, sha256, identity))) {
      const bytes = await openStoredFile(source, sha256, identity);
      // One damaged paper does not keep the others from being saved.
      if (!bytes) {
        damaged += 1;
        continue;
      }
      await rm(disk.storedFile(sha256), { force: true }).catch((error: unknown) => {
        throw targetFault(error, disk.dir);
      });
      await disk.keepFile(sha256, () => Promise.resolve(bytes), identity.recipient);
      if (!(await openStoredFile(disk, sha256, identity)))
        throw new BackupFault('BACKUP_CORRUPT', `The disk does not give back what was written to it (${sha256}).`);
    }
    count += 1;
    sizeBytes += (await stat(disk.storedFile(sha256))).size;
  }
  return { count, damaged, sizeBytes };
}
