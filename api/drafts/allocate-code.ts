import { randomInt, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { localDateOf } from '../../domain/clock/instant';
import { inTransaction } from '../../db/transaction';
import { ApiRefusal } from '../problem-details';

export interface Allocation {
  readonly dossierId: string;
  readonly code: string;
  readonly secret: string;
}

/** Without 0/O, 1/I/L: read aloud and typed by citizens. 8 of 31 characters: 8.5 × 10¹¹ possibilities. */
const SECRET_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const SECRET_LENGTH = 8;

/**
 * Gives a draft its dossier id, code and look-up secret, once: asked again, the answer is the same. The serial counts per
 * agency and Vietnamese day (domain-facts §3.2), `<agency>-YYMMDD-NNNN`, without gaps of its own making. From here on the
 * draft is frozen until its submission is settled.
 * @returns `undefined` when the draft is gone
 */
export function allocateCode(
  pool: Pool,
  draftId: string,
  checkedVersion: number,
  agencyCode: string,
  regime: string,
  receivedAt: Date,
): Promise<Allocation | undefined> {
  const day = localDateOf(receivedAt.getTime());
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{
      id: string | null;
      code: string | null;
      secret: string | null;
      version: number;
    }>(
      `select dossier_id as id, dossier_code as code, lookup_secret as secret, version from draft where id = $1 for update`,
      [draftId],
    );
    const [draft] = rows;
    if (!draft) return undefined;
    if (draft.id !== null && draft.code !== null && draft.secret !== null)
      return { dossierId: draft.id, code: draft.code, secret: draft.secret };
    if (draft.version !== checkedVersion)
      throw new ApiRefusal('VERSION_CONFLICT', 'The draft was changed while it was being submitted.', {
        version: draft.version,
      });
    const dossierId = randomUUID();
    const secret = draft.secret ?? createSecret();
    let { code } = draft;
    if (code === null) {
      const serial = await client.query<{ last: number }>(
        `insert into code_serial (agency_code, day, last) values ($1, $2, 1)
         on conflict (agency_code, day) do update set last = code_serial.last + 1 returning last`,
        [agencyCode, day],
      );
      code = `${agencyCode}-${day.slice(2).replaceAll('-', '')}-${String(serial.rows[0]?.last).padStart(4, '0')}`;
    }
    await client.query(
      `update draft set dossier_id = $2, dossier_code = $3, lookup_secret = $4, regime = $5, updated_at = now() where id = $1`,
      [draftId, dossierId, code, secret, regime],
    );
    return { dossierId, code, secret };
  });
}

/** A refused submission: the draft may be changed again. Its code stays its own. */
export async function releaseDraft(pool: Pool, draftId: string, dossierId: string): Promise<void> {
  await pool.query(`update draft set dossier_id = null where id = $1 and dossier_id = $2 and submitted_at is null`, [
    draftId,
    dossierId,
  ]);
}

function createSecret(): string {
  return Array.from({ length: SECRET_LENGTH }, () => SECRET_ALPHABET[randomInt(SECRET_ALPHABET.length)]).join('');
}
