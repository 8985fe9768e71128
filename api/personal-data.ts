import type { Pool } from 'pg';

/** The same person opening the same data for the same reason within a quarter of an hour is one reading. */
const ONE_READING = '15 minutes';

/** Notes who has seen personal data of which dossier, and why (A5.5). It is written before the data is shown. */
export async function notePersonalDataRead(
  pool: Pool,
  reading: { readonly accountId: string; readonly dossierId: string; readonly reason: string },
): Promise<void> {
  await pool.query({
    name: 'note-personal-data-read',
    text: `insert into personal_data_read (account_id, dossier_id, reason)
      select $1, $2, $3 where not exists (
        select from personal_data_read r where r.dossier_id = $2 and r.account_id = $1 and r.reason = $3
          and r.at > now() - interval '${ONE_READING}')`,
    values: [reading.accountId, reading.dossierId, reading.reason],
  });
}
