import type { Pool } from 'pg';
import type { CaseCommand } from '../domain/cases/case-state';

/** Keeps the words of a step the installation takes itself, under the step's own key, before it is asked for: repeated, the first ones stay. */
export async function keepWords(
  pool: Pool,
  {
    requestKey,
    caseId,
    type,
  }: { readonly requestKey: string; readonly caseId: string; readonly type: CaseCommand['type'] },
  payload: object,
): Promise<void> {
  await pool.query(
    'insert into case_submission (id, case_id, command, payload) values ($1, $2, $3, $4) on conflict (id) do nothing',
    [requestKey, caseId, type, JSON.stringify(payload)],
  );
}
