import { sql, type SQL } from 'drizzle-orm';
import type { Pool } from 'pg';
import type { CopyKind } from '../../../domain/portable-copies/copy-period';
import type { CopyStatus } from '../../../domain/portable-copies/copy-state';
import { runSql } from '../../run-sql';

export interface CopyRow {
  readonly id: string;
  readonly number: number;
  readonly kind: CopyKind;
  readonly regular: boolean;
  readonly from: string | null;
  readonly to: string | null;
  readonly status: CopyStatus;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly disk: string | null;
  readonly shelf: string | null;
  readonly archivedAt: Date | null;
  readonly archivedLate: boolean;
}

const columns =
  sql.raw(`p.id, p.number::int as number, p.kind, p.regular, p.from_day::text as from, p.to_day::text as to,
  p.status, p.opened_at as "openedAt", p.due_at as "dueAt", p.disk, p.shelf, p.archived_at as "archivedAt",
  p.archived_late as "archivedLate"`);

export interface CopySearch {
  readonly open?: boolean | undefined;
  /** Opening and id of the last one of the page before. */
  readonly after?: readonly [string, string] | undefined;
  readonly limit: number;
}

/** The newest first. */
export async function listCopies(pool: Pool, { open, after, limit }: CopySearch): Promise<CopyRow[]> {
  const conditions: SQL[] = [sql`true`];
  if (open === true) conditions.push(sql`p.closed_at is null`);
  if (open === false) conditions.push(sql`p.closed_at is not null`);
  if (after) conditions.push(sql`(p.opened_at, p.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return runSql<CopyRow>(
    pool,
    sql`select ${columns} from portable_copy p where ${sql.join(conditions, sql` and `)}
      order by p.opened_at desc, p.id desc limit ${limit}`,
  );
}

export async function findCopyRow(pool: Pool, id: string): Promise<CopyRow | undefined> {
  const [row] = await runSql<CopyRow>(pool, sql`select ${columns} from portable_copy p where p.id = ${id}::uuid`);
  return row;
}
