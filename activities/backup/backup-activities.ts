import { ApplicationFailure } from '@temporalio/activity';
import type { Pool } from 'pg';
import {
  beginBackup,
  finishBackup,
  listProved,
  noteBackupFault,
  noteRemoval,
  noteTrial,
  type BackupKind,
} from '../../db/backup/backup-register';
import { setsToRemove, type BackupRetention } from '../../domain/backup/backup-retention';
import { BackupFault, type BackupFaultCode } from '../../platform/backup/backup-fault';
import type { BackupIdentity } from '../../platform/backup/backup-identity';
import { wholeSets, type BackupTarget } from '../../platform/backup/backup-target';
import type { FileStore } from '../../platform/file-store';
import { alive } from '../alive';
import { takeBackup } from './take-backup';
import { verifyBackup } from './verify-backup';

export interface BackupActivities {
  /**
   * Takes a backup and enters it in the register.
   * @returns the set's name
   * @throws ApplicationFailure with the code of the BackupFault as its type
   */
  readonly backUp: (run: { readonly id: string; readonly kind: BackupKind }) => Promise<string>;
  /** Removes what the retention no longer keeps. @returns how many sets went */
  readonly removeOldBackups: () => Promise<number>;
  /**
   * Restores the newest set for a trial and enters the outcome.
   * @returns the set's name and how long the restore took; nothing when there is no set
   */
  readonly proveBackup: () => Promise<{ readonly name: string; readonly restoreMs: number } | null>;
}

export interface BackupSettings {
  readonly databaseUrl: string;
  /** A server on which a throwaway database may be made. */
  readonly trialUrl: string;
  readonly files: FileStore;
  readonly target: BackupTarget;
  readonly identity: BackupIdentity;
  readonly retention: BackupRetention;
  readonly applicationVersion: string;
}

/** Another try changes nothing: a person has to. */
const FINAL: ReadonlySet<BackupFaultCode> = new Set([
  'BACKUP_PROGRAM_MISSING',
  'BACKUP_CORRUPT',
  'BACKUP_FOREIGN',
  'BACKUP_VERSION_UNKNOWN',
  'BACKUP_DIFFERS',
]);

export function createBackupActivities(pool: Pool, settings: BackupSettings): BackupActivities {
  const { target } = settings;
  return {
    backUp: ({ id, kind }) =>
      alive(async (signal) => {
        await beginBackup(pool, id, kind);
        try {
          const taken = await takeBackup(settings, signal);
          await finishBackup(pool, id, taken);
          return taken.name;
        } catch (error) {
          await noteBackupFault(pool, id, codeOf(error), messageOf(error));
          throw asFailure(error);
        }
      }),
    removeOldBackups: () =>
      alive(async () => {
        const proved = await listProved(pool);
        const sets = wholeSets(await target.list()).map(({ name, manifest }) => ({
          ...{ name, takenAt: Date.parse(manifest.takenAt), verified: proved.has(name) },
        }));
        const old = setsToRemove(sets, settings.retention, Date.now());
        for (const { name } of old) await target.remove(name);
        await noteRemoval(
          pool,
          old.map(({ name }) => name),
        );
        return old.length;
      }),
    proveBackup: () =>
      alive(async (signal) => {
        const [newest] = wholeSets(await target.list());
        if (!newest) return null;
        const { name, manifest } = newest;
        try {
          const { restoreMs } = await verifyBackup(settings, name, signal);
          await noteTrial(pool, manifest, name, { restoreMs });
          return { name, restoreMs };
        } catch (error) {
          if (error instanceof BackupFault)
            await noteTrial(pool, manifest, name, { code: error.code, fault: error.message });
          throw asFailure(error);
        }
      }),
  };
}

function codeOf(error: unknown): string {
  return error instanceof BackupFault ? error.code : 'BACKUP_FAILED';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function asFailure(error: unknown): unknown {
  if (!(error instanceof BackupFault)) return error;
  return ApplicationFailure.create({
    type: error.code,
    message: error.message,
    nonRetryable: FINAL.has(error.code),
    cause: error,
  });
}
