-- "What happens if nobody acts until …": a test copy of a dossier runs ahead in time under a unit that nobody belongs to, so no
-- list, statistic or mail of people ever shows it. What it went through is kept here; the copy itself is removed afterwards.
insert into unit (id, parent_id, kind, name) values ('simulation', null, 'simulation', 'Mô phỏng');

create table simulation (
  id uuid primary key,                       -- also the id of the copy
  dossier_id uuid not null references dossier (id),
  created_by uuid not null references account (id),
  until timestamptz not null,                -- how far nobody acts
  status text not null default 'running',    -- running | done | failed
  result jsonb,                              -- domain/dossier/simulation.ts, SimulationResult
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index simulation_by_person on simulation (created_by, created_at desc);
