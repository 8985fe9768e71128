import { randomUUID } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { takeBackup } from '../../../activities/backup/take-backup';
import { verifyBackup } from '../../../activities/backup/verify-backup';
import { migrate } from '../../../db/migrate';
import { seedDemo } from '../../../db/seed/seed-demo';
import { deriveBackupIdentity, type BackupIdentity } from '../../../platform/backup/backup-identity';
import { createBackupTarget, type BackupTarget } from '../../../platform/backup/backup-target';
import { createFileStore, type FileStore } from '../../../platform/file-store';
import { createSealer, readDataKeys } from '../../../platform/sealed-text';
import { readTestAddresses } from '../../support/stack';
import { createEmptyDatabase, type EmptyDatabase } from '../empty-database';
import { damage } from './damage';

const KEYS = readDataKeys(`2026:${'a1'.repeat(32)} hash:${'b2'.repeat(32)}`);
const OTHER_KEYS = readDataKeys(`2026:${'c3'.repeat(32)} hash:${'d4'.repeat(32)}`);

let database: EmptyDatabase;
let identity: BackupIdentity;
let folder: string;
let files: FileStore;
let target: BackupTarget;

const openTarget = (keys = KEYS) => createBackupTarget(path.join(folder, 'nas'), createSealer(keys), randomUUID);
const parts = () => ({ databaseUrl: database.url, files, target, identity, applicationVersion: '0.1.0' });
const trial = () => ({ target, identity, trialUrl: readTestAddresses().adminUrl });

beforeAll(async () => {
  database = await createEmptyDatabase();
  await migrate(database.pool);
  await seedDemo(database.pool);
  identity = await deriveBackupIdentity(KEYS);
}, 120_000);
afterAll(() => database.drop());

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sodo-backup-'));
  mkdirSync(path.join(folder, 'nas'));
  files = createFileStore(path.join(folder, 'files'));
  target = openTarget();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('A18.1a: a backup', () => {
  test('is proved by restoring it: the same rows in every table, the same papers', async () => {
    await files.put(Buffer.from('a scan'));
    const taken = await takeBackup(parts());
    expect(taken.damagedFiles).toEqual([]);
    expect(taken.manifest.tables['account']?.rows).toBeGreaterThan(10);
    expect(taken.manifest.files).toMatchObject({ count: 1, added: 1 });
    const { restoreMs, manifest } = await verifyBackup(trial(), taken.name);
    expect(manifest.id).toBe(taken.manifest.id);
    expect(restoreMs).toBeGreaterThan(0);
    expect(await trialDatabases()).toEqual([]);
  });

  test('is of one instant, however much is written meanwhile, and holds nobody up', async () => {
    let writing = true;
    let written = 0;
    const writer = (async () => {
      while (writing) {
        await database.pool.query(`insert into content (hash, body) values ($1, 'x')`, [randomUUID()]);
        written += 1;
      }
    })();
    const taken = await takeBackup(parts());
    writing = false;
    await writer;
    expect(written).toBeGreaterThan(0);
    await verifyBackup(trial(), taken.name);
  });

  test('keeps each stored paper once: the second one adds only what is new', async () => {
    await files.put(Buffer.from('first'));
    await takeBackup(parts());
    await files.put(Buffer.from('second'));
    const { manifest } = await takeBackup(parts());
    expect(manifest.files).toMatchObject({ count: 2, added: 1 });
    expect((await target.list()).map((set) => 'manifest' in set && set.manifest.files.count)).toEqual([2, 1]);
  });

  test('can be read on any machine with the open format and the installation’s key, and with nothing else', async () => {
    await files.put(Buffer.from('personal data of somebody'));
    const { name } = await takeBackup(parts());
    const bytes = readFileSync(target.fileOf(name, 'database.age'));
    expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    expect(bytes.includes('PGDMP')).toBe(false);
    const strangers = { ...trial(), identity: await deriveBackupIdentity(OTHER_KEYS) };
    await expect(verifyBackup(strangers, name)).rejects.toMatchObject({ code: 'BACKUP_FOREIGN' });
  });

  test('stays readable when the data keys are renewed', async () => {
    const { name } = await takeBackup(parts());
    const renewed = readDataKeys(`2027:${'e5'.repeat(32)} 2026:${'a1'.repeat(32)} hash:${'b2'.repeat(32)}`);
    await verifyBackup({ ...trial(), identity: await deriveBackupIdentity(renewed) }, name);
  });

  test('a damaged paper is named, and everything else is saved', async () => {
    const good = await files.put(Buffer.from('good'));
    const bad = await files.put(Buffer.from('bad one'));
    damage(path.join(folder, 'files', bad.slice(0, 2), bad.slice(2, 4), bad));
    const taken = await takeBackup(parts());
    expect(taken.damagedFiles).toEqual([bad]);
    expect(statSync(target.storedFile(good)).size).toBeGreaterThan(0);
    await verifyBackup(trial(), taken.name);
  });
});

describe('what is wrong is recognised before anything is restored', () => {
  test.each([
    ['a cut dump', (set: string) => truncateSync(path.join(set, 'database.age'), 2_000), 'BACKUP_CORRUPT', /was cut/],
    ['one changed byte', (set: string) => damage(path.join(set, 'database.age')), 'BACKUP_CORRUPT', /was changed/],
    ['a dump that is gone', (set: string) => rmSync(path.join(set, 'database.age')), 'BACKUP_CORRUPT', /is not there/],
    [
      'a set never finished',
      (set: string) => rmSync(path.join(set, 'manifest.json')),
      'BACKUP_CORRUPT',
      /never finished/,
    ],
    [
      'a manifest that is none',
      (set: string) => writeFileSync(path.join(set, 'manifest.json'), '{"a":'),
      'BACKUP_CORRUPT',
      /cannot be read/,
    ],
    [
      'a manifest somebody changed',
      (set: string) => rewrite(set, (text) => text.replace('0.1.0', '9.9.9')),
      'BACKUP_FOREIGN',
      /was changed/,
    ],
  ])('%s', async (_, spoil, code, message) => {
    const { name } = await takeBackup(parts());
    spoil(path.join(folder, 'nas', 'sets', name));
    const failure = await verifyBackup(trial(), name).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(await trialDatabases()).toEqual([]);
  });

  test('a set of another installation, copied beside ours', async () => {
    const strange = openTarget(OTHER_KEYS);
    const taken = await takeBackup({ ...parts(), target: strange, identity: await deriveBackupIdentity(OTHER_KEYS) });
    const [listed] = await target.list();
    expect(listed).toMatchObject({ name: taken.name, fault: { code: 'BACKUP_FOREIGN' } });
  });

  test('a format this version does not know', async () => {
    const { name, manifest } = await takeBackup(parts());
    const text = JSON.stringify({ ...manifest, format: 2 });
    const mac = createSealer(KEYS).keyedHash(text);
    writeFileSync(target.fileOf(name, 'manifest.json'), JSON.stringify({ manifest: text, mac }));
    await expect(target.readManifest(name)).rejects.toMatchObject({ code: 'BACKUP_VERSION_UNKNOWN' });
  });

  test('a paper that is missing or damaged at the target', async () => {
    const paper = await files.put(Buffer.from('a scan'));
    const { name } = await takeBackup(parts());
    damage(target.storedFile(paper));
    await expect(verifyBackup(trial(), name)).rejects.toMatchObject({ code: 'BACKUP_CORRUPT' });
  });

  test('rows that are not those that were backed up', async () => {
    const { name, manifest } = await takeBackup(parts());
    const account = manifest.tables['account'];
    if (!account) throw new Error('no accounts');
    const text = JSON.stringify({
      ...manifest,
      tables: { ...manifest.tables, account: { ...account, rows: account.rows + 1 } },
    });
    const mac = createSealer(KEYS).keyedHash(text);
    writeFileSync(target.fileOf(name, 'manifest.json'), JSON.stringify({ manifest: text, mac }));
    const failure = await verifyBackup(trial(), name).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'BACKUP_DIFFERS', message: expect.stringMatching(/: account\.$/) });
  });
});

describe('a target that fails', () => {
  test('is not there: refused at once, and no folder is made on our own disk in its place', async () => {
    rmSync(path.join(folder, 'nas'), { recursive: true });
    await expect(takeBackup(parts())).rejects.toMatchObject({ code: 'BACKUP_TARGET_UNREACHABLE' });
    expect(readdirSync(folder)).not.toContain('nas');
  });

  test('goes away in the middle: nothing half is left that could be taken for a backup', async () => {
    await files.put(Buffer.from('a scan'));
    const before = await takeBackup(parts());
    const moved = path.join(folder, 'unplugged');
    const slow: FileStore = {
      ...files,
      async *list() {
        cpSync(path.join(folder, 'nas'), moved, { recursive: true });
        rmSync(path.join(folder, 'nas'), { recursive: true });
        yield* files.list();
      },
    };
    await expect(takeBackup({ ...parts(), files: slow })).rejects.toMatchObject({ code: 'BACKUP_TARGET_UNREACHABLE' });
    cpSync(moved, path.join(folder, 'nas'), { recursive: true });
    expect((await target.list()).map(({ name }) => name)).toEqual([before.name]);
    await verifyBackup(trial(), before.name);
  });

  test('a database that cannot be reached: nothing is left at the target', async () => {
    const url = new URL(database.url);
    url.pathname = '/there_is_none';
    await expect(takeBackup({ ...parts(), databaseUrl: url.href })).rejects.toThrow(/there_is_none/);
    expect(readdirSync(path.join(folder, 'nas')).filter((name) => name.startsWith('incoming-'))).toEqual([]);
  });

  test('interrupted: pg_dump ends, and nothing is left at the target', async () => {
    const interruption = new AbortController();
    const taking = takeBackup(parts(), interruption.signal);
    setTimeout(() => interruption.abort(), 60);
    await expect(taking).rejects.toThrow();
    expect(await target.list()).toEqual([]);
    expect(readdirSync(path.join(folder, 'nas')).filter((name) => name.startsWith('incoming-'))).toEqual([]);
  });
});

async function trialDatabases(): Promise<string[]> {
  const { rows } = await database.pool.query<{ datname: string }>(
    `select datname from pg_database where datname like 'sodo\\_trial\\_%'`,
  );
  return rows.map(({ datname }) => datname);
}

function rewrite(set: string, change: (text: string) => string): void {
  const file = path.join(set, 'manifest.json');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}
