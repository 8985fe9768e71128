/** What can be wrong with a backup, or with making one. Stable; the operator's page of each is in docs/backup.md. */
export type BackupFaultCode =
  /** No pg_dump or pg_restore of a fitting version on this machine. */
  | 'BACKUP_PROGRAM_MISSING'
  /** pg_dump or pg_restore ended with an error. */
  | 'BACKUP_PROGRAM_FAILED'
  /** The target folder is not there or cannot be written. */
  | 'BACKUP_TARGET_UNREACHABLE'
  /** No room is left at the target. */
  | 'BACKUP_TARGET_FULL'
  /** Not all there, or not what was written. */
  | 'BACKUP_CORRUPT'
  /** Of another installation, or of nobody we know. */
  | 'BACKUP_FOREIGN'
  /** Of a newer version of the application, or a format this one does not read. */
  | 'BACKUP_VERSION_UNKNOWN'
  /** What was restored for a trial is not what was backed up. */
  | 'BACKUP_DIFFERS'
  /** There is no backup to copy. */
  | 'BACKUP_NONE'
  /** No folder for portable disks is named. */
  | 'PORTABLE_DISK_UNSET'
  /** No disk is in, or it has no label. */
  | 'PORTABLE_DISK_UNLABELLED'
  /** Another disk is in. */
  | 'PORTABLE_DISK_OTHER';

/** A fault of a backup: `code` for machines, the message in one plain sentence for the operator. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault';
  constructor(
    readonly code: BackupFaultCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The fault behind an error of the file system at the target; anything else stays what it is. */
export function targetFault(error: unknown, dir: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new BackupFault('BACKUP_TARGET_FULL', `No room is left in ${dir}: make room or change the retention.`, {
        cause: error,
      });
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EIO':
    case 'ESTALE':
    case 'EHOSTDOWN':
    case 'ENOTCONN':
      return new BackupFault(
        'BACKUP_TARGET_UNREACHABLE',
        `The folder ${dir} cannot be used (${code}): see that it is mounted and writable.`,
        { cause: error },
      );
    default:
      return error;
  }
}
