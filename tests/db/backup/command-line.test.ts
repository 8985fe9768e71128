import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '../../../db/migrate';
import { seedDemo } from '../../../db/seed/seed-demo';
import { createFileStore } from '../../../platform/file-store';
import { readTestAddresses } from '../../support/stack';
import { createEmptyDatabase, type EmptyDatabase } from '../empty-database';

const ROOT = path.resolve(__dirname, '../../..');

let database: EmptyDatabase;
let folder: string;
let nas: string;

beforeAll(async () => {
  database = await createEmptyDatabase();
  await migrate(database.pool);
  await seedDemo(database.pool);
  folder = mkdtempSync(path.join(tmpdir(), 'sodo-backup-'));
  nas = path.join(folder, 'nas');
  mkdirSync(nas);
  await createFileStore(path.join(folder, 'files')).put(Buffer.from('a scan'));
}, 120_000);
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const backup = ['node', '--import', 'tsx', path.join(ROOT, 'scripts/backup.ts')];

function run(command: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const [program = '', ...args] = command;
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      SODO_FILES_DIR: path.join(folder, 'files'),
      SODO_BACKUP_DIR: nas,
      SODO_BACKUP_TRIAL_URL: readTestAddresses().adminUrl,
      SODO_DATA_KEYS: `2026:${'a1'.repeat(32)} hash:${'b2'.repeat(32)}`,
      ...environment,
    },
  });
  return { status, stdout, stderr };
}

test('take, list, verify: each says plainly what it did', () => {
  expect(run([...backup, 'verify'])).toMatchObject({ status: 1, stderr: 'backup: there is no set at the target.\n' });
  const taken = run([...backup, 'take']);
  expect(taken).toMatchObject({ status: 0, stderr: '' });
  const [, name = ''] = /^(\S+): \d+ rows, [\d.]+ MB, 1 new files\.\n$/.exec(taken.stdout) ?? [];
  expect(run([...backup, 'list']).stdout).toContain(name);
  expect(run([...backup, 'verify', name])).toMatchObject({ status: 0, stdout: expect.stringContaining('is whole') });
});

test('the disk of the target is full: said so, nothing is left there, and nothing of ours is lost', () => {
  const full = path.join(folder, 'full');
  mkdirSync(full);
  // A real file system of 64 KB, seen by this one program only.
  const script = `mount -t tmpfs -o size=64k tmpfs "${full}" && { "$@"; code=$?; ls "${full}"; exit $code; }`;
  const command = ['unshare', '--map-root-user', '--mount', 'sh', '-c', script, 'sh', ...backup, 'take'];
  const { status, stdout, stderr } = run(command, { SODO_BACKUP_DIR: full });
  expect(stderr).toMatch(/^backup: BACKUP_TARGET_FULL No room is left in /m);
  expect({ status, stdout }).toEqual({ status: 1, stdout: 'sets\n' });
  expect(run([...backup, 'take']).status).toBe(0);
});

test('the programs of PostgreSQL are missing: says what to install', () => {
  // Only node itself is on the PATH, and the package folders are hidden.
  const script = `/bin/mount -t tmpfs tmpfs /usr/lib/postgresql && exec "$@"`;
  const command = [
    '/usr/bin/unshare',
    '--map-root-user',
    '--mount',
    '/bin/sh',
    '-c',
    script,
    'sh',
    process.execPath,
    ...backup.slice(1),
  ];
  const { status, stderr } = run([...command, 'take'], { PATH: '/usr/sbin:/sbin' });
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /BACKUP_PROGRAM_MISSING pg_dump and pg_restore of PostgreSQL \d+ are not on this machine: install them/,
  );
});

test.each([
  ['no command', []],
  ['an unknown one', ['restore']],
  ['too much', ['take', 'it']],
])('%s: the usage', (_, args) => {
  expect(run([...backup, ...args])).toMatchObject({
    status: 64,
    stderr: expect.stringContaining('Usage: npm run backup'),
  });
});

test('no target is set: says what to set', () => {
  expect(run([...backup, 'take'], { SODO_BACKUP_DIR: '' })).toMatchObject({
    status: 64,
    stderr: 'backup: set DATABASE_URL and SODO_BACKUP_DIR.\n',
  });
});
