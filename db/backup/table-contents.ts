import type { ClientBase } from 'pg';
import type { TableContents } from '../../contracts/backup.schema';
import { withClient } from '../with-client';

/**
 * Counts and sums up every table of the application, as the transaction sees them.
 *
 * A row counts as its text, so everything that shapes the text of a value is set here: the same rows give the same sum on
 * another server, in another time zone.
 */
export async function readTableContents(client: ClientBase): Promise<TableContents> {
  await client.query(
    `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
     set local extra_float_digits = 1; set local bytea_output = 'hex'; set local statement_timeout = 0`,
  );
  const { rows: tables } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' order by 1`,
  );
  const contents: TableContents = {};
  for (const { name } of tables) {
    const { rows } = await client.query<{ rows: string; checksum: string }>(
      `select count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as checksum
         from public."${name.replaceAll('"', '""')}" t`,
    );
    const [found] = rows;
    if (found) contents[name] = { rows: Number(found.rows), checksum: found.checksum };
  }
  return contents;
}

/** The tables in which two databases differ, by name, in order. */
function differingTables(expected: TableContents, found: TableContents): string[] {
  const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
  return [...names]
    .filter((name) => {
      const [a, b] = [expected[name], found[name]];
      return a?.rows !== b?.rows || a?.checksum !== b?.checksum;
    })
    .sort();
}

/** The tables in which a restored database differs from what was backed up. */
export async function findDiffering(
  databaseUrl: string,
  applicationName: string,
  expected: TableContents,
): Promise<string[]> {
  return withClient(databaseUrl, applicationName, async (client) => {
    await client.query('begin read only');
    return differingTables(expected, await readTableContents(client));
  });
}
