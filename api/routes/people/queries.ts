import type { Pool } from 'pg';
import { findByWords } from '../../find-by-words';
import { escapeLike, holdsAllSql } from '../../like-pattern';

export interface PartyRow {
  readonly dossierId: string;
  readonly side: 'applicant' | 'transferor';
  readonly type: string;
  readonly fullName: string;
  readonly idNumber: string;
  readonly address: string;
  readonly receivedAt: Date;
}

type Side = PartyRow['side'];
type Units = readonly string[] | 'all';

/** Enough for twenty different people, as few come back a hundred times. */
const MOST_ROWS = 100;

const inMyUnits = `($1::text[] is null or d.receiving_unit_id = any($1) or d.handling_unit_id = any($1))`;

function partySql(side: Side): string {
  return `select d.id as "dossierId", '${side}' as side, coalesce(d.form #>> '{${side},type}', '') as type,
      coalesce(d.form #>> '{${side},fullName}', '') as "fullName", coalesce(d.form #>> '{${side},idNumber}', '') as "idNumber",
      coalesce(d.form #>> '{${side},address}', '') as address, d.received_at as "receivedAt"`;
}

/** One range of an index for each side. */
export async function findPartiesByIdNumber(pool: Pool, units: Units, idNumber: string): Promise<PartyRow[]> {
  const one = (side: Side) =>
    `(${partySql(side)} from dossier d where d.form #>> '{${side},idNumber}' = $2 and ${inMyUnits}
      order by d.received_at desc limit ${MOST_ROWS})`;
  const { rows } = await pool.query<PartyRow>({
    name: 'people-by-id',
    text: `${one('applicant')} union all ${one('transferor')} order by "receivedAt" desc`,
    values: [units === 'all' ? null : units, idNumber],
  });
  return rows;
}

/** The newest dossiers that hold the words at all; then the names themselves are looked at. */
export async function findPartiesByName(pool: Pool, units: Units, name: string): Promise<PartyRow[]> {
  const words = name.split(/\s+/).filter(Boolean);
  const ids = await findByWords(pool, { words, units, limit: MOST_ROWS });
  const one = (side: Side) =>
    `${partySql(side)} from dossier d where d.id = any($1)
      and ${holdsAllSql(`search_text(d.form #>> '{${side},fullName}')`, '$2')}`;
  const { rows } = await pool.query<PartyRow>({
    name: 'people-by-name',
    text: `${one('applicant')} union all ${one('transferor')} order by "receivedAt" desc`,
    values: [ids, words.map(escapeLike)],
  });
  return rows;
}

export async function readParty(pool: Pool, dossierId: string, side: Side): Promise<object | undefined> {
  const { rows } = await pool.query<{ party: object | null }>('select form -> $2 as party from dossier where id = $1', [
    dossierId,
    side,
  ]);
  return rows[0]?.party ?? undefined;
}
