-- Backups (A18.1): which installation this is, and the register of the sets that were taken. The sets themselves are the truth,
-- outside the database; a register that is lost with it is read from them again.
create table installation (
  id uuid not null default gen_random_uuid(),
  only_one boolean primary key default true check (only_one)
);
insert into installation default values;

create table backup_set (
  id uuid primary key,
  -- daily: by the schedule; manual: asked for by a person.
  kind text not null check (kind in ('daily', 'manual')),
  started_at timestamptz not null,
  finished_at timestamptz,
  -- Where it lies: a folder's name at the target.
  name text unique,
  size_bytes bigint,
  row_count bigint,
  files_added integer,
  damaged_files text[] not null default '{}',
  -- Restored for a trial and compared (A18.1a).
  verified_at timestamptz,
  verified_ms integer,
  removed_at timestamptz,
  fault_code text,
  fault text,
  check ((finished_at is null) or (name is not null) or (fault_code is not null))
);
create index backup_set_started on backup_set (started_at desc);
