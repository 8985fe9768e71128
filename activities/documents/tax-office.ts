import type { Pool } from 'pg';
import { placeOfIssue } from '../../templates/documents/issuing-unit';
import type { UnitName } from './step-source';

/** Where it is not configured, it is written in by hand. */
const UNKNOWN = 'Cơ quan thuế';

/** The tax office that determines obligations for a unit's dossiers: the one of the same place, else the only or first one. */
export async function readTaxOffice(pool: Pool, unit: UnitName): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(`select name from unit where kind = 'tax' order by id`);
  const place = placeOfIssue(unit);
  return (rows.find(({ name }) => name.includes(place)) ?? rows[0])?.name ?? UNKNOWN;
}
