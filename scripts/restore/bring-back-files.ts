import type { BackupIdentity } from '../../platform/backup/backup-identity';
import type { BackupManifest } from '../../contracts/backup.schema';
import type { BackupTarget } from '../../platform/backup/backup-target';
import { openStoredFile, readFileList } from '../../platform/backup/stored-file';
import { FileStoreFault, type FileStore } from '../../platform/file-store';

export interface ReturnedFiles {
  readonly returned: number;
  /** SHA-256 of files that are neither here nor whole at the target. */
  readonly missing: readonly string[];
}

/** Stored files that are not here, or damaged here, come back from the target; those that are whole stay as they are. */
export async function bringBackFiles(
  parts: { readonly target: BackupTarget; readonly identity: BackupIdentity; readonly files: FileStore },
  name: string,
  manifest: BackupManifest,
): Promise<ReturnedFiles> {
  const { target, identity, files } = parts;
  let returned = 0;
  const missing: string[] = [];
  for (const sha256 of await readFileList(target, name, manifest, identity)) {
    if (await isWhole(files, sha256)) continue;
    const bytes = await openStoredFile(target, sha256, identity);
    if (bytes === undefined) missing.push(sha256);
    else {
      await files.put(bytes);
      returned += 1;
    }
  }
  return { returned, missing };
}

async function isWhole(files: FileStore, sha256: string): Promise<boolean> {
  try {
    await files.read(sha256);
    return true;
  } catch (error) {
    if (error instanceof FileStoreFault) return false;
    throw error;
  }
}
