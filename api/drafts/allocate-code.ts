import { randomInt, randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { localDateOf } from '../../domain/clock/instant';
import { inTransaction } from '../../db/transaction';
import { ApiRefusal } from '../problem-details';

/** What a draft gets once: tried again on another day, it is still submitted as it was received. */
export interface Allocation {
  readonly dossierId: string;
  readonly code: string;
  readonly secret: string;
  readonly receivedAt: Date;
  readonly regime: string;
  readonly procedureVersion: string;
}

interface AllocationRequest {
  readonly draftId: string;
  /** The version of the form that was found complete. */
  readonly checkedVersion: number;
  readonly agencyCode: string;
  readonly regime: string;
  readonly procedureVersion: string;
  readonly receivedAt: Date;
  /** Judges once more what is frozen now: files come and go without a new version. A refusal leaves the draft open. */
  readonly judge: (client: PoolClient) => Promise<void>;
}

interface DraftRow {
  readonly dossierId: string | null;
  readonly code: string | null;
  readonly secret: string | null;
  readonly receivedAt: Date | null;
  readonly regime: string;
  readonly procedureVersion: string | null;
  readonly version: number;
}

/** Without 0/O, 1/I/L: read aloud and typed by citizens. 8 of 31 characters: 8.5 × 10¹¹ possibilities. */
const SECRET_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const SECRET_LENGTH = 8;

/**
 * Gives a draft its dossier id, code and look-up secret, once: asked again, the answer is the same. The serial counts per
 * agency and Vietnamese day (domain-facts §3.2), `<agency>-YYMMDD-NNNN`, without gaps of its own making. From here on the
 * draft is frozen until its submission is settled.
 * @returns `undefined` when the draft is gone
 * @throws ApiRefusal VERSION_CONFLICT when the form was changed meanwhile, and what `judge` refuses
 */
export function allocateCode(pool: Pool, request: AllocationRequest): Promise<Allocation | undefined> {
  const { draftId, checkedVersion, agencyCode, regime, procedureVersion, receivedAt, judge } = request;
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<DraftRow>(
      `select dossier_id as "dossierId", dossier_code as code, lookup_secret as secret, received_at as "receivedAt", regime,
         procedure_version as "procedureVersion", version
       from draft where id = $1 for update`,
      [draftId],
    );
    const [draft] = rows;
    if (!draft) return undefined;
    const known = allocationOf(draft);
    if (known) return known;
    if (draft.version !== checkedVersion)
      throw new ApiRefusal('VERSION_CONFLICT', 'The draft was changed while it was being submitted.', {
        version: draft.version,
      });
    await judge(client);
    const dossierId = draft.dossierId ?? randomUUID();
    const secret = draft.secret ?? createSecret();
    const code = draft.code ?? (await nextCode(client, agencyCode, receivedAt));
    await client.query(
      `update draft set dossier_id = $2, dossier_code = $3, lookup_secret = $4, regime = $5, procedure_version = $6,
         received_at = $7, updated_at = now() where id = $1`,
      [draftId, dossierId, code, secret, regime, procedureVersion, receivedAt],
    );
    return { dossierId, code, secret, receivedAt, regime, procedureVersion };
  });
}

/** What a frozen draft was given; `undefined` for one that is open or gone. */
export async function readAllocation(pool: Pool, draftId: string): Promise<Allocation | undefined> {
  const { rows } = await pool.query<DraftRow>(
    `select dossier_id as "dossierId", dossier_code as code, lookup_secret as secret, received_at as "receivedAt", regime,
       procedure_version as "procedureVersion", version
     from draft where id = $1`,
    [draftId],
  );
  return rows[0] && allocationOf(rows[0]);
}

function allocationOf({ dossierId, code, secret, receivedAt, regime, procedureVersion }: DraftRow) {
  if (dossierId === null || code === null || secret === null || receivedAt === null || procedureVersion === null)
    return undefined;
  return { dossierId, code, secret, receivedAt, regime, procedureVersion };
}

async function nextCode(client: PoolClient, agencyCode: string, receivedAt: Date): Promise<string> {
  const day = localDateOf(receivedAt.getTime());
  const serial = await client.query<{ last: number }>(
    `insert into code_serial (agency_code, day, last) values ($1, $2, 1)
     on conflict (agency_code, day) do update set last = code_serial.last + 1 returning last`,
    [agencyCode, day],
  );
  return `${agencyCode}-${day.slice(2).replaceAll('-', '')}-${String(serial.rows[0]?.last).padStart(4, '0')}`;
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
