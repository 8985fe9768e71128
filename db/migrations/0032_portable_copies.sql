-- Copies on portable disks for the archive (seed Điều 18.1): the register. Written by the commit of a step only; the whole state
-- stands in `case_record`, words in `case_submission`.
create table portable_copy (
  id uuid primary key references case_record,
  -- What people call it; gaps are allowed.
  number bigint generated always as identity unique,
  kind text not null,
  regular boolean not null,
  -- Null: on demand.
  from_day date,
  to_day date,
  status text not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  disk text,
  -- How often a disk was put in: each is written once.
  attempt integer not null,
  taken_at timestamptz,
  shelf text,
  archived_at timestamptz,
  -- It came into the archive after it was due.
  archived_late boolean not null,
  closed_at timestamptz
);
create unique index portable_copy_regular on portable_copy (kind, from_day) where regular;
create index portable_copy_by_opening on portable_copy (opened_at desc, id);
create index portable_copy_to_write on portable_copy (opened_at) where status = 'copying';
