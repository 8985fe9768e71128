import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Pool } from 'pg';
import { readHeadFiles } from '../../activities/audit/head-files';
import { checkAudit, publishHeads } from '../../activities/audit/publish-heads';
import { listHeads, publishedHeads, readAuditState } from '../../db/audit/audit-heads';
import { sealAudit } from '../../db/audit/seal-audit';
import { verifyAudit, type PublishedHead } from '../../db/audit/verify-audit';
import { writeAudit } from '../../db/projections/write-audit';
import { inTransaction } from '../../db/transaction';
import { createTestDatabase, type TestDatabase } from '../support/stack';

let database: TestDatabase;
/** As the owner of the database, who can do anything to it. */
let owner: Pool;
/** As api and worker. */
let app: Pool;
let dir: string;

beforeEach(async () => {
  database = await createTestDatabase();
  owner = new Pool({ connectionString: database.url, max: 4 });
  app = new Pool({ connectionString: database.appUrl, max: 4 });
  for (const pool of [owner, app]) pool.on('error', () => undefined); // cut when the database is dropped
  dir = mkdtempSync(path.join(tmpdir(), 'sodo-heads-'));
});
afterEach(async () => {
  await Promise.all([owner.end(), app.end()]);
  await database.drop();
  rmSync(dir, { recursive: true, force: true });
});

/** Entries `first`, `second` … written one by one, and sealed. */
async function write(...names: string[]): Promise<void> {
  for (const name of names)
    await writeAudit(app, { actor: 'system', action: 'system.recover', subject: { type: 'test', id: name } });
  await sealAudit(app, 100);
}

const five = ['first', 'second', 'third', 'fourth', 'fifth'];
const idOf = async (name: string) =>
  (await owner.query<{ id: string }>('select id from audit_entry where subject_id = $1', [name])).rows[0]?.id ?? '';

/** What an owner with bad intentions does: he switches the net off first. */
async function tamper(sql: string, values: unknown[] = []): Promise<void> {
  await inTransaction(owner, async (client) => {
    await client.query(`set local session_replication_role = 'replica'`);
    await client.query(sql, values);
  });
}

async function headNow(): Promise<PublishedHead> {
  const { sealed, hash } = await readAuditState(owner);
  return { source: 'mail', number: sealed, hash: hash ?? '' };
}

describe('the role of the application', () => {
  beforeEach(() => write(...five));

  test.each([
    ['update', `update audit_entry set actor = 'somebody'`],
    ['update of one column', `update audit_entry set detail = '{}' where serial = 1`],
    ['delete', 'delete from audit_entry'],
    ['truncate', 'truncate audit_entry cascade'],
    ['drop', 'drop table audit_entry cascade'],
    ['trigger off', 'alter table audit_entry disable trigger all'],
    ['trigger dropped', 'drop trigger audit_entry_only_grows on audit_entry'],
    ['triggers off in the session', `set session_replication_role = 'replica'`],
    ['column dropped', 'alter table audit_entry drop column actor'],
    [
      'a number of writing of its own',
      `insert into audit_entry (id, serial, at, actor, action, detail)
       overriding system value values (gen_random_uuid(), 999, now(), 'x', 'x', '{}')`,
    ],
    [
      'upsert that overwrites',
      `insert into audit_entry (id, at, actor, action, detail)
       select id, at, actor, action, detail from audit_entry on conflict (id) do update set actor = 'x'`,
    ],
    [
      'seal written by hand',
      `insert into audit_seal select number + 100, entry_id, serial, hash, hash, now() from audit_seal`,
    ],
    ['seal changed', `update audit_seal set hash = previous_hash`],
    ['seal deleted', 'delete from audit_seal'],
    ['head changed', `update audit_head set number = 1`],
    ['check deleted', 'delete from audit_check'],
    ['migrations rewritten', `delete from pg_class`],
  ])('A5.1: is refused: %s', async (_what, sql) => {
    await expect(app.query(sql)).rejects.toThrow(/permission denied|must be owner/);
    expect(await verifyAudit(owner, [])).toMatchObject({ count: 5, head: expect.any(String) as string });
  });

  test('cannot become somebody else, nor give itself rights', async () => {
    await expect(app.query('set role sodo')).rejects.toThrow('permission denied');
    await expect(app.query('create role helper superuser')).rejects.toThrow(/permission denied|must be superuser/);
    // PostgreSQL warns only: nothing was granted.
    await app.query('grant all on audit_entry to sodo_app');
    await app.query('reset role');
    await expect(app.query('delete from audit_entry')).rejects.toThrow('permission denied');
  });

  test('can seal only at the end of the chain, and only entries of the log', async () => {
    const hash = Buffer.alloc(32, 1);
    await expect(app.query('select seal_audit(2, $1, $2)', [[await idOf('third')], [hash]])).rejects.toThrow(
      'the chain has gone on',
    );
    await expect(app.query('select seal_audit(5, $1, $2)', [[randomUUID()], [hash]])).rejects.toThrow('only entries');
    await expect(app.query('select seal_audit(5, $1, $2)', [[await idOf('third')], [hash]])).rejects.toThrow('unique');
  });

  test('is what the state of the log tells of', async () => {
    expect((await readAuditState(app)).isProtected).toBe(true);
    expect((await readAuditState(owner)).isProtected).toBe(false);
  });
});

test('the net below the rights refuses the owner, too, unless he takes it away', async () => {
  await write(...five);
  for (const sql of ['update audit_entry set actor = actor', 'delete from audit_seal', 'truncate audit_entry cascade'])
    await expect(owner.query(sql)).rejects.toThrow('the audit log only grows');
});

describe('sealing', () => {
  test('chains every entry once, in the order of writing, also when sealers run at once', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        writeAudit(app, [
          { actor: 'system', action: 'system.recover', detail: { index } },
          { actor: 'system', action: 'system.recover', detail: { index, again: true } },
        ]),
      ),
    );
    while ((await Promise.all([sealAudit(app, 7), sealAudit(app, 7), sealAudit(app, 7)])).some((count) => count > 0));
    const { rows } = await owner.query<{ number: string; serial: string }>(
      'select number, serial from audit_seal order by number',
    );
    expect(rows.map(({ number }) => Number(number))).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
    expect(new Set(rows.map(({ serial }) => serial)).size).toBe(80);
    expect(await verifyAudit(app, [], 13)).toMatchObject({ count: 80 });
    expect(await verifyAudit(app, [])).not.toHaveProperty('problem');
  });

  test('takes an entry whose transaction ended after later ones were sealed', async () => {
    await inTransaction(app, async (slow) => {
      await writeAudit(slow, { actor: 'system', action: 'system.recover', subject: { type: 'test', id: 'slow' } });
      await write('quick');
    });
    expect(await readAuditState(app)).toMatchObject({ sealed: 1 });
    expect(await sealAudit(app, 100)).toBe(1);
    expect(await verifyAudit(app, [])).toEqual({ count: 2, head: expect.any(String) as string });
  });

  test('notes nothing of what was rolled back', async () => {
    const failed = inTransaction(app, async (client) => {
      await writeAudit(client, { actor: 'system', action: 'system.recover' });
      throw new Error('the act failed');
    });
    await expect(failed).rejects.toThrow('the act failed');
    await write('after');
    expect(await verifyAudit(app, [])).toMatchObject({ count: 1 });
  });
});

describe('the verification finds', () => {
  beforeEach(() => write(...five));

  test('nothing in an untouched log', async () => {
    const head = await headNow();
    expect(await verifyAudit(owner, [head])).toEqual({ count: 5, head: head.hash });
  });

  test.each([
    ['actor', `update audit_entry set actor = 'x' where id = $1`],
    ['time', `update audit_entry set at = at - interval '1 hour' where id = $1`],
    ['detail', `update audit_entry set detail = '{"a":1}' where id = $1`],
    ['address', `update audit_entry set address = '10.0.0.1' where id = $1`],
    ['unit', `update audit_entry set unit_id = 'elsewhere' where id = $1`],
  ])('a changed %s', async (_what, sql) => {
    const id = await idOf('third');
    await tamper(sql, [id]);
    expect(await verifyAudit(owner, [])).toMatchObject({
      count: 2,
      problem: { kind: 'ENTRY_CHANGED', number: 3, entryId: id },
    });
  });

  test('a changed entry whose own hash was made anew: the next one does not follow', async () => {
    await tamper(`update audit_seal set hash = sha256('new') where number = 3`);
    expect((await verifyAudit(owner, [])).problem).toMatchObject({ kind: 'ENTRY_CHANGED', number: 3 });
    await tamper(`update audit_seal set previous_hash = sha256('new') where number = 3`);
    expect((await verifyAudit(owner, [])).problem).toMatchObject({ kind: 'LINK_BROKEN', number: 3 });
  });

  test('a removed entry', async () => {
    const id = await idOf('third');
    await tamper('delete from audit_entry where id = $1', [id]);
    expect((await verifyAudit(owner, [])).problem).toEqual({ kind: 'ENTRY_MISSING', number: 3, entryId: id });
  });

  test('an entry removed with its seal', async () => {
    await tamper(`with gone as (delete from audit_seal where number = 3 returning entry_id)
      delete from audit_entry using gone where id = gone.entry_id`);
    expect((await verifyAudit(owner, [])).problem).toMatchObject({ kind: 'NUMBER_MISSING', number: 3 });
  });

  test('an entry removed and the ones after it moved up', async () => {
    await tamper('delete from audit_seal where number = 3');
    await tamper('update audit_seal set number = number - 1 where number = 4');
    await tamper('update audit_seal set number = number - 1 where number = 5');
    expect((await verifyAudit(owner, [])).problem).toMatchObject({ kind: 'LINK_BROKEN', number: 3 });
  });

  test('entries cut off the end, by a published head alone', async () => {
    const head = await headNow();
    await tamper(`with gone as (delete from audit_seal where number > 3 returning entry_id)
      delete from audit_entry using gone where id = gone.entry_id`);
    expect(await verifyAudit(owner, [])).not.toHaveProperty('problem');
    expect((await verifyAudit(owner, [head])).problem).toEqual({ kind: 'HEAD_MISSING', number: 5, source: 'mail' });
  });

  test('a whole log made anew, by a published head alone', async () => {
    const head = await headNow();
    await tamper('delete from audit_seal');
    await tamper(`update audit_entry set actor = 'x' where subject_id = 'second'`);
    await sealAudit(owner, 100);
    expect(await verifyAudit(owner, [])).not.toHaveProperty('problem');
    expect((await verifyAudit(owner, [head])).problem).toEqual({ kind: 'HEAD_DIFFERS', number: 5, source: 'mail' });
  });

  test('exchanged entries', async () => {
    await tamper(`update audit_seal s set entry_id = o.entry_id, serial = o.serial from audit_seal o
      where s.number in (2, 4) and o.number = 6 - s.number`).catch(() => undefined);
    await tamper(
      'alter table audit_seal drop constraint audit_seal_entry_id_key, drop constraint audit_seal_serial_key',
    );
    await tamper(`update audit_seal s set entry_id = o.entry_id, serial = o.serial from audit_seal o
      where s.number in (2, 4) and o.number = 6 - s.number`);
    expect((await verifyAudit(owner, [])).problem).toMatchObject({ kind: 'ENTRY_CHANGED', number: 2 });
  });

  test('an entry put in between with a seal', async () => {
    await tamper(
      `insert into audit_entry (id, at, actor, action, detail) values (gen_random_uuid(), now(), 'x', 'system.recover', '{}')`,
    );
    await tamper('update audit_seal set number = 6 where number = 5');
    await tamper('update audit_seal set number = 5 where number = 4');
    await tamper('update audit_seal set number = 4 where number = 3');
    await tamper(`insert into audit_seal select 3, e.id, e.serial, s.hash, sha256('x'), s.sealed_at
      from audit_seal s, audit_entry e where s.number = 2 and e.actor = 'x'`);
    expect((await verifyAudit(owner, [])).problem).toMatchObject({ kind: 'ENTRY_CHANGED', number: 3 });
  });

  test('an entry put in beside the log, with a number of long ago', async () => {
    await tamper(`update audit_seal set sealed_at = sealed_at - interval '1 hour'`);
    await tamper(`insert into audit_entry (id, serial, at, actor, action, detail) overriding system value
      values (gen_random_uuid(), 0, now(), 'x', 'system.recover', '{}')`);
    expect((await verifyAudit(owner, [])).problem).toMatchObject({ kind: 'ENTRY_UNSEALED' });
  });
});

describe('the heads of the days', () => {
  const noonIn = (days: number) => Date.now() + days * 86_400_000;
  const settings = () => ({ dir, mailTo: 'luu-tru@example.vn' });

  test('nothing is published of an empty log, nor of a day that is not over', async () => {
    expect(await publishHeads(app, settings(), noonIn(3))).toBe(0);
    await write(...five);
    expect(await publishHeads(app, settings())).toBe(0);
    expect(readdirSync(dir)).toEqual([]);
  });

  test('a file, a mail and an entry for each day that is over; days missed are caught up; once', async () => {
    await write(...five);
    const head = await headNow();
    expect(await publishHeads(app, settings(), noonIn(3))).toBe(3);
    expect(await publishHeads(app, settings(), noonIn(3))).toBe(0);
    const files = await readHeadFiles(dir);
    expect(files).toHaveLength(3);
    expect(files.map(({ number, hash }) => ({ number, hash }))).toEqual(
      Array.from({ length: 3 }, () => ({ number: head.number, hash: head.hash })),
    );
    const { rows: mails } = await owner.query<{ payload: object }>(
      `select payload from outbox where kind = 'mail' order by id`,
    );
    expect(mails.map(({ payload }) => payload)).toEqual(
      files.map((file) => ({ mail: 'auditHead', to: 'luu-tru@example.vn', ...file })),
    );
    const { rows: notes } = await owner.query(`select 1 from audit_entry where action = 'audit.publishHead'`);
    expect(notes).toHaveLength(3);
  });

  test('a file that is there is never written over; one that is missing comes back', async () => {
    await write(...five);
    await publishHeads(app, settings(), noonIn(2));
    const [first, second] = readdirSync(dir).sort();
    writeFileSync(
      path.join(dir, first ?? ''),
      JSON.stringify({ day: first?.slice(0, 10), number: 1, hash: 'a'.repeat(64) }),
    );
    rmSync(path.join(dir, second ?? ''));
    await publishHeads(app, settings(), noonIn(2));
    expect((await readHeadFiles(dir)).map(({ number }) => number)).toEqual([1, 5]);
  });

  test('what was published outside finds a log that was cut off together with its heads', async () => {
    await write(...five);
    await publishHeads(app, settings(), noonIn(1));
    expect((await checkAudit(app, settings())).problem).toBeUndefined();
    await tamper('delete from audit_head');
    await tamper(`with gone as (delete from audit_seal where number > 3 returning entry_id)
      delete from audit_entry using gone where id = gone.entry_id`);
    expect((await checkAudit(app, settings())).problem).toMatchObject({ kind: 'HEAD_MISSING', number: 5 });
    expect((await readAuditState(app)).lastCheck).toMatchObject({ number: 3, problem: { kind: 'HEAD_MISSING' } });
  });

  test('a damaged file of a head is told, not passed over', async () => {
    await write(...five);
    await publishHeads(app, settings(), noonIn(1));
    writeFileSync(path.join(dir, readdirSync(dir)[0] ?? ''), '{');
    await expect(readHeadFiles(dir)).rejects.toThrow('is damaged');
    expect(publishedHeads(await listHeads(app), 'audit_head')).toHaveLength(1);
  });
});
