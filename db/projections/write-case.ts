import type { Pool, PoolClient } from 'pg';
import type { AuditAction } from '../../contracts/audit-actions';
import type { CaseCommit } from '../../domain/cases/case-commit';
import { inTransaction } from '../transaction';
import { FencedCommit } from './fenced-commit';

/**
 * Writes what its kind of case shows beside its record. It is given the newest state and writes that, whatever stood there
 * before: so a step that replaces one that never was puts everything right.
 */
export type CaseProjector = (client: PoolClient, commit: CaseCommit) => Promise<void>;

/**
 * Writes one step of a case in one transaction, under the same rules as a dossier's (`write-commit.ts` C1–C5): a repeated
 * commit changes nothing, a step that never was is replaced by the one that counts, and a worker that wakes up late writes
 * nothing over a newer step, and is told so; each step is in the audit log once.
 *
 * @throws FencedCommit (C4)
 */
export async function writeCase(pool: Pool, commit: CaseCommit, project: CaseProjector): Promise<void> {
  await inTransaction(pool, (client) => writeCaseIn(client, commit, project));
}

export async function writeCaseIn(client: PoolClient, commit: CaseCommit, project: CaseProjector): Promise<void> {
  const { caseId, seq } = commit;
  const isWritten = await lockRecord(client, commit);
  if (isWritten) return;
  await noteReplaced(client, commit);
  await client.query('delete from case_event where case_id = $1 and seq >= $2', [caseId, seq]);
  await client.query(
    `insert into case_event (case_id, seq, at, command, actor, request_key, submission_id, events)
     values ($1, $2, to_timestamp($3::float8 / 1000), $4, $5, $6, $7, $8)`,
    [
      caseId,
      seq,
      commit.at,
      commit.command,
      commit.actor,
      commit.requestKey,
      commit.submission,
      JSON.stringify(commit.events),
    ],
  );
  if (commit.submission !== null) {
    await client.query('update case_submission set applied_seq = $2 where id = $1 and case_id = $3', [
      commit.submission,
      seq,
      caseId,
    ]);
    await client.query('update case_file set case_id = $2 where submission_id = $1 and case_id is null', [
      commit.submission,
      caseId,
    ]);
  }
  await project(client, commit);
  await noteStep(client, commit);
}

/** The same step written again has the same id, and is noted once. Never personal data: names of commands and events. */
async function noteStep(client: PoolClient, commit: CaseCommit): Promise<void> {
  const { caseId, seq, at, command, actor, requestKey, kind, events, record, snapshot } = commit;
  // Which commands a kind has is told by the catalogue of actions, of both the same.
  const action = `${kind}.${command}` as AuditAction;
  const detail = { seq, status: snapshot.status, events: events.map(({ event }) => event.type) };
  await client.query(
    `insert into audit_entry (id, at, actor, action, subject_type, subject_id, unit_id, detail)
     select audit_step_id($1, $2, step.at, $4), step.at, $5, $6, $7, $1::text, $8, $9
     from (select to_timestamp($3::float8 / 1000) as at) as step
     on conflict (id) do nothing`,
    [caseId, seq, at, requestKey, actor, action, kind, record.unitId, JSON.stringify(detail)],
  );
}

/** What is told already of steps that never were is answered by an entry beside it. */
async function noteReplaced(client: PoolClient, { caseId, seq, at, kind, record }: CaseCommit): Promise<void> {
  await client.query(
    `insert into audit_entry (id, at, actor, action, subject_type, subject_id, unit_id, detail)
     select audit_replacement_id(audit_step_id(case_id, r.seq, r.at, request_key)), to_timestamp($3::float8 / 1000), 'system',
       'case.stepReplaced', $4, case_id::text, $5,
       jsonb_build_object('seq', r.seq, 'command', command, 'entry', audit_step_id(case_id, r.seq, r.at, request_key))
     from case_event r where case_id = $1 and r.seq >= $2
     on conflict (id) do nothing`,
    [caseId, seq, at, kind, record.unitId],
  );
}

/**
 * Takes the case's row and writes the newest state into it, unless the commit was written before.
 * @returns whether it was
 * @throws FencedCommit
 */
async function lockRecord(client: PoolClient, commit: CaseCommit): Promise<boolean> {
  const { caseId, seq, at, record } = commit;
  // Whoever else writes the same case waits here.
  await client.query(
    `insert into case_record (id, kind, status, seq, opened_at, updated_at, snapshot)
     values ($1, $2, $3, 0, to_timestamp($4::float8 / 1000), to_timestamp($4::float8 / 1000), '{}') on conflict (id) do nothing`,
    [caseId, commit.kind, commit.snapshot.status, at],
  );
  await client.query('select from case_record where id = $1 for update', [caseId]);
  const { rows } = await client.query<{ requestKey: string; at: number }>(
    `select request_key as "requestKey", extract(epoch from at)::float8 * 1000 as at from case_event
     where case_id = $1 and seq = $2`,
    [caseId, seq],
  );
  const [known] = rows;
  if (known?.requestKey === commit.requestKey && known.at === at) return true;
  if (known && known.at > at) throw new FencedCommit(`case ${caseId}`, seq);
  await client.query(
    `update case_record set status = $2, seq = $3, unit_id = $4, updated_at = to_timestamp($5::float8 / 1000),
       due_at = to_timestamp($6::float8 / 1000), closed_at = case when $7 then to_timestamp($5::float8 / 1000) end, snapshot = $8
     where id = $1`,
    [
      caseId,
      commit.snapshot.status,
      seq,
      record.unitId,
      at,
      record.dueAt,
      commit.closed,
      JSON.stringify(commit.snapshot),
    ],
  );
  return false;
}
