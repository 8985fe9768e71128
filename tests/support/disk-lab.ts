import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { takeBackup, type TakenBackup } from '../../activities/backup/take-backup';
import type { CopyParts } from '../../activities/portable-copies/write-copy';
import { migrate } from '../../db/migrate';
import { deriveBackupIdentity } from '../../platform/backup/backup-identity';
import { createBackupTarget } from '../../platform/backup/backup-target';
import { labelDisk } from '../../platform/backup/portable-disk';
import type { FileStore } from '../../platform/file-store';
import { createSealer, readDataKeys } from '../../platform/sealed-text';
import { createEmptyDatabase, type EmptyDatabase } from '../db/empty-database';

const KEYS = readDataKeys(`2026:${'a1'.repeat(32)} hash:${'b2'.repeat(32)}`);

/**
 * A place for backups, a labelled disk, and a database to be saved: a lab's own is cloned from a schema and so tells no
 * migrations, which a backup names.
 */
export class DiskLab {
  private constructor(
    private readonly saved: EmptyDatabase,
    readonly folder: string,
    readonly parts: CopyParts,
  ) {}

  static async open(label: string): Promise<DiskLab> {
    const saved = await createEmptyDatabase();
    await migrate(saved.pool);
    const folder = mkdtempSync(path.join(tmpdir(), 'sodo-disk-'));
    for (const name of ['nas', 'disk']) mkdirSync(path.join(folder, name));
    const targetAt = (name: string) => createBackupTarget(path.join(folder, name), createSealer(KEYS), randomUUID);
    const parts = { source: targetAt('nas'), disk: targetAt('disk'), identity: await deriveBackupIdentity(KEYS) };
    await labelDisk(parts.disk.dir, label);
    return new DiskLab(saved, folder, parts);
  }

  backup(files: FileStore): Promise<TakenBackup> {
    const { source: target, identity } = this.parts;
    return takeBackup({ databaseUrl: this.saved.url, files, target, identity, applicationVersion: '1' });
  }

  async close(): Promise<void> {
    await this.saved.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
