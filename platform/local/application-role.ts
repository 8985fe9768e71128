import { Client } from 'pg';
import { describe, tryQuery } from './database-server';

/** What api and worker sign in as: it owns nothing and may only add to the audit log (`db/grants.sql`). */
const applicationRole = 'sodo_app';

export interface ApplicationRole {
  /** Address of the application's database for the role; absent: it cannot be used. */
  readonly url?: string;
  /** In words, why it cannot be used. */
  readonly problem?: string;
}

/**
 * Makes the role unless it is there, and sees whether one can sign in as it. Its rights are given with the migrations.
 * @param ownerUrl the application's database, as its owner
 * @param password absent (tests only): the server trusts its own machine
 * @param isOurs the server is ours alone: then the role gets this password, whatever it had
 */
export async function prepareApplicationRole(
  ownerUrl: string,
  password: string | undefined,
  isOurs: boolean,
): Promise<ApplicationRole> {
  const url = new URL(ownerUrl);
  url.username = applicationRole;
  url.password = password ?? '';
  try {
    await makeRole(ownerUrl, password, isOurs);
    await tryQuery(url.href);
    return { url: url.href };
  } catch (error) {
    return { problem: describe(error) };
  }
}

async function makeRole(ownerUrl: string, password: string | undefined, isOurs: boolean): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [applicationRole]);
    if (rowCount && !isOurs) return;
    const secret = password === undefined ? '' : ` password ${client.escapeLiteral(password)}`;
    await client.query(`${rowCount ? 'alter' : 'create'} role ${applicationRole} login${secret}`);
  } finally {
    await client.end();
  }
}
