import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from '../../db/connect';
import { migrate } from '../../db/migrate';
import { describeSchema } from './describe-schema';
import { createEmptyDatabase, type EmptyDatabase } from './empty-database';

const DB_DIR = path.resolve(__dirname, '../../db');

let database: EmptyDatabase;
let folder: string;
beforeEach(async () => {
  database = await createEmptyDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  await writeFile(path.join(folder, '0001_first.sql'), 'create table first (id integer);');
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const add = (name: string, sql: string) => writeFile(path.join(folder, name), sql);
async function tables(): Promise<string[]> {
  const { rows } = await database.pool.query<{ relname: string }>(
    `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  return rows.map(({ relname }) => relname);
}

describe('migrate', () => {
  it('applies the files in order, each once', async () => {
    await add('0002_second.sql', 'create table second (id integer); alter table first add column name text;');

    expect(await migrate(database.pool, folder)).toEqual(['0001_first.sql', '0002_second.sql']);
    expect(await migrate(database.pool, folder)).toEqual([]);
    await add('0003_third.sql', 'drop table second;');
    expect(await migrate(database.pool, folder)).toEqual(['0003_third.sql']);

    expect(await tables()).toEqual(['first', 'schema_migration']);
  });

  it('lets processes that start together apply each file once', async () => {
    const others = [1, 2, 3].map(() => connect(database.url, { applicationName: 'sodo-test' }));

    const applied = await Promise.all([database, ...others].map(({ pool }) => migrate(pool, folder)));
    await Promise.all(others.map((other) => other.close()));

    expect(applied.flat()).toEqual(['0001_first.sql']);
  });

  it('refuses an applied file that was changed, and changes nothing', async () => {
    await migrate(database.pool, folder);
    await add('0001_first.sql', 'create table first (id bigint);');
    await add('0002_second.sql', 'create table second (id integer);');

    await expect(migrate(database.pool, folder)).rejects.toMatchObject({
      code: 'MIGRATION_CHANGED',
      message: expect.stringContaining('0001_first.sql') as string,
    });
    expect(await tables()).toEqual(['first', 'schema_migration']);
  });

  it('refuses a database that is ahead of the files', async () => {
    await add('0002_second.sql', 'create table second (id integer);');
    await migrate(database.pool, folder);
    await rm(path.join(folder, '0002_second.sql'));

    await expect(migrate(database.pool, folder)).rejects.toMatchObject({ code: 'MIGRATION_MISSING' });
  });

  it('refuses a new file before an applied one', async () => {
    await add('0003_third.sql', 'create table third (id integer);');
    await migrate(database.pool, folder);
    await add('0002_second.sql', 'create table second (id integer);');

    await expect(migrate(database.pool, folder)).rejects.toMatchObject({ code: 'MIGRATION_OUT_OF_ORDER' });
  });

  it('undoes a file that fails half-way, keeps those before it, and goes on once it is mended', async () => {
    await add('0002_second.sql', 'create table second (id integer); create table first (id integer);');

    await expect(migrate(database.pool, folder)).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringMatching(/0002_second\.sql.*first/) as string,
    });
    expect(await tables()).toEqual(['first', 'schema_migration']);

    await add('0002_second.sql', 'create table second (id integer);');
    expect(await migrate(database.pool, folder)).toEqual(['0002_second.sql']);
  });
});

describe('the schema', () => {
  it('is the one in db/schema.sql', async () => {
    await cp(path.join(DB_DIR, 'migrations'), folder, { recursive: true });
    await rm(path.join(folder, '0001_first.sql'));
    await migrate(database.pool, folder);
    const dumped = await createEmptyDatabase();
    try {
      await dumped.pool.query(await readFile(path.join(DB_DIR, 'schema.sql'), 'utf8'));
      expect(await describeSchema(dumped.pool)).toEqual(await describeSchema(database.pool));
    } finally {
      await dumped.drop();
    }
  });

  it('finds Vietnamese names typed without accents', async () => {
    await migrate(database.pool);
    const { rows } = await database.pool.query<{ search: string }>(
      `select search_text('Đỗ Thị Thùy Linh ĐĂK Ơ') as search`,
    );
    expect(rows[0]?.search).toBe('do thi thuy linh dak o');
  });
});
