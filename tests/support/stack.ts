import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { grantApplicationRole } from '../../db/application-role';

const migrationsDir = path.resolve(__dirname, '..', '..', 'db', 'migrations');
/** Any number that nothing else uses for an advisory lock on the maintenance database. */
const templateLock = 731_992_041;

/** Addresses of the stack the global set-up started. */
export interface TestAddresses {
  /** PostgreSQL's maintenance database, with the right to create others. */
  readonly adminUrl: string;
  readonly temporalAddress: string;
  readonly namespace: string;
}

/** @throws Error outside the jest projects that run on the stack */
export function readTestAddresses(): TestAddresses {
  return {
    adminUrl: readAddress('SODO_TEST_DATABASE_URL'),
    temporalAddress: readAddress('SODO_TEST_TEMPORAL_ADDRESS'),
    namespace: readAddress('SODO_TEST_NAMESPACE'),
  };
}

export interface TestDatabase {
  readonly url: string;
  /** The same as the role of api and worker, which may only add to the audit log. */
  readonly appUrl: string;
  /** Cuts its sessions and removes it. */
  drop(): Promise<void>;
}

/**
 * A migrated, empty database of the test's own, as a copy of a template (about 50 ms). The template is made once per run
 * and state of `db/migrations`, whichever test file comes first.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl } = readTestAddresses();
  const name = `sodo_${randomBytes(6).toString('hex')}`;
  await withClient(adminUrl, async (admin) => {
    // Also serialises the copies: PostgreSQL refuses to copy a template somebody else is connected to.
    await admin.query('SELECT pg_advisory_lock($1)', [templateLock]);
    const template = await ensureTemplate(admin, adminUrl);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return {
    url: withDatabase(adminUrl, name),
    appUrl: asApplication(withDatabase(adminUrl, name)),
    drop: () =>
      withClient(adminUrl, async (admin) => {
        await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

async function ensureTemplate(admin: Client, adminUrl: string): Promise<string> {
  const migrations = readdirSync(migrationsDir)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ file, sql: readFileSync(path.join(migrationsDir, file), 'utf8') }));
  const grants = readFileSync(path.join(migrationsDir, '..', 'grants.sql'), 'utf8');
  const state = createHash('sha256')
    .update(JSON.stringify([migrations, grants]))
    .digest('hex')
    .slice(0, 12);
  const name = `sodo_template_${state}`;
  const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return name;
  const draft = `${name}_draft`;
  await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${draft}`);
  await withClient(withDatabase(adminUrl, draft), async (client) => {
    for (const { file, sql } of migrations) {
      await client.query(sql).catch((error: unknown) => {
        throw new Error(`Migration ${file} failed: ${String(error)}`, { cause: error });
      });
    }
    await grantApplicationRole(client);
  });
  await admin.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  return name;
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

function asApplication(url: string): string {
  const other = new URL(url);
  other.username = 'sodo_app';
  return other.href;
}

function readAddress(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: this test belongs to a jest project that runs on the stack.`);
  return value;
}
