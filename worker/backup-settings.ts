import { randomUUID } from 'node:crypto';
import type { BackupSettings } from '../activities';
import type { CopyParts } from '../activities/portable-copies/write-copy';
import { deriveBackupIdentity } from '../platform/backup/backup-identity';
import { createBackupTarget } from '../platform/backup/backup-target';
import { ConfigurationError, type Config } from '../platform/config';
import { createFileStore } from '../platform/file-store';
import { createSealer, readDataKeys, type Sealer } from '../platform/sealed-text';
import { version } from '../package.json';

/** What a backup needs, and what it is sealed with. */
export interface SealedBackup extends BackupSettings {
  readonly sealer: Sealer;
}

/**
 * What a backup needs, from the configuration.
 * @returns nothing when no target is set
 * @throws ConfigurationError when there is a target and no key to seal with
 */
export async function readBackupSettings(config: Config): Promise<SealedBackup | undefined> {
  const { backup, databaseUrl, dataKeys } = config;
  if (!backup || !databaseUrl) return undefined;
  if (!dataKeys) throw new ConfigurationError(['SODO_DATA_KEYS must be set where SODO_BACKUP_DIR is.']);
  const keys = readDataKeys(dataKeys);
  const sealer = createSealer(keys);
  return {
    databaseUrl,
    trialUrl: backup.trialUrl ?? databaseUrl,
    files: createFileStore(config.filesDir),
    target: createBackupTarget(backup.dir, sealer, randomUUID),
    identity: await deriveBackupIdentity(keys),
    retention: backup.keep,
    applicationVersion: version,
    sealer,
  };
}

/**
 * The folder in which portable disks are put, as a target.
 * @returns nothing when none is named
 */
export function openPortableDisk(
  { portableCopies: { dir } }: Config,
  { target, identity, sealer }: SealedBackup,
): CopyParts | undefined {
  if (!dir) return undefined;
  return { source: target, identity, disk: createBackupTarget(dir, sealer, randomUUID) };
}
