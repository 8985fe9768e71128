import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { takeBackup } from '../../../activities/backup/take-backup';
import { verifyBackup } from '../../../activities/backup/verify-backup';
import { writeCopy } from '../../../activities/portable-copies/write-copy';
import { migrate } from '../../../db/migrate';
import { deriveBackupIdentity, type BackupIdentity } from '../../../platform/backup/backup-identity';
import { createBackupTarget, type BackupTarget } from '../../../platform/backup/backup-target';
import { labelDisk } from '../../../platform/backup/portable-disk';
import { createFileStore, type FileStore } from '../../../platform/file-store';
import { createSealer, readDataKeys } from '../../../platform/sealed-text';
import { readTestAddresses } from '../../support/stack';
import { createEmptyDatabase, type EmptyDatabase } from '../empty-database';
import { damage } from './damage';

const KEYS = readDataKeys(`2026:${'a1'.repeat(32)} hash:${'b2'.repeat(32)}`);
const LABEL = 'OC-01';

let database: EmptyDatabase;
let identity: BackupIdentity;
let folder: string;
let files: FileStore;
let source: BackupTarget;
let disk: BackupTarget;

const backup = () =>
  takeBackup({ databaseUrl: database.url, files, target: source, identity, applicationVersion: '1' });
const write = (kind: 'database' | 'scans', label = LABEL, signal?: AbortSignal) =>
  writeCopy({ source, disk, identity }, { kind, label }, signal);

beforeAll(async () => {
  database = await createEmptyDatabase();
  await migrate(database.pool);
  identity = await deriveBackupIdentity(KEYS);
}, 120_000);
afterAll(() => database.drop());

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sodo-disk-'));
  for (const name of ['nas', 'disk']) mkdirSync(path.join(folder, name));
  files = createFileStore(path.join(folder, 'files'));
  source = createBackupTarget(path.join(folder, 'nas'), createSealer(KEYS), randomUUID);
  disk = createBackupTarget(path.join(folder, 'disk'), createSealer(KEYS), randomUUID);
  await labelDisk(disk.dir, LABEL);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a copy on a portable disk', () => {
  test('A18.1a: the newest backup lies on the disk, read again, and restores from the disk alone', async () => {
    await backup();
    const { name, manifest } = await backup();
    const written = await write('database');
    expect(written).toMatchObject({ set: name, takenAt: Date.parse(manifest.takenAt), files: 0, damagedFiles: 0 });
    expect(written.sizeBytes).toBe(manifest.database.sizeBytes + manifest.files.list.sizeBytes);
    expect((await disk.list()).map((set) => set.name)).toEqual([name]);
    rmSync(path.join(folder, 'nas'), { recursive: true });
    await verifyBackup({ target: disk, identity, trialUrl: readTestAddresses().adminUrl }, name);
  });

  test('A18.1b: with every scan; what the disk holds whole is not written again', async () => {
    const first = await files.put(Buffer.from('a scan'));
    const second = await files.put(Buffer.from('another scan'));
    await backup();
    expect(await write('scans')).toMatchObject({ files: 2, damagedFiles: 0 });
    const before = statSync(disk.storedFile(first)).mtimeMs;
    // Meanwhile one has gone bad on the disk.
    damage(disk.storedFile(second));
    await files.put(Buffer.from('a third scan'));
    const { name } = await backup();
    expect(await write('scans')).toMatchObject({ set: name, files: 3 });
    expect(statSync(disk.storedFile(first)).mtimeMs).toBe(before);
    await verifyBackup({ target: disk, identity, trialUrl: readTestAddresses().adminUrl }, name);
  });

  test('a scan that is damaged in the backup is counted, and everything else is saved', async () => {
    await files.put(Buffer.from('good'));
    const bad = await files.put(Buffer.from('bad one'));
    await backup();
    damage(source.storedFile(bad));
    expect(await write('scans')).toMatchObject({ files: 1, damagedFiles: 1 });
    expect(existsSync(disk.storedFile(bad))).toBe(false);
  });

  test('repeated, it is the same copy; a set that was damaged on the disk is written anew', async () => {
    const { name } = await backup();
    const written = await write('database');
    expect(await write('database')).toEqual(written);
    damage(disk.fileOf(name, 'database.age'));
    expect(await write('database')).toMatchObject({ set: name, sizeBytes: written.sizeBytes });
    await disk.check(name, await disk.readManifest(name));
  });

  test('cut short, it leaves nothing that could be taken for a copy, and goes on where it was', async () => {
    await files.put(Buffer.from('a scan'));
    await backup();
    await expect(write('scans', LABEL, AbortSignal.abort())).rejects.toThrow();
    expect(await disk.list()).toEqual([]);
    expect(await write('scans')).toMatchObject({ files: 1 });
  });
});

describe('nothing is written', () => {
  const untouched = () => readdirSync(disk.dir).filter((name) => name !== 'sodo-disk.json');

  test('to a disk with another label', async () => {
    await backup();
    await expect(write('database', 'OC-02')).rejects.toMatchObject({
      code: 'PORTABLE_DISK_OTHER',
      message: expect.stringMatching(/labelled OC-01, not OC-02/),
    });
    expect(untouched()).toEqual([]);
  });

  test('to a mount point with nothing mounted: no label is there', async () => {
    await backup();
    rmSync(path.join(disk.dir, 'sodo-disk.json'));
    await expect(write('database')).rejects.toMatchObject({ code: 'PORTABLE_DISK_UNLABELLED' });
    expect(untouched()).toEqual([]);
  });

  test('where there is no disk at all', async () => {
    await backup();
    rmSync(disk.dir, { recursive: true });
    await expect(write('database')).rejects.toMatchObject({ code: 'BACKUP_TARGET_UNREACHABLE' });
  });

  test('while there is no backup', async () => {
    await expect(write('database')).rejects.toMatchObject({ code: 'BACKUP_NONE' });
    expect(untouched()).toEqual([]);
  });

  test('of a backup that is damaged itself', async () => {
    const { name } = await backup();
    damage(source.fileOf(name, 'database.age'));
    await expect(write('database')).rejects.toMatchObject({ code: 'BACKUP_CORRUPT' });
  });
});

test('a disk is labelled once', async () => {
  await labelDisk(disk.dir, LABEL);
  await expect(labelDisk(disk.dir, 'OC-02')).rejects.toMatchObject({ code: 'PORTABLE_DISK_OTHER' });
});
