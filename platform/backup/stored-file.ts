import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { decryptFile } from './age-file';
import type { BackupIdentity } from './backup-identity';
import type { BackupTarget } from './backup-target';
import type { BackupManifest } from '../../contracts/backup.schema';

/**
 * A stored file as it lies at a target, opened.
 * @returns nothing when it is not there, cannot be opened, or is not what its name says
 */
export async function openStoredFile(
  target: Pick<BackupTarget, 'storedFile'>,
  sha256: string,
  { identities }: Pick<BackupIdentity, 'identities'>,
): Promise<Buffer | undefined> {
  try {
    const bytes = await buffer(await decryptFile(target.storedFile(sha256), identities));
    return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** SHA-256 of the stored files a set belongs to. @throws BackupFault when the list cannot be read */
export async function readFileList(
  target: Pick<BackupTarget, 'fileOf'>,
  name: string,
  manifest: BackupManifest,
  { identities }: Pick<BackupIdentity, 'identities'>,
): Promise<readonly string[]> {
  const list = await buffer(await decryptFile(target.fileOf(name, manifest.files.list.name), identities));
  return list.toString('utf8').split('\n').filter(Boolean);
}
