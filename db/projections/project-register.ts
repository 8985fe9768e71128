import type { PoolClient } from 'pg';
import type { CaseCommit } from '../../domain/cases/case-commit';
import type { ProjectState } from '../../domain/projects/project-state';

/** Writes a contractor's project as its workflow says it is; its name stays as it was registered. */
export async function projectContractorProject(client: PoolClient, commit: CaseCommit): Promise<void> {
  const { id, status, data } = commit.snapshot as unknown as ProjectState;
  await client.query(
    `insert into contractor_project (id, name, status, owner_unit_id, contractor_unit_id, registered_at, plan_approved_at,
       accepted_at, live_at, closed_at)
     values ($1,
       coalesce((select s.payload ->> 'name' from case_submission s where s.case_id = $1 and s.command = 'registerProject'
          and s.payload ? 'name' limit 1), ''),
       $2, $3, $4, to_timestamp($5::float8 / 1000), to_timestamp($6::float8 / 1000), to_timestamp($7::float8 / 1000),
       to_timestamp($8::float8 / 1000), case when $9 then to_timestamp($10::float8 / 1000) end)
     on conflict (id) do update set status = excluded.status, plan_approved_at = excluded.plan_approved_at,
       accepted_at = excluded.accepted_at, live_at = excluded.live_at, closed_at = excluded.closed_at`,
    [
      id,
      status,
      data.ownerUnitId,
      data.contractorUnitId,
      data.registered?.at ?? null,
      data.plan?.approved?.at ?? null,
      data.acceptance?.accepted?.at ?? null,
      data.wentLive?.at ?? null,
      commit.closed,
      commit.at,
    ],
  );
}
