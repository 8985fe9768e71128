-- Contractors' projects and handovers (seed Điều 13.2, 15.3, 16; A7.1e, A7.3c): the registers. Written by the commit of a step
-- only; the whole state stands in `case_record`, words and papers in `case_submission` and `case_file`.
create table contractor_project (
  id uuid primary key references case_record,
  -- What people call it; gaps are allowed.
  number bigint generated always as identity unique,
  name text not null,
  status text not null,
  owner_unit_id text not null references unit,
  contractor_unit_id text not null references unit,
  registered_at timestamptz not null,
  plan_approved_at timestamptz,
  accepted_at timestamptz,
  live_at timestamptz,
  closed_at timestamptz
);
create index contractor_project_by_registration on contractor_project (registered_at desc, id);
create index contractor_project_by_contractor on contractor_project (contractor_unit_id);

create table handover (
  id uuid primary key references case_record,
  number bigint generated always as identity unique,
  subject text not null,
  status text not null,
  project_id uuid references contractor_project,
  giver_unit_id text not null references unit,
  -- Whose people act for the giver.
  acting_unit_id text not null references unit,
  receiver_unit_id text not null references unit,
  prepared_at timestamptz not null,
  items integer not null,
  completed_at timestamptz,
  closed_at timestamptz
);
create index handover_by_preparation on handover (prepared_at desc, id);
create index handover_by_project on handover (project_id) where project_id is not null;
