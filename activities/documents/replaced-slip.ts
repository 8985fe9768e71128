import type { Pool } from 'pg';
import { vietnamDate } from './vietnam-date';

/** The version of the tax slip that the tax office sent back: when it was issued, and why it came back. */
export async function readReplacedSlip(
  pool: Pool,
  dossierId: string,
  version: number,
): Promise<{ issuedOn: string; reason: string } | undefined> {
  const { rows } = await pool.query<{ issuedAt: Date; reason: string | null; code: string | null }>(
    `select asked.at as "issuedAt", s.return_reason as reason,
       (select entry ->> 'reasonCode' from dossier_event back, jsonb_array_elements(back.entries) entry
        where back.dossier_id = $1 and entry ->> 'type' = 'TaxSlipReturned' and (entry ->> 'version')::int = $2 limit 1) as code
     from dossier_event asked
     left join tax_slip s on s.dossier_id = asked.dossier_id and s.version = $2
     where asked.dossier_id = $1 and asked.entries @> jsonb_build_array(jsonb_build_object('type', 'TaxSlipRequested', 'version', $2::int))
     order by asked.seq limit 1`,
    [dossierId, version],
  );
  const [slip] = rows;
  return (
    slip && { issuedOn: vietnamDate(slip.issuedAt), reason: slip.reason ?? slip.code ?? 'cơ quan thuế trả lại phiếu' }
  );
}
