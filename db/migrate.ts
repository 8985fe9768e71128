import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Pool, PoolClient } from 'pg';
import { readConfig } from '../platform/config';
import { grantApplicationRole } from './application-role';
import { connect } from './connect';

const MIGRATIONS_DIR = path.join(__dirname, 'migrations');
/** Any number nothing else locks: two processes that start together migrate one after the other. */
const MIGRATION_LOCK = 20_260_731;

/** The database and the migration files do not belong together; nothing was changed. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
  constructor(
    readonly code: 'MIGRATION_CHANGED' | 'MIGRATION_MISSING' | 'MIGRATION_OUT_OF_ORDER' | 'MIGRATION_FAILED',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/**
 * Brings the database to the state of the files `<folder>/*.sql`: in order of their names, each in a transaction of its
 * own, each once. Then the application's role gets its rights.
 *
 * @returns names of the migrations applied now
 * @throws MigrationRefused when an applied file was changed or removed, when a new one sorts before an applied one, or
 * when one fails (what was applied before it stays)
 */
export async function migrate(pool: Pool, folder: string = MIGRATIONS_DIR): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(
      `create table if not exists schema_migration (
        name text primary key,
        sha256 text not null,
        applied_at timestamptz not null default now()
      )`,
    );
    const pending = await choosePending(client, migrations);
    // An index on a large table takes longer than a request may.
    await client.query('set statement_timeout = 0');
    for (const migration of pending) await apply(client, migration);
    if (folder === MIGRATIONS_DIR) await grantApplicationRole(client);
    return pending.map(({ name }) => name);
  } finally {
    // The lock and the settings end with the session.
    client.release(true);
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(folder, name), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function choosePending(client: PoolClient, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from schema_migration order by name',
  );
  const byName = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, sha256 } of rows) {
    const file = byName.get(name);
    if (!file) {
      throw new MigrationRefused(
        'MIGRATION_MISSING',
        `The database has the migration ${name}, which this version of Sodo does not have: start the version that made it.`,
      );
    }
    if (file.sha256 !== sha256) {
      throw new MigrationRefused(
        'MIGRATION_CHANGED',
        `The migration ${name} was applied and then changed: undo the change and put it into a new file.`,
      );
    }
  }
  const applied = new Set(rows.map(({ name }) => name));
  const pending = migrations.filter(({ name }) => !applied.has(name));
  const last = rows.at(-1)?.name;
  const late = pending.find(({ name }) => last !== undefined && name < last);
  if (late) {
    throw new MigrationRefused(
      'MIGRATION_OUT_OF_ORDER',
      `The migration ${late.name} comes before ${last}, which was applied already: give it a later number.`,
    );
  }
  return pending;
}

async function apply(client: PoolClient, { name, sql, sha256 }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into schema_migration (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    const why = (error as Error).message;
    throw new MigrationRefused('MIGRATION_FAILED', `The migration ${name} failed: ${why}`, { cause: error });
  }
}

async function main(): Promise<void> {
  const { databaseUrl } = readConfig();
  if (databaseUrl === undefined) throw new Error('DATABASE_URL is not set: there is no database to migrate.');
  const database = connect(databaseUrl, { applicationName: 'sodo-migrate', maxConnections: 1 });
  try {
    const applied = await migrate(database.pool);
    process.stdout.write(applied.length === 0 ? 'The schema is up to date.\n' : `Applied ${applied.join(', ')}.\n`);
  } finally {
    await database.close();
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`migrate: ${(error as Error).message}\n`);
    process.exitCode = 1;
  });
}
