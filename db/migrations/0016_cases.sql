-- Long-lived processes besides dossiers (accounts, projects…): what lists show of them, every step they took, the texts and
-- files that came with a step, and the state the newest left (a case is resumed from it). Written by the commit of a step only.
create table case_record (
  id uuid primary key,
  kind text not null,
  status text not null,
  seq integer not null,
  unit_id text references unit,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  due_at timestamptz,                       -- when something happens by itself
  closed_at timestamptz,
  snapshot jsonb not null
);
create index case_record_by_unit on case_record (kind, unit_id, updated_at desc, id);
create index case_record_by_update on case_record (kind, updated_at desc, id);

create table case_event (
  case_id uuid not null references case_record,
  seq integer not null,
  at timestamptz not null,
  command text not null,
  actor text not null,
  request_key text not null,
  submission_id text,
  events jsonb not null,
  primary key (case_id, seq)
);
create index case_event_by_request on case_event (case_id, request_key);

-- Texts of a step; they never pass through Temporal. No foreign key: it is stored before the first step of its case.
create table case_submission (
  id text primary key,                      -- the request key
  case_id uuid not null,
  command text not null,
  payload jsonb not null,
  created_by uuid references account,
  created_at timestamptz not null default now(),
  applied_seq integer
);
create index case_submission_unapplied on case_submission (created_at) where applied_seq is null;

-- Written requests, notices, minutes: uploaded first, then named by the step they belong to.
create table case_file (
  id uuid primary key,
  case_id uuid,                             -- null until a step names it
  submission_id text,
  file_name text not null,
  sha256 text not null references stored_file,
  uploaded_by uuid references account,
  uploaded_at timestamptz not null default now()
);
create index case_file_by_case on case_file (case_id) where case_id is not null;
create index case_file_unused on case_file (uploaded_at) where case_id is null;

-- A person has one account at most (A7.1b, A7.1c): found by the keyed hash of the national id, which itself is sealed.
create table person (
  id uuid primary key,
  full_name text not null,
  birth_date date,
  national_id_sealed text,                  -- absent: entered with the organisation, not yet identified
  national_id_hash text unique,
  identity_checked_at timestamptz,
  created_at timestamptz not null default now()
);

-- Null: still the one-time secret the account was issued with (A7.3a).
alter table account add column if not exists password_changed_at timestamptz;

-- The account as its workflow says it is; `account` and `account_role` are what sign-in and rights read.
create table account_register (
  account_id uuid primary key references case_record,
  person_id uuid not null references person,
  username text,                            -- absent until issued
  status text not null,
  unit_id text references unit,
  position text,
  project_id uuid,
  duties jsonb not null,                    -- [{duty, unitId, since, requestedBy, request}]
  pending jsonb,
  issued_at timestamptz,
  change_by timestamptz,
  lock_reason text,
  locked_at timestamptz,
  departs_on date,
  closed_at timestamptz
);
create index account_register_by_unit on account_register (unit_id, status, account_id);
create index account_register_by_project on account_register (project_id) where project_id is not null;
create index account_register_issued on account_register (account_id) where status = 'issued';
create index account_register_pending on account_register (unit_id) where pending is not null;

-- User names that are asked for, so that nobody else is promised the same; what an account has got stands in `account`.
create table username_reservation (
  username text primary key,
  person_id uuid not null references person
);
create index username_reservation_by_person on username_reservation (person_id);
