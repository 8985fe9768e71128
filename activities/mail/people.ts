import type { Pool } from 'pg';
import type { Role } from '../../domain/access/roles';
import type { Mailbox } from './send-mail';

export interface Person extends Mailbox {
  readonly role: Role;
  readonly unitId: string;
  readonly unitKind: string;
}

/** Whoever leads a unit or keeps the installation running, by post. */
export async function readPeople(pool: Pool): Promise<readonly Person[]> {
  const { rows } = await pool.query<Person>(
    `select a.display_name as name, a.email as address, r.role, r.unit_id as "unitId", u.kind as "unitKind"
     from account_role r join account a on a.id = r.account_id join unit u on u.id = r.unit_id
     where a.active and r.role in ('unitHead', 'manager', 'admin', 'operator') order by a.display_name, a.id`,
  );
  return rows;
}
