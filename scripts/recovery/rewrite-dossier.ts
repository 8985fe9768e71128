import type { Pool, PoolClient } from 'pg';
import { writeCommitIn } from '../../db/projections/write-commit';
import { inTransaction } from '../../db/transaction';
import type { DossierCommit } from '../../domain/dossier/dossier-commit';

/**
 * Writes a dossier's rows anew from its commits, in one transaction that holds the dossier's row: lists show the old rows or
 * the new ones, and a step that comes meanwhile waits.
 *
 * W1. Rows ahead of the commits are left alone (unless `force`): they are newer than what was read.
 * W2. A step that waited took its picture of the rows before they were rewritten, and may have missed what to take back. So
 *     the row is looked at once more, behind whoever waited: with a step more, the whole is to be done again.
 * W3. The dossier's clock stays what it was, to the millisecond: it is nowhere else.
 *
 * @param commits all that histories keep, oldest first
 * @returns whether the rows are now those of these commits
 */
export async function rewriteDossier(
  pool: Pool,
  dossierId: string,
  commits: readonly DossierCommit[],
  force: boolean,
): Promise<boolean> {
  const lastSeq = commits.at(-1)?.seq ?? 0;
  const isRewritten = await inTransaction(pool, async (client) => {
    const row = await lockDossier(client, dossierId);
    if (row && row.seq > lastSeq && !force) return false;
    await clearRows(client, dossierId, commits);
    for (const [index, commit] of commits.entries()) {
      await writeCommitIn(client, commit, row?.clockOffsetMs ?? 0);
      const next = commits[index + 1];
      if (next) await raisePassed(client, dossierId, next.at - (row?.clockOffsetMs ?? 0));
    }
    return true;
  });
  if (!isRewritten) return false;
  return inTransaction(pool, async (client) => (await lockDossier(client, dossierId))?.seq === lastSeq);
}

async function lockDossier(client: PoolClient, dossierId: string) {
  const { rows } = await client.query<{ seq: number; clockOffsetMs: number }>(
    'select seq, clock_offset_ms::float8 as "clockOffsetMs" from dossier where id = $1 for update',
    [dossierId],
  );
  return rows[0];
}

/** A dossier resumed from the database begins in the middle: what came before is no longer in any history. */
async function clearRows(client: PoolClient, dossierId: string, commits: readonly DossierCommit[]): Promise<void> {
  const from = commits[0]?.seq ?? 1;
  const instances = commits.flatMap(({ tasks }) => tasks.map(({ instance }) => instance));
  await noteUnfoundedSteps(client, dossierId, from, commits);
  await client.query('delete from dossier_event where dossier_id = $1 and seq >= $2', [dossierId, from]);
  await client.query('delete from task where dossier_id = $1 and ($2 or instance = any($3))', [
    dossierId,
    from === 1,
    instances,
  ]);
  // Since when those of before were there is in no history either; the first commit puts right what is wrong with them.
  if (from === 1) await client.query('delete from deadline_threshold where dossier_id = $1', [dossierId]);
}

/** Steps that no history knows never were: they stay in the audit log, and an entry beside each says so (C2, C4 of the commit). */
async function noteUnfoundedSteps(
  client: PoolClient,
  dossierId: string,
  from: number,
  commits: readonly DossierCommit[],
): Promise<void> {
  if (commits.some(({ snapshot }) => snapshot.simulated)) return;
  const known = commits.map(({ seq, at, requestKey }) => ({ seq, at, request_key: requestKey }));
  await client.query(
    `insert into audit_entry (id, at, actor, action, subject_type, subject_id, unit_id, detail)
     select audit_replacement_id(s.entry), date_trunc('milliseconds', clock_timestamp()), 'system', 'dossier.stepReplaced', 'dossier',
       $1::text, d.handling_unit_id, jsonb_build_object('seq', s.seq, 'command', s.command, 'entry', s.entry)
     from (select e.seq, e.command, audit_step_id(e.dossier_id, e.seq, e.at, e.request_key) as entry
       from dossier_event e where e.dossier_id = $1 and e.seq >= $2) as s
     join dossier d on d.id = $1
     where s.entry not in (select audit_step_id($1, r.seq, to_timestamp(r.at / 1000), r.request_key)
       from jsonb_to_recordset($3::jsonb) as r(seq integer, at float8, request_key text))
     on conflict (id) do nothing`,
    [dossierId, from, JSON.stringify(known)],
  );
}

/**
 * Escalations are derived: a threshold that fell due before the next step was raised then. What was recorded stays as it
 * was; what is lost comes back at the instant it fell due, without a second mail.
 * @param until instant of the next step, epoch ms
 */
async function raisePassed(client: PoolClient, dossierId: string, until: number): Promise<void> {
  await client.query(
    `with passed as (
       delete from deadline_threshold where dossier_id = $1 and at <= to_timestamp($2::float8 / 1000) returning *
     )
     insert into escalation (dossier_id, deadline_id, cycle, percent, due_at, threshold_at, recorded_at, caught_up)
     select dossier_id, deadline_id, cycle, percent, due_at, at, greatest(at, written_at), false from passed
     on conflict do nothing`,
    [dossierId, until],
  );
}
