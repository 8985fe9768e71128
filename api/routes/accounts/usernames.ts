import type { Pool } from 'pg';
import { ApiRefusal } from '../../problem-details';

/**
 * Keeps a user name for a person until the account is issued or the request is over, so that a step never finds it taken.
 * @returns takes it back, when this call was the one that reserved it
 * @throws ApiRefusal USERNAME_TAKEN
 */
export async function reserveUsername(pool: Pool, username: string, personId: string): Promise<() => Promise<void>> {
  const taken = new ApiRefusal('USERNAME_TAKEN', 'The user name is taken.', { username });
  const { rows } = await pool.query<{ personId: string; isNew: boolean }>(
    `insert into username_reservation as known (username, person_id) values ($1, $2)
     on conflict (username) do update set username = excluded.username
     returning person_id as "personId", xmax = 0 as "isNew"`,
    [username, personId],
  );
  const [kept] = rows;
  if (kept?.personId !== personId) throw taken;
  const release = async () => {
    if (kept.isNew) await pool.query('delete from username_reservation where username = $1', [username]);
  };
  // Asked after the reservation stands: who gives the name to an account holds its row until the account is there.
  const { rowCount } = await pool.query('select from account where username = $1 and id <> $2', [username, personId]);
  if (rowCount === 0) return release;
  await release();
  throw taken;
}
