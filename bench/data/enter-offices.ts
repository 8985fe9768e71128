import type { Pool } from 'pg';
import { hashPassword } from '../../db/password';
import { REGISTRATION_OFFICE } from '../../db/seed/demo-units';
import type { OfficePeople, Role } from '../load/load-job';

export const BENCH_PASSWORD = 'bench-only-2026';

/** An office of the load: its people, and the names they sign in with. */
export interface BenchOffice extends OfficePeople {
  readonly usernames: Readonly<Record<Role, string>>;
}

const roleOf = { clerk: 'oneStopClerk', officer: 'officer', secondOfficer: 'officer', head: 'unitHead' } as const;
const PEOPLE = Object.keys(roleOf) as readonly Role[];

/** Branches with a counter and four people each, beside the demo organisation, so that every client has its own inbox. */
export async function enterOffices(pool: Pool, count: number): Promise<BenchOffice[]> {
  const passwordHash = await hashPassword(BENCH_PASSWORD);
  const offices: BenchOffice[] = [];
  for (let number = 1; number <= count; number++) offices.push(await enterOffice(pool, number, passwordHash));
  return offices;
}

async function enterOffice(pool: Pool, number: number, passwordHash: string): Promise<BenchOffice> {
  const name = String(number).padStart(2, '0');
  const handlingUnit = `bench.branch.${name}`;
  const receivingUnit = `bench.counter.${name}`;
  await pool.query(
    `insert into unit (id, parent_id, kind, name, agency_code, handling_unit_id) values
      ($1, $3, 'branch', 'Chi nhánh đo tải ' || $4, null, null),
      ($2, $1, 'oneStop', 'Bộ phận một cửa đo tải ' || $4, '000.9' || $4 || '.16.H10', $1)`,
    [handlingUnit, receivingUnit, REGISTRATION_OFFICE, name],
  );
  const ids: Partial<Record<Role, string>> = {};
  const usernames: Partial<Record<Role, string>> = {};
  for (const person of PEOPLE) {
    const username = `bench.${person.toLowerCase()}.${name}`;
    const unit = person === 'clerk' ? receivingUnit : handlingUnit;
    const { rows } = await pool.query<{ id: string }>(
      `with person as (
        insert into account (id, username, display_name, email, title, unit_id, password_hash)
        values (gen_random_uuid(), $1, 'Người đo tải', $1 || '@bench.example', 'Viên chức', $2, $3) returning id
      ), held as (insert into account_role (account_id, role, unit_id) select id, $4, $2 from person)
      select id from person`,
      [username, unit, passwordHash, roleOf[person]],
    );
    ids[person] = rows[0]?.id;
    usernames[person] = username;
  }
  return { handlingUnit, receivingUnit, usernames, ...ids } as BenchOffice;
}
