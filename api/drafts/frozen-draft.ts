import type { PoolClient } from 'pg';
import { ApiRefusal } from '../problem-details';

interface Freezable {
  readonly submittedAt: Date | null;
  readonly dossierId: string | null;
  readonly dossierCode: string | null;
}

/**
 * What is submitted, or on its way there, is no longer changed.
 * @throws ApiRefusal DRAFT_ALREADY_SUBMITTED, DRAFT_BEING_SUBMITTED
 */
export function refuseFrozen({ submittedAt, dossierId, dossierCode }: Freezable): void {
  if (dossierId === null) return;
  const details = { dossierId, code: dossierCode };
  if (submittedAt !== null)
    throw new ApiRefusal('DRAFT_ALREADY_SUBMITTED', `This draft is dossier ${dossierCode}.`, details);
  throw new ApiRefusal(
    'DRAFT_BEING_SUBMITTED',
    'The draft is being submitted; submit again to get its receipt.',
    details,
  );
}

/**
 * Holds a draft for the rest of the transaction, so that it is not frozen (`allocateCode`) while its files change. Its
 * version stays: a file that comes while somebody types does not stand in the way of the next autosave.
 * @throws ApiRefusal DRAFT_NOT_FOUND, and what `refuseFrozen` refuses
 */
export async function lockOpenDraft(client: PoolClient, draftId: string): Promise<void> {
  const { rows } = await client.query<Freezable>(
    `select submitted_at as "submittedAt", dossier_id as "dossierId", dossier_code as "dossierCode"
     from draft where id = $1 for update`,
    [draftId],
  );
  const [draft] = rows;
  if (!draft) throw new ApiRefusal('DRAFT_NOT_FOUND', 'There is no such draft.');
  refuseFrozen(draft);
}

export function isFrozen(error: unknown): boolean {
  return (
    error instanceof ApiRefusal && (error.code === 'DRAFT_ALREADY_SUBMITTED' || error.code === 'DRAFT_BEING_SUBMITTED')
  );
}
