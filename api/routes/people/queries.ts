import type { Pool } from 'pg';

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

/** The trigram index leads to the newest dossiers that hold the words at all; then the names themselves are looked at. */
export async function findPartiesByName(pool: Pool, units: Units, name: string): Promise<PartyRow[]> {
  const words = name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.replace(/[\\%_]/g, '\\$&'));
  const holdsAll = (text: string) =>
    `${text} like all (coalesce((select array_agg('%' || search_text(word) || '%') from unnest($2::text[]) as w(word)), '{}'))`;
  const one = (side: Side) =>
    `${partySql(side)} from found join dossier d on d.id = found.id
      where ${holdsAll(`search_text(d.form #>> '{${side},fullName}')`)}`;
  const { rows } = await pool.query<PartyRow>(
    `with found as materialized (
       select d.dossier_id as id from dossier_search d
       where ${words.map((_word, index) => `d.words like '%' || search_text($${index + 3}) || '%'`).join(' and ')}
         and ${inMyUnits} order by d.received_at desc, d.dossier_id limit ${MOST_ROWS})
     ${one('applicant')} union all ${one('transferor')} order by "receivedAt" desc`,
    [units === 'all' ? null : units, words, ...words],
  );
  return rows;
}

export async function readParty(pool: Pool, dossierId: string, side: Side): Promise<object | undefined> {
  const { rows } = await pool.query<{ party: object | null }>('select form -> $2 as party from dossier where id = $1', [
    dossierId,
    side,
  ]);
  return rows[0]?.party ?? undefined;
}
