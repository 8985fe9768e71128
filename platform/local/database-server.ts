import { Client, DatabaseError } from 'pg';
import { StartFailure } from './start-failure';

/** @throws StartFailure when one is missing and may not be created */
export async function createMissingDatabases(adminUrl: string, names: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    const present = new Set(rows.map((row) => row.datname));
    for (const name of names) {
      if (!present.has(name)) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    }
  } catch (error) {
    throw new StartFailure(
      'DATABASE_UNREACHABLE',
      'PostgreSQL',
      `the databases ${names.join(', ')} cannot be created: ${describe(error)}`,
      'let an administrator create them, or use a user who may',
      { cause: error },
    );
  } finally {
    await client.end();
  }
}

/** Fails unless the server answers a statement. */
export async function tryQuery(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  // A server that stops while we ask closes the session with an error event besides the rejected query.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(database)}`;
  return other.href;
}

/** The database an address names; `sodo` if none. */
export function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || 'sodo';
}

/** The reason in words. Connection errors of Node come as a bundle, one per address tried. */
export function describe(error: unknown): string {
  if (error instanceof AggregateError) return describe(error.errors[0]);
  return error instanceof Error ? error.message || error.name : String(error);
}

/** True for a wrong user or password (SQLSTATE class 28): asking again will not help. */
export function isRejectedLogin(error: unknown): boolean {
  return error instanceof DatabaseError && error.code !== undefined && error.code.startsWith('28');
}
