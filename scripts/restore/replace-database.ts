import type { Client } from 'pg';
import { grantApplicationRole } from '../../db/application-role';
import { withClient } from '../../db/with-client';
import { RestoreRefused } from './restore-refused';

/** Names of the databases a restore deals with, all on one server. */
export interface Replacement {
  /** The installation's own. */
  readonly database: string;
  /** Where the backup is restored to first. */
  readonly restored: string;
  /** What was there before, kept for whoever must look into it. */
  readonly lost: string;
}

export function nameReplacement(databaseUrl: string, now: Date): Replacement {
  const database = decodeURIComponent(new URL(databaseUrl).pathname.slice(1));
  const stamp = now.toISOString().replaceAll(/\D/g, '').slice(0, 14);
  return { database, restored: `${database}_restored_${stamp}`, lost: `${database}_lost_${stamp}` };
}

export function urlOf(databaseUrl: string, database: string): string {
  const url = new URL(databaseUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/**
 * Restores into a database beside the installation's, and puts it in its place only when everything is in it: until then nothing
 * of ours is touched, and what was there stays under another name.
 *
 * @param fill fills the empty database at the address it gets
 * @returns what `fill` came to, and whether there was a database before; it is called `names.lost` now
 * @throws RestoreRefused `RESTORE_IN_USE` while api or worker are connected
 */
export async function replaceDatabase<T>(
  databaseUrl: string,
  names: Replacement,
  fill: (url: string, serverMajor: number) => Promise<T>,
): Promise<{ readonly filled: T; readonly hadDatabase: boolean }> {
  return withClient(urlOf(databaseUrl, 'postgres'), 'sodo-restore', async (server) => {
    await refuseInUse(server, names.database);
    await server.query(`create database ${quote(names.restored)} template template0`);
    try {
      const { rows } = await server.query<{ version: number }>(
        `select current_setting('server_version_num')::int as version`,
      );
      const filled = await fill(urlOf(databaseUrl, names.restored), Math.floor((rows[0]?.version ?? 0) / 10_000));
      await withClient(urlOf(databaseUrl, names.restored), 'sodo-restore', grantApplicationRole);
      // Somebody may have started one of them meanwhile.
      await refuseInUse(server, names.database);
      return { filled, hadDatabase: await swap(server, names) };
    } catch (error) {
      await server.query(`drop database if exists ${quote(names.restored)} with (force)`);
      throw error;
    }
  });
}

async function refuseInUse(server: Client, database: string): Promise<void> {
  const { rows } = await server.query<{ names: string | null }>(
    `select string_agg(distinct application_name, ', ') as names from pg_stat_activity
      where datname = $1 and application_name ~ '^sodo-(api|worker)'`,
    [database],
  );
  const [found] = rows;
  if (found?.names)
    throw new RestoreRefused(
      'RESTORE_IN_USE',
      `These still work with the database: ${found.names}. Stop api and worker first, then try again.`,
    );
}

async function swap(server: Client, { database, restored, lost }: Replacement): Promise<boolean> {
  const { rowCount } = await server.query('select from pg_database where datname = $1', [database]);
  const hadDatabase = rowCount === 1;
  if (hadDatabase) {
    // Nobody new comes in, whoever is in goes: a rename waits for nobody.
    await server.query(`alter database ${quote(database)} allow_connections false`);
    await server.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
      [database],
    );
    await server.query(`alter database ${quote(database)} rename to ${quote(lost)}`);
    await server.query(`alter database ${quote(lost)} allow_connections true`);
  }
  await server.query(`alter database ${quote(restored)} rename to ${quote(database)}`);
  return hadDatabase;
}
