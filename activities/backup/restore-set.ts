import { pipeline } from 'node:stream/promises';
import type { BackupManifest } from '../../contracts/backup.schema';
import { decryptFile } from '../../platform/backup/age-file';
import { BackupFault } from '../../platform/backup/backup-fault';
import type { BackupIdentity } from '../../platform/backup/backup-identity';
import type { BackupTarget } from '../../platform/backup/backup-target';
import { connectionEnvironment, findPostgresClient, runProgram } from '../../platform/backup/postgres-client';

/**
 * Fills an empty database from a set, in one transaction: a set that turns out to be damaged leaves it empty. Rights of the
 * application's role are not part of it (`grantApplicationRole`).
 * @param serverMajor of the server restored into
 * @throws BackupFault
 */
export async function restoreSet(
  parts: { readonly target: BackupTarget; readonly identity: BackupIdentity },
  name: string,
  manifest: BackupManifest,
  into: { readonly databaseUrl: string; readonly serverMajor: number },
  signal?: AbortSignal,
): Promise<void> {
  if (into.serverMajor < manifest.postgresMajor)
    throw new BackupFault(
      'BACKUP_VERSION_UNKNOWN',
      `The backup is of PostgreSQL ${manifest.postgresMajor}; it cannot go into PostgreSQL ${into.serverMajor}.`,
    );
  const { pgRestore } = findPostgresClient(into.serverMajor);
  const plain = await decryptFile(parts.target.fileOf(name, manifest.database.name), parts.identity.identities);
  const environment = connectionEnvironment(into.databaseUrl);
  const restore = runProgram(
    pgRestore,
    [
      '--format=custom',
      '--no-owner',
      '--no-privileges',
      '--single-transaction',
      '--exit-on-error',
      `--dbname=${environment.PGDATABASE ?? ''}`,
    ],
    environment,
    signal,
  );
  const fed = pipeline(plain, restore.input).catch((error: unknown) => {
    // A damaged file ends our stream; a program that ended early closed it. Its own words come first.
    throw new BackupFault('BACKUP_CORRUPT', 'The backup could not be read to its end.', { cause: error });
  });
  const [feeding, ending] = await Promise.allSettled([fed, restore.ended]);
  if (ending.status === 'rejected' && feeding.status === 'fulfilled') throw ending.reason;
  if (feeding.status === 'rejected') throw feeding.reason;
}
