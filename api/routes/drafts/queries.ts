import type { Pool } from 'pg';
import type { Channel, HandedInComponent } from '../../../db/schema/draft.table';
import { inTransaction } from '../../../db/transaction';
import type { CursorValue } from '../../cursor';
import { lockOpenDraft } from '../../drafts/frozen-draft';

export interface NewDraft {
  readonly id: string;
  readonly procedureKey: string;
  readonly regime: string;
  readonly unitId: string;
  readonly createdBy: string | null;
  readonly channel: Channel;
  readonly form: Readonly<Record<string, unknown>>;
  readonly components: Readonly<Record<string, HandedInComponent>>;
  readonly externalCode: string | null;
}

/** Nothing is written where the draft is there already, or another one with the external code: two senders may come at once. */
export async function insertDraft(pool: Pool, draft: NewDraft): Promise<void> {
  await pool.query(
    `insert into draft (id, procedure_key, regime, unit_id, created_by, channel, form, components, external_code)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [
      draft.id,
      draft.procedureKey,
      draft.regime,
      draft.unitId,
      draft.createdBy,
      draft.channel,
      JSON.stringify(draft.form),
      JSON.stringify(draft.components),
      draft.externalCode,
    ],
  );
}

export interface DraftRow {
  readonly id: string;
  readonly version: number;
  readonly procedureKey: string;
  readonly unitId: string;
  readonly channel: Channel;
  readonly applicantName: string;
  readonly updatedAt: Date;
  /** `updatedAt` with all its digits, for the cursor. */
  readonly position: string;
}

export async function listDraftRows(
  pool: Pool,
  asked: {
    readonly units: readonly string[] | 'all';
    readonly createdBy: string | undefined;
    readonly before: readonly CursorValue[] | undefined;
    readonly limit: number;
  },
): Promise<DraftRow[]> {
  const { rows } = await pool.query<DraftRow>({
    name: 'list-drafts',
    text: `select id, version, procedure_key as "procedureKey", unit_id as "unitId", channel,
        coalesce(form #>> '{applicant,fullName}', '') as "applicantName", updated_at as "updatedAt", updated_at::text as position
      from draft
      where submitted_at is null and created_by is not null and ($1::text[] is null or unit_id = any($1)) and ($2::uuid is null or created_by = $2)
        and ($3::timestamptz is null or (updated_at, id) < ($3, $4::uuid))
      order by updated_at desc, id desc limit $5`,
    values: [
      asked.units === 'all' ? null : asked.units,
      asked.createdBy ?? null,
      asked.before?.[0] ?? null,
      asked.before?.[1] ?? null,
      asked.limit,
    ],
  });
  return rows;
}

/** @returns `undefined` when the draft is at another version, frozen or gone */
export async function saveDraftRow(
  pool: Pool,
  id: string,
  version: number,
  content: Pick<NewDraft, 'form' | 'components'>,
): Promise<{ readonly id: string; readonly version: number; readonly updatedAt: Date } | undefined> {
  const { rows } = await pool.query<{ id: string; version: number; updatedAt: Date }>({
    name: 'save-draft',
    text: `update draft set version = version + 1, form = $3, components = $4, updated_at = now()
      where id = $1 and version = $2 and dossier_id is null
      returning id, version, updated_at as "updatedAt"`,
    values: [id, version, JSON.stringify(content.form), JSON.stringify(content.components)],
  });
  return rows[0];
}

/** Files stay in the store: others may share them. */
export function deleteDraftRow(pool: Pool, id: string): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query('select from draft where id = $1 and dossier_id is null for update', [id]);
    if (rowCount === 0) return false;
    await client.query('delete from attachment where draft_id = $1', [id]);
    await client.query('delete from draft where id = $1', [id]);
    return true;
  });
}

/** @throws ApiRefusal when the draft is frozen (`lockOpenDraft`) */
export function detachFile(pool: Pool, draftId: string, fileId: string): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    await lockOpenDraft(client, draftId);
    const { rowCount } = await client.query('delete from attachment where id = $2 and draft_id = $1', [
      draftId,
      fileId,
    ]);
    return rowCount === 1;
  });
}
