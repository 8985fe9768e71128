import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ClientBase, Pool } from 'pg';

const GRANTS_FILE = path.join(__dirname, 'grants.sql');

/**
 * Gives the role of the api and the worker its rights on a migrated database. A server whose administrator has not made the role
 * has no such protection: the processes then work as whoever they sign in as.
 * @returns whether there is such a role
 */
export async function grantApplicationRole(client: ClientBase): Promise<boolean> {
  const { rowCount } = await client.query(`select from pg_roles where rolname = 'sodo_app'`);
  if (!rowCount) return false;
  await client.query(await readFile(GRANTS_FILE, 'utf8'));
  return true;
}

/** Whether what signs in through this pool could change the audit log: an owner, or a role with too many rights. */
export async function couldChangeAudit(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ could: boolean }>(
    `select has_table_privilege(current_user, 'audit_entry', 'UPDATE, DELETE, TRUNCATE') as could`,
  );
  return rows[0]?.could ?? true;
}
