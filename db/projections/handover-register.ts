import type { PoolClient } from 'pg';
import type { CaseCommit } from '../../domain/cases/case-commit';
import type { HandoverState } from '../../domain/handovers/handover-state';

/** Writes a handover as its workflow says it is; what it is called stays as it was prepared. */
export async function projectHandover(client: PoolClient, commit: CaseCommit): Promise<void> {
  const { id, status, data } = commit.snapshot as unknown as HandoverState;
  await client.query(
    `insert into handover (id, subject, status, project_id, giver_unit_id, acting_unit_id, receiver_unit_id, prepared_at, items, completed_at,
       closed_at)
     values ($1,
       coalesce((select s.payload ->> 'subject' from case_submission s where s.case_id = $1 and s.command = 'prepareHandover'
          and s.payload ? 'subject' limit 1), ''),
       $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000), $8,
       case when $2 = 'completed' then to_timestamp($10::float8 / 1000) end,
       case when $9 then to_timestamp($10::float8 / 1000) end)
     on conflict (id) do update set status = excluded.status, items = excluded.items, completed_at = excluded.completed_at,
       closed_at = excluded.closed_at`,
    [
      id,
      status,
      data.projectId,
      data.giverUnitId,
      data.actingUnitId,
      data.receiverUnitId,
      data.prepared?.at ?? null,
      data.items.length,
      commit.closed,
      commit.at,
    ],
  );
}
