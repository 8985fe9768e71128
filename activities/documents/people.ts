import type { Pool } from 'pg';
import type { Signatory } from '../../templates/documents/document-data';

export interface Person {
  readonly name: string;
  /** Office held, as it stands under a signature; may be empty. */
  readonly title: string;
}

/** Accounts by id; partners, connectors and the system itself are nobody. */
export async function readPeople(pool: Pool, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const { rows } = await pool.query<Person & { id: string }>(
    'select id::text as id, display_name as name, title from account where id::text = any($1)',
    [[...new Set(ids)]],
  );
  return new Map(rows.map(({ id, ...person }) => [id, person]));
}

export async function readPerson(pool: Pool, id: string): Promise<Person | undefined> {
  return (await readPeople(pool, [id])).get(id);
}

/** Who signs for a unit: its head. Several heads: the first by name, so that a paper rendered again is the same. */
export async function readUnitHead(pool: Pool, unitId: string): Promise<Person | undefined> {
  const { rows } = await pool.query<Person>(
    `select a.display_name as name, a.title from account_role r join account a on a.id = r.account_id
     where r.unit_id = $1 and r.role = 'unitHead' and a.active order by a.display_name, a.id limit 1`,
    [unitId],
  );
  return rows[0];
}

/** Signature of a unit's head; a deputy signs for the head (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.7). */
export function signAsHead(head: Person | undefined): Signatory {
  const title = head?.title.trim() || 'Thủ trưởng đơn vị';
  const deputyOf = /^phó\s+(.+)$/iu.exec(title)?.[1];
  return { title: deputyOf ? `KT. ${deputyOf}\n${title}` : title, name: head?.name };
}
