import { readdirSync } from 'node:fs';
import path from 'node:path';
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { migrate } from '../../db/migrate';
import { createEmptyDatabase, type EmptyDatabase } from './empty-database';

const SCHEMA_DIR = path.resolve(__dirname, '../../db/schema');

let database: EmptyDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
  await migrate(database.pool);
});
afterAll(() => database.drop());

/** Every table any file of `db/schema/` defines. */
async function listDefinitions(): Promise<ReturnType<typeof getTableConfig>[]> {
  const files = readdirSync(SCHEMA_DIR).filter((name) => name.endsWith('.table.ts'));
  const modules = await Promise.all(
    files.map(async (name) => (await import(path.join(SCHEMA_DIR, name))) as Record<string, unknown>),
  );
  return modules
    .flatMap((module) => Object.values(module))
    .filter((value) => is(value, PgTable))
    .map((table) => getTableConfig(table));
}

async function linesOf(sql: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ line: string }>(sql);
  return rows.map(({ line }) => line).sort();
}

/** `numeric(12, 1)` and `numeric(12,1)` are one type. */
const sameType = (type: string) => type.replaceAll(', ', ',');

describe('the drizzle tables say what the database says', () => {
  it('about columns, their types, and whether they may be null or have a default', async () => {
    const defined = (await listDefinitions()).flatMap(({ name, columns }) =>
      columns.map((column) => {
        const filled = column.hasDefault || column.generated !== undefined || column.generatedIdentity !== undefined;
        const nullness = column.notNull ? 'not null' : 'null';
        return `${name}.${column.name} ${sameType(column.getSQLType())} ${nullness}${filled ? ' default' : ''}`;
      }),
    );
    const actual = await linesOf(`
      select format('%s.%s %s %s%s', c.relname, a.attname, replace(format_type(a.atttypid, a.atttypmod), ', ', ','),
        case when a.attnotnull then 'not null' else 'null' end,
        case when a.atthasdef or a.attidentity <> '' then ' default' else '' end) as line
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`);
    expect(defined.sort()).toEqual(actual);
    expect(actual.length).toBeGreaterThan(150);
  });

  it('about primary keys', async () => {
    const defined = (await listDefinitions()).map(({ name, columns, primaryKeys }) => {
      const own = columns.filter((column) => column.primary);
      const key = primaryKeys[0]?.columns ?? own;
      return `${name} (${key.map((column) => column.name).join(', ')})`;
    });
    const actual = await linesOf(`
      select format('%s (%s)', conrelid::regclass, (select string_agg(attname, ', ' order by ord)
        from unnest(conkey) with ordinality as k(num, ord) join pg_attribute on attrelid = conrelid and attnum = num)) as line
      from pg_constraint where contype = 'p' and connamespace = 'public'::regnamespace`);
    expect(defined.sort()).toEqual(actual);
  });

  it('about foreign keys', async () => {
    const defined = (await listDefinitions()).flatMap(({ name, foreignKeys }) =>
      foreignKeys.map((key) => {
        const { columns, foreignTable, foreignColumns } = key.reference();
        const names = (list: readonly { readonly name: string }[]) => list.map((column) => column.name).join(', ');
        return `${name} FOREIGN KEY (${names(columns)}) REFERENCES ${getTableConfig(foreignTable).name}(${names(foreignColumns)})`;
      }),
    );
    const actual = await linesOf(`
      select format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) as line
      from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`);
    expect(defined.sort()).toEqual(actual);
  });
});
