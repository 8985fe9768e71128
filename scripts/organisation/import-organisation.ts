import { randomInt, randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { hashPassword } from '../../db/password';
import { inTransaction } from '../../db/transaction';
import { noteImport, readAccounts } from './note-import';
import type { Organisation } from './organisation-file';

export interface ImportReport {
  readonly units: number;
  readonly accounts: number;
  /** Passwords made up for new accounts: told here, once, and nowhere kept. */
  readonly passwords: readonly { readonly username: string; readonly password: string }[];
}

/** The file names a unit nobody has; nothing was written. */
export class OrganisationRefused extends Error {
  override readonly name = 'OrganisationRefused';
}

/** Without 0/O, 1/I/l: read from a slip of paper and typed once. */
const PASSWORD_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz';
const PASSWORD_LENGTH = 14;

/**
 * Enters units and accounts, all of them or none. May be repeated with a changed file: what it names takes its new values
 * (roles as listed), what it does not name stays, and nobody's password is touched.
 * @throws OrganisationRefused
 */
export async function importOrganisation(pool: Pool, organisation: Organisation): Promise<ImportReport> {
  const { units, accounts } = organisation;
  const { rows: known } = await pool.query<{ username: string }>('select username from account');
  const names = new Set(known.map(({ username }) => username));
  const passwords: { username: string; password: string }[] = [];
  const rows: object[] = [];
  for (const { password: given, roles: _roles, ...account } of accounts) {
    const isNew = !names.has(account.username);
    const password = given ?? makePassword();
    if (isNew && given === undefined) passwords.push({ username: account.username, password });
    rows.push({ ...account, id: randomUUID(), passwordHash: isNew ? await hashPassword(password) : '' });
  }
  await inTransaction(pool, async (client) => {
    await refuseUnknownUnits(client, organisation);
    const usernames = accounts.map(({ username }) => username);
    const before = await readAccounts(client, usernames);
    await writeUnits(client, units);
    await writeAccounts(client, rows);
    await writeRoles(client, accounts);
    const counts = { units: units.length, accounts: accounts.length };
    await noteImport(client, before, await readAccounts(client, usernames), counts);
  });
  return { units: units.length, accounts: accounts.length, passwords };
}

async function refuseUnknownUnits(client: PoolClient, { units, accounts }: Organisation): Promise<void> {
  const { rows } = await client.query<{ id: string }>('select id from unit');
  const there = new Set([...rows.map(({ id }) => id), ...units.map(({ id }) => id)]);
  const named = [
    ...units.flatMap(({ parentId, handlingUnitId }) => [parentId, handlingUnitId]),
    ...accounts.flatMap(({ unitId, roles }) => [unitId, ...roles.map((held) => held.unitId ?? unitId)]),
  ];
  const unknown = [...new Set(named)].filter((id) => id !== null && !there.has(id));
  if (unknown.length > 0) throw new OrganisationRefused(`These units are nowhere: ${unknown.join(', ')}.`);
}

async function writeUnits(client: PoolClient, units: Organisation['units']): Promise<void> {
  await client.query(
    `insert into unit (id, parent_id, kind, name, agency_code, handling_unit_id, remote)
    select r."id", r."parentId", r."kind", r."name", r."agencyCode", r."handlingUnitId", r."remote"
    from jsonb_to_recordset($1::jsonb) as r("id" text, "parentId" text, "kind" text, "name" text, "agencyCode" text, "handlingUnitId" text, "remote" boolean)
    on conflict (id) do update set parent_id = excluded.parent_id, kind = excluded.kind, name = excluded.name,
      agency_code = excluded.agency_code, handling_unit_id = excluded.handling_unit_id, remote = excluded.remote`,
    [JSON.stringify(units)],
  );
}

async function writeAccounts(client: PoolClient, rows: readonly object[]): Promise<void> {
  await client.query(
    `insert into account (id, username, display_name, email, title, unit_id, active, password_hash, oidc_subject)
    select r."id", r."username", r."displayName", r."email", r."title", r."unitId", r."active", r."passwordHash", r."oidcSubject"
    from jsonb_to_recordset($1::jsonb) as r("id" uuid, "username" text, "displayName" text, "email" text, "title" text, "unitId" text, "active" boolean, "passwordHash" text, "oidcSubject" text)
    on conflict (username) do update set display_name = excluded.display_name, email = excluded.email,
      title = excluded.title, unit_id = excluded.unit_id, active = excluded.active, oidc_subject = excluded.oidc_subject`,
    [JSON.stringify(rows)],
  );
}

async function writeRoles(client: PoolClient, accounts: Organisation['accounts']): Promise<void> {
  const held = accounts.flatMap(({ username, unitId, roles }) =>
    roles.map((one) => ({ username, role: one.role, unitId: one.unitId ?? unitId })),
  );
  await client.query(
    `delete from account_role using account where account.id = account_role.account_id and account.username = any($1)`,
    [accounts.map(({ username }) => username)],
  );
  await client.query(
    `insert into account_role (account_id, role, unit_id)
    select account.id, r."role", r."unitId"
    from jsonb_to_recordset($1::jsonb) as r("username" text, "role" text, "unitId" text)
    join account on account.username = r."username" on conflict do nothing`,
    [JSON.stringify(held)],
  );
}

function makePassword(): string {
  const letter = () => PASSWORD_ALPHABET[randomInt(PASSWORD_ALPHABET.length)];
  return Array.from({ length: PASSWORD_LENGTH }, letter).join('');
}
