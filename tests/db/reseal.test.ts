import { randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Pool } from 'pg';
import { boundToPerson, boundToSecondFactor, SEALED_COLUMNS } from '../../db/sealed-columns';
import { createSealer, readDataKeys, SealBroken } from '../../platform/sealed-text';
import { resealDatabase } from '../../scripts/reseal/reseal-database';
import { openTestDatabase } from './open-test-database';

const OLD = `2026:${'a1'.repeat(32)}`;
const NEW = `2027:${'c3'.repeat(32)}`;
const HASH = `hash:${'b2'.repeat(32)}`;
const old = createSealer(readDataKeys(`${OLD} ${HASH}`));
const both = createSealer(readDataKeys(`${NEW} ${OLD} ${HASH}`));
const renewed = createSealer(readDataKeys(`${NEW} ${HASH}`));

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let pool: Pool;
beforeAll(async () => {
  database = await openTestDatabase();
  pool = database.pool;
  await pool.query(`insert into unit (id, kind, name) values ('u', 'branch', 'Chi nhánh')`);
});
beforeEach(() => pool.query('truncate person, second_factor cascade'));
afterAll(() => database.drop());

async function addPerson(number: string, sealer = old): Promise<string> {
  const id = randomUUID();
  await pool.query('insert into person (id, full_name, national_id_sealed, national_id_hash) values ($1, $2, $3, $4)', [
    ...[id, 'Người thử', sealer.seal(number, boundToPerson(id)), sealer.keyedHash(number)],
  ]);
  return id;
}
async function addSecondFactor(secret: string): Promise<string> {
  const id = randomUUID();
  await pool.query(
    `insert into account (id, username, display_name, email, title, unit_id, password_hash) values ($1::uuid, $1::text, 'A', 'a@b.vn', 'T', 'u', 'x')`,
    [id],
  );
  await pool.query('insert into second_factor (account_id, sealed_secret, created_at) values ($1, $2, now())', [
    ...[id, old.seal(secret, boundToSecondFactor(id))],
  ]);
  return id;
}
async function sealedOf(id: string): Promise<string> {
  const { rows } = await pool.query<{ sealed: string }>(
    'select national_id_sealed as sealed from person where id = $1',
    [id],
  );
  return rows[0]?.sealed ?? '';
}

test('after it the newest key alone opens everything, and the number is found as before', async () => {
  const people = await Promise.all(Array.from({ length: 1_203 }, (_, n) => addPerson(String(n).padStart(12, '0'))));
  const account = await addSecondFactor('JBSWY3DPEHPK3PXP');
  const [first = ''] = people;
  await expect(async () => renewed.open(await sealedOf(first), boundToPerson(first))).rejects.toThrow(SealBroken);
  expect(await resealDatabase(pool, both)).toEqual({ resealed: 1_204, current: 0, broken: [] });
  expect(renewed.open(await sealedOf(first), boundToPerson(first))).toBe('000000000000');
  const { rows } = await pool.query<{ sealed_secret: string }>('select sealed_secret from second_factor');
  expect(renewed.open(rows[0]?.sealed_secret ?? '', boundToSecondFactor(account))).toBe('JBSWY3DPEHPK3PXP');
  const found = await pool.query('select id from person where national_id_hash = $1', [
    renewed.keyedHash('000000000000'),
  ]);
  expect(found.rows).toEqual([{ id: first }]);
});

test('again it has nothing to do, and what was sealed with the newest key is not touched', async () => {
  const id = await addPerson('070190000001', both);
  const before = await sealedOf(id);
  expect(await resealDatabase(pool, both)).toEqual({ resealed: 0, current: 1, broken: [] });
  expect(await sealedOf(id)).toBe(before);
});

test('what cannot be opened is named and left as it is; the rest is done', async () => {
  const lost = await addPerson('070190000002', createSealer(readDataKeys(`lost:${'d4'.repeat(32)} ${HASH}`)));
  await addPerson('070190000003');
  const before = await sealedOf(lost);
  expect(await resealDatabase(pool, both)).toEqual({
    resealed: 1,
    current: 0,
    broken: [{ table: 'person', id: lost }],
  });
  expect(await sealedOf(lost)).toBe(before);
});

test('every sealed column of the database is known', async () => {
  const { rows } = await pool.query<{ at: string }>(
    `select table_name || '.' || column_name as at from information_schema.columns
      where table_schema = 'public' and data_type = 'text' and column_name ~ '(^|_)sealed(_|$)' order by 1`,
  );
  expect(rows.map(({ at }) => at)).toEqual(SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`).sort());
});

test('npm run reseal says what it did, and never what was sealed', async () => {
  await addPerson('070190000004');
  const run = (keys: string) =>
    spawnSync('node', ['--import', 'tsx', path.resolve(__dirname, '../../scripts/reseal.ts')], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: pool.options.connectionString, SODO_DATA_KEYS: keys },
    });
  expect(run(`${NEW} ${HASH}`)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^Cannot be opened with these keys: person /),
  });
  expect(run(`${NEW} ${OLD} ${HASH}`)).toMatchObject({
    status: 0,
    stdout: '1 sealed anew, 0 were sealed with the newest key already.\n',
  });
});
