import { sql, type SQL } from 'drizzle-orm';
import type { Pool } from 'pg';
import type { CursorValue } from '../../cursor';
import { findByWords, involving } from '../../find-by-words';
import { runSql } from '../../run-sql';
import { dueStateSql } from '../sla/due-state';

export interface DossierSummaryRow {
  readonly id: string;
  readonly code: string;
  readonly procedureKey: string;
  readonly applicantName: string;
  readonly status: string;
  readonly publicState: number;
  readonly receivingUnitId: string;
  readonly handlingUnitId: string;
  readonly receivedAt: Date;
  readonly promisedAt: Date | null;
  readonly dueAt: Date | null;
  readonly pauseReasons: string[];
  readonly closedAt: Date | null;
  readonly dueState: 'running' | 'nearDue' | 'overdue' | 'paused' | 'done' | 'none';
  /** `receivedAt` with all its digits, for the cursor. */
  readonly position: string;
}

export interface DossierSearch {
  readonly units: readonly string[] | 'all';
  readonly q?: string;
  readonly status?: string;
  readonly unit?: string;
  readonly from?: string;
  readonly to?: string;
  readonly after: readonly CursorValue[] | undefined;
  readonly limit: number;
  readonly now: Date;
}

const WHOLE_CODE = /^[A-Za-z0-9.]+-\d{6,8}-\w{1,10}$/;
/** The trigram index can do nothing with less. */
const MIN_WORD = 2;

/**
 * Latest received first. Without a text every unit's own index (unit, received_at desc, id) gives its newest rows and the
 * few candidates are merged; with a text, see `findByWords`. What looks like a whole code is looked up exactly first,
 * and is a text like any other when no dossier has it: it may be half typed.
 */
export async function searchDossiers(pool: Pool, search: DossierSearch): Promise<DossierSummaryRow[]> {
  const { q, after, limit, now } = search;
  if (q === undefined)
    return readSummaries(pool, search.units === 'all' ? keysOfAll(search) : keysByUnit(search, search.units), now);
  if (after === undefined && WHOLE_CODE.test(q)) {
    const found = await readSummaries(pool, keysOfAll(search, codeCondition(q)), now);
    if (found.length > 0) return found;
  }
  const words = q.split(/\s+/).filter((word) => word.length >= MIN_WORD || q.trim().length < MIN_WORD);
  const asked = { words, units: search.units, period: periodOf(search), narrowed: narrowed(search), limit };
  const ids = await findByWords(pool, asked);
  return readSummaries(pool, sql`select id from unnest(${sql.param(ids)}::uuid[]) as w(id)`, now);
}

/** In the words of the lists: a closed dossier has no clock, and without a due date there is nothing to keep. */
const dueState = sql.raw(`case when d.closed_at is not null then 'done' else case ${dueStateSql('asked.at')}
  when 'decided' then 'done' when 'inTime' then case when d.due_at is null then 'none' else 'running' end
  when 'paused' then 'paused' when 'overdue' then 'overdue' else 'nearDue' end end`);

function readSummaries(pool: Pool, keys: SQL, now: Date): Promise<DossierSummaryRow[]> {
  return runSql(
    pool,
    sql`
    with found as (${keys})
    select d.id, d.code, d.procedure_key as "procedureKey", d.applicant_name as "applicantName", d.status,
      d.public_state as "publicState", d.receiving_unit_id as "receivingUnitId", d.handling_unit_id as "handlingUnitId",
      d.received_at as "receivedAt", d.promised_at as "promisedAt", d.due_at as "dueAt",
      d.pause_reasons as "pauseReasons", d.closed_at as "closedAt", d.received_at::text as position,
      ${dueState} as "dueState"
    from (select ${now}::timestamptz as at) asked cross join found join dossier d on d.id = found.id
    order by d.received_at desc, d.id`,
  );
}

function keysByUnit(search: DossierSearch, units: readonly string[]): SQL {
  const side = (column: 'handling_unit_id' | 'receiving_unit_id') => sql`
    select x.id, x.received_at from unnest(${sql.param(units)}::text[]) as u(id) cross join lateral (
      select d.id, d.received_at from dossier d where d.${sql.raw(column)} = u.id and ${filters(search)}
      order by d.received_at desc, d.id limit ${search.limit}) x`;
  return sql`select id, received_at from (${side('handling_unit_id')} union ${side('receiving_unit_id')}) k
    order by received_at desc, id limit ${search.limit}`;
}

function keysOfAll(search: DossierSearch, condition = sql`true`): SQL {
  return sql`select d.id from dossier d where ${involving(search.units)} and ${condition} and ${filters(search)}
    order by d.received_at desc, d.id limit ${search.limit}`;
}

function filters(search: DossierSearch): SQL {
  return sql`${narrowed(search)} and ${periodOf(search)}`;
}

function narrowed({ status, unit }: DossierSearch): SQL {
  const conditions: SQL[] = [sql`true`];
  if (status !== undefined) conditions.push(sql`d.status = ${status}`);
  if (unit !== undefined) conditions.push(sql`(d.handling_unit_id = ${unit} or d.receiving_unit_id = ${unit})`);
  return sql.join(conditions, sql` and `);
}

/** When it was received, and after which row of the page before. */
function periodOf({ from, to, after }: DossierSearch): SQL {
  const conditions: SQL[] = [sql`true`];
  if (from !== undefined) conditions.push(sql`d.received_at >= ${`${from}T00:00:00+07:00`}::timestamptz`);
  if (to !== undefined) conditions.push(sql`d.received_at < ${`${to}T00:00:00+07:00`}::timestamptz + interval '1 day'`);
  if (after !== undefined) {
    const [at, id] = after;
    conditions.push(
      sql`d.received_at <= ${at}::timestamptz and (d.received_at < ${at}::timestamptz or d.id > ${id}::uuid)`,
    );
  }
  return sql.join(conditions, sql` and `);
}

function codeCondition(code: string): SQL {
  return sql`(d.code = ${code} or d.external_code = ${code})`;
}
