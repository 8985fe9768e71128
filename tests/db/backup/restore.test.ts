import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { takeBackup } from '../../../activities/backup/take-backup';
import { migrate } from '../../../db/migrate';
import { deriveBackupIdentity, type BackupIdentity } from '../../../platform/backup/backup-identity';
import { createBackupTarget, type BackupTarget } from '../../../platform/backup/backup-target';
import { createFileStore, type FileStore } from '../../../platform/file-store';
import { createSealer, readDataKeys } from '../../../platform/sealed-text';
import { restoreBackup, restoreLogOf, type RestoreOrder } from '../../../scripts/restore/restore-backup';
import { addToRestoreLog, readRestoreLog } from '../../../scripts/restore/restore-log';
import { hashPassword } from '../../../db/password';
import { boundToSecondFactor } from '../../../db/sealed-columns';
import type { Role } from '../../../domain/access/roles';
import { createTotpSecret, totpAt } from '../../../platform/totp';
import { createEmptyDatabase, type EmptyDatabase } from '../empty-database';

const KEYS = readDataKeys(`2026:${'a1'.repeat(32)} hash:${'b2'.repeat(32)}`);
const DAY_MS = 86_400_000;
const PASSWORD = 'mật khẩu đủ dài';
/** One hash for all of them: it is made to be slow. */
let passwordHash: string;

let database: EmptyDatabase;
let identity: BackupIdentity;
let folder: string;
let files: FileStore;
let target: BackupTarget;

/** What is answered to each question; nobody is at the machine any more when it says nothing. */
let answer: (question: string) => string | undefined;
const sealer = createSealer(KEYS);
const parts = () => ({
  ...{ databaseUrl: database.url, files, target, identity, sealer },
  ask: (question: string) => Promise.resolve(answer(question)),
});
const backup = () => takeBackup({ ...parts(), applicationVersion: '0.1.0' });
const order = (more: Partial<RestoreOrder> = {}): RestoreOrder => ({
  by: 'phuc',
  confirmedBy: 'hoi',
  incidentAt: new Date(),
  ...more,
});

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD.normalize('NFC'));
});
beforeEach(async () => {
  answer = () => PASSWORD;
  database = await createEmptyDatabase();
  await migrate(database.pool);
  identity = await deriveBackupIdentity(KEYS);
  folder = mkdtempSync(path.join(tmpdir(), 'sodo-restore-'));
  mkdirSync(path.join(folder, 'nas'));
  files = createFileStore(path.join(folder, 'files'));
  target = createBackupTarget(path.join(folder, 'nas'), createSealer(KEYS), randomUUID);
  await addUnit('kept');
  await addAccount('phuc', 'Trần Văn Phục', 'operator');
  await addAccount('hoi', 'Lê Thị Hồi', 'admin');
}, 60_000);
afterEach(async () => {
  for (const name of await besides()) await withServer(`drop database if exists "${name}" with (force)`);
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Through a connection of its own: those of a pool end when the database is replaced. */
async function query<Row>(text: string): Promise<Row[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}
const addUnit = (id: string) => query(`insert into unit (id, kind, name) values ('${id}', 'branch', '${id}')`);
async function addAccount(username: string, name: string, role: Role): Promise<string> {
  const id = randomUUID();
  await query(`insert into account (id, username, display_name, email, unit_id, password_hash)
    values ('${id}', '${username}', '${name}', '${username}@sodo.test', 'kept', '${passwordHash}')`);
  await query(`insert into account_role (account_id, role, unit_id) values ('${id}', '${role}', 'kept')`);
  return id;
}
const units = async () => (await query<{ id: string }>('select id from unit order by id')).map(({ id }) => id);

async function withServer(text: string) {
  const url = new URL(database.url);
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    return (await client.query<{ datname: string }>(text)).rows;
  } finally {
    await client.end();
  }
}
/** What a restore made beside the installation's database. */
async function besides(): Promise<string[]> {
  const name = new URL(database.url).pathname.slice(1);
  const rows = await withServer(`select datname from pg_database where datname ~ '^${name}_(lost|restored)_'`);
  return rows.map(({ datname }) => datname);
}

const expectUntouched = async () => {
  expect(await units()).toContain('since');
  expect(await besides()).toEqual([]);
};

test('what was there before stays, under another name', async () => {
  await backup();
  await addUnit('since');
  const { lostDatabase } = await restoreBackup(parts(), order());
  expect(await units()).not.toContain('since');
  expect(await units()).toContain('kept');
  expect(await besides()).toEqual([lostDatabase]);
});

test('A19.3đ: both stand by name in the log, and in the audit log of what was restored', async () => {
  const { name } = await backup();
  await restoreBackup(parts(), order());
  const log = await readRestoreLog(restoreLogOf(parts()));
  expect(log.map(({ what, by, confirmedBy }) => [what, by, confirmedBy])).toEqual([
    ['begun', 'phuc', 'hoi'],
    ['done', 'Trần Văn Phục (phuc, kept)', 'Lê Thị Hồi (hoi, kept)'],
  ]);
  const entries = await query<{ by: string; detail: Record<string, unknown> }>(
    `select a.username as by, e.detail from audit_entry e join account a on a.id::text = e.actor
      where e.action = 'system.recover'`,
  );
  const [hoi] = await query<{ id: string }>(`select id from account where username = 'hoi'`);
  expect(entries).toEqual([{ by: 'phuc', detail: expect.objectContaining({ set: name, confirmedBy: hoi?.id }) }]);
});

test('stored papers that are gone or damaged come back; what is nowhere is named', async () => {
  const gone = await files.put(Buffer.from('gone'));
  const lost = await files.put(Buffer.from('lost'));
  await backup();
  rmSync(path.join(folder, 'files'), { recursive: true });
  rmSync(target.storedFile(lost));
  const outcome = await restoreBackup(parts(), order());
  expect(outcome.files).toEqual({ returned: 1, missing: [lost] });
  expect((await files.read(gone)).toString()).toBe('gone');
});

test('A19.3e: the nearest backup before the incident; another one needs a reason, which the log keeps', async () => {
  const first = await backup();
  await addUnit('second');
  const second = await backup();
  const incidentAt = new Date();
  await addUnit('third');
  const third = await backup();
  await expect(restoreBackup(parts(), order({ incidentAt, set: third.name }))).rejects.toMatchObject({
    code: 'RESTORE_REASON_MISSING',
    message: expect.stringContaining(second.name),
  });
  expect((await restoreBackup(parts(), order({ incidentAt }))).set).toBe(second.name);
  const reason = 'Dữ liệu đã sai từ trước đó';
  const later = new Date(Date.now() + 2_000);
  expect((await restoreBackup(parts(), order({ incidentAt, set: first.name, reason }), later)).set).toBe(first.name);
  expect(await units()).not.toContain('second');
  expect((await readRestoreLog(restoreLogOf(parts()))).map((entry) => entry.reason)).toEqual([
    null,
    null,
    reason,
    reason,
  ]);
});

describe('nothing is replaced', () => {
  beforeEach(async () => {
    await backup();
    await addUnit('since');
  });

  test('A19.3đ: by one person alone, however the name is written', async () => {
    const alone = order({ confirmedBy: ' PHUC' });
    await expect(restoreBackup(parts(), alone)).rejects.toMatchObject({ code: 'RESTORE_FOUR_EYES' });
    await expectUntouched();
  });

  test('A19.3đ: by one person with two accounts', async () => {
    const person = randomUUID();
    await query(`insert into person (id, full_name) values ('${person}', 'Trần Văn Phục')`);
    await query(`insert into case_record (id, kind, status, seq, opened_at, updated_at, snapshot)
      select id, 'account', 'active', 1, now(), now(), '{}' from account`);
    await query(`insert into account_register (account_id, person_id, status, duties)
      select id, '${person}', 'active', '[]' from account`);
    await backup();
    await expect(restoreBackup(parts(), order())).rejects.toMatchObject({ code: 'RESTORE_FOUR_EYES' });
    await expectUntouched();
  });

  test('A19.3đ: by somebody without restore authority', async () => {
    await addAccount('canbo', 'Nguyễn Văn An', 'officer');
    await backup();
    await expect(restoreBackup(parts(), order({ confirmedBy: 'canbo' }))).rejects.toMatchObject({
      code: 'RESTORE_NOT_AUTHORISED',
    });
    await expectUntouched();
  });

  test.each([
    ['with a wrong password, three times', 'hoi', () => 'sai', 3],
    ['with no answer', 'hoi', () => undefined, 1],
    ['nobody knows', 'ai', () => PASSWORD, 3],
    ['whose account is locked', 'khoa', () => PASSWORD, 3],
  ])('A19.3đ: by a second person %s; the attempt stands in the log', async (_, confirmedBy, given, times) => {
    const locked = await addAccount('khoa', 'Lê Bị Khóa', 'admin');
    await query(`update account set active = false where id = '${locked}'`);
    await backup();
    const asked: string[] = [];
    answer = (question) => {
      asked.push(question);
      return question.includes('phuc') ? PASSWORD : given();
    };
    const refused = restoreBackup(parts(), order({ confirmedBy }));
    await expect(refused).rejects.toMatchObject({ code: 'RESTORE_NOT_PROVED' });
    expect(asked).toHaveLength(1 + times);
    await expectUntouched();
    expect((await readRestoreLog(restoreLogOf(parts()))).map(({ what, confirmedBy: by }) => [what, by])).toEqual([
      ['begun', confirmedBy],
      ['failed', confirmedBy],
    ]);
  });

  test('A19.3đ: without the code of a second factor; with it, it is', async () => {
    const [hoi] = await query<{ id: string }>(`select id from account where username = 'hoi'`);
    const secret = createTotpSecret();
    const sealed = sealer.seal(secret, boundToSecondFactor(hoi?.id ?? ''));
    await query(
      `insert into second_factor (account_id, sealed_secret, confirmed_at) values ('${hoi?.id}', '${sealed}', now())`,
    );
    await backup();
    answer = (question) => (question.startsWith('Code') ? '000000x' : PASSWORD);
    await expect(restoreBackup(parts(), order())).rejects.toMatchObject({ code: 'RESTORE_NOT_PROVED' });
    await expectUntouched();
    answer = (question) => (question.startsWith('Code') ? totpAt(secret, new Date()) : PASSWORD);
    await expect(restoreBackup(parts(), order())).resolves.toMatchObject({ confirmedBy: 'Lê Thị Hồi (hoi, kept)' });
  });

  test('when every backup is from after the incident', async () => {
    const early = order({ incidentAt: new Date(Date.now() - DAY_MS) });
    await expect(restoreBackup(parts(), early)).rejects.toMatchObject({ code: 'RESTORE_NO_BACKUP' });
    await expectUntouched();
  });

  test('by a cut set; the attempt stands in the log', async () => {
    const [set] = await target.list();
    truncateSync(target.fileOf(set?.name ?? '', 'database.age'), 3_000);
    await expect(restoreBackup(parts(), order())).rejects.toMatchObject({ code: 'BACKUP_CORRUPT' });
    await expectUntouched();
    const log = await readRestoreLog(restoreLogOf(parts()));
    expect(log.map(({ what, outcome }) => [what, outcome])).toEqual([
      ['begun', null],
      ['failed', 'BACKUP_CORRUPT: The file database.age of the backup was cut.'],
    ]);
  });

  test('while api or worker are connected', async () => {
    const worker = new Client({ connectionString: database.url, application_name: 'sodo-worker-dossier' });
    await worker.connect();
    await expect(restoreBackup(parts(), order())).rejects.toMatchObject({ code: 'RESTORE_IN_USE' });
    await worker.end();
    await expectUntouched();
  });

  test.each([
    ['a changed line', (text: string) => text.replace('Somebody', 'Nobody')],
    ['a removed line', (text: string) => text.slice(text.indexOf('\n') + 1)],
    ['a line put in', (text: string) => `${text}{}\n`],
  ])('when the log is not what was written: %s', async (_, change) => {
    const file = restoreLogOf(parts());
    const entry = {
      by: 'Somebody',
      confirmedBy: 'Another',
      incidentAt: new Date().toISOString(),
      set: 's',
      reason: null,
    };
    await addToRestoreLog(file, { ...entry, what: 'begun', outcome: null });
    await addToRestoreLog(file, { ...entry, what: 'done', outcome: 'all' });
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    await expect(restoreBackup(parts(), order())).rejects.toMatchObject({ code: 'RESTORE_LOG_BROKEN' });
    await expectUntouched();
  });
});
