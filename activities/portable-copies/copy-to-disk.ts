import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { CopyCommand } from '../../domain/portable-copies/copy-command';
import type { CopyKind } from '../../domain/portable-copies/copy-period';
import { BackupFault } from '../../platform/backup/backup-fault';
import { askCase } from '../ask-case';
import { keepWords } from '../keep-words';
import { writeCopy, type CopyParts } from './write-copy';

/** One time a disk was put in. */
export interface CopyAttempt {
  readonly copyId: string;
  readonly attempt: number;
}

/**
 * Writes a copy to the disk its case says is in, and tells the case that it is there, or why it is not. Repeated, or of an
 * attempt that is over, it changes nothing.
 * @param parts nothing: no folder for portable disks is named
 */
export async function writeToDisk(
  pool: Pool,
  client: Client,
  parts: CopyParts | undefined,
  { copyId, attempt }: CopyAttempt,
  signal?: AbortSignal,
): Promise<void> {
  const { rows } = await pool.query<{ kind: CopyKind; label: string }>(
    `select kind, disk as label from portable_copy where id = $1 and attempt = $2 and status = 'copying'`,
    [copyId, attempt],
  );
  const [copy] = rows;
  if (!copy) return;
  const requestKey = `copy/${copyId}/${attempt}`;
  const common = { requestKey, actor: { id: 'system' } } as const;
  let command: CopyCommand;
  try {
    if (!parts)
      throw new BackupFault('PORTABLE_DISK_UNSET', 'SODO_PORTABLE_DIR and SODO_BACKUP_DIR must name folders.');
    command = { type: 'recordCopy', ...common, written: await writeCopy(parts, copy, signal) };
  } catch (error) {
    if (!(error instanceof BackupFault)) throw error;
    await keepWords(pool, { requestKey, caseId: copyId, type: 'recordCopyFault' }, { text: error.message });
    command = { type: 'recordCopyFault', ...common, submission: requestKey, fault: error.code };
  }
  await askCase(client, 'portableCopy', copyId, command);
}
