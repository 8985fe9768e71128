-- Sodo: business data, and projections of process state (docs/architecture.md).
-- A projection is written only by the commit of a dossier's step (db/projections/) and can be rebuilt.
create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- Search without accents: đ is not covered by every unaccent dictionary, so it is mapped by hand.
create function search_text(value text) returns text language sql immutable parallel safe
  as $$ select translate(lower(public.unaccent('public.unaccent'::regdictionary, coalesce(value, ''))), 'đ', 'd') $$;

-- Organisation and accounts ---------------------------------------------------------------------------------------------
create table unit (
  id text primary key,
  parent_id text references unit,
  kind text not null,                       -- department | registrationOffice | branch | oneStop | district | commune | tax | partner
  name text not null,
  agency_code text,                         -- first part of dossier codes received here (configuration)
  handling_unit_id text references unit     -- one-stop counters: who handles what they receive
);
create index unit_parent on unit (parent_id);

create table account (
  id uuid primary key,
  username text not null unique,
  display_name text not null,
  email text not null,
  title text not null default '',
  unit_id text not null references unit,
  password_hash text not null,
  active boolean not null default true
);
create table account_role (
  account_id uuid not null references account,
  role text not null,
  unit_id text not null references unit,
  primary key (account_id, role, unit_id)
);
create index account_role_by_unit on account_role (unit_id, role);

create table session (
  id_hash text primary key,                 -- SHA-256 of the cookie's value
  account_id uuid not null references account,
  csrf_token text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_seen_at timestamptz not null default now()
);
create index session_by_expiry on session (expires_at);

-- Procedures and calendars: content-addressed, so that a running dossier keeps what it started with -----------------------
create table content (
  hash text primary key,                    -- SHA-256 of body, hex
  body text not null,
  created_at timestamptz not null default now()
);
create table procedure_version (
  key text not null,
  regime text not null,
  version text not null,                    -- content hash of the ProcedureContent
  name text not null,
  official_code text not null,
  effective_from date not null,
  effective_to date,
  definition jsonb not null,                -- procedure.json of this regime
  forms jsonb not null,                     -- form id -> { schema, uiSchema }
  bpmn_xml text not null,
  published_at timestamptz not null default now(),
  current boolean not null default true,
  primary key (key, regime, version),
  foreign key (version) references content (hash)
);
create unique index procedure_version_current on procedure_version (key, regime) where current;
create table calendar_version (
  version text primary key references content (hash),
  current boolean not null default true,
  published_at timestamptz not null default now()
);
create unique index calendar_version_current on calendar_version (current) where current;

-- Land data the procedures check against -----------------------------------------------------------------------------------
create table parcel (
  id text primary key,
  commune_code text not null,
  sheet_number text not null,
  parcel_number text not null,
  area_m2 numeric(12, 1) not null,
  address text not null,
  purposes jsonb not null default '[]',
  unique (commune_code, sheet_number, parcel_number)
);
create table certificate (
  serial text primary key,                  -- số phát hành
  register_number text not null,            -- số vào sổ
  parcel_id text not null references parcel,
  holder_name text not null,
  issued_on date not null
);
create index certificate_by_parcel on certificate (parcel_id);
create table restriction (
  id bigint generated always as identity primary key,
  certificate_serial text not null references certificate,
  kind text not null,                       -- MORTGAGE | SEIZURE | DISPUTE | DEBT | EASEMENT | PLANNING
  blocks_transfer boolean not null,
  document text not null,
  since date not null,
  until date
);
create index restriction_by_certificate on restriction (certificate_serial);

-- Drafts and files ---------------------------------------------------------------------------------------------------------
create table draft (
  id uuid primary key,
  version integer not null default 1,
  procedure_key text not null,
  regime text not null,
  unit_id text not null references unit,
  created_by uuid references account,
  channel text not null default 'COUNTER',  -- COUNTER | ONLINE | POST
  form jsonb not null default '{}',
  components jsonb not null default '{}',   -- component id -> { copies, note }
  external_code text unique,                -- code given by the one-stop system
  dossier_id uuid unique,
  dossier_code text unique,
  lookup_secret text,
  submitted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index draft_open on draft (unit_id, updated_at desc) where submitted_at is null;

create table stored_file (
  sha256 text primary key,
  size_bytes bigint not null,
  media_type text not null,
  created_at timestamptz not null default now()
);
create table attachment (
  id uuid primary key,
  draft_id uuid references draft,
  dossier_id uuid,
  component_id text not null,
  file_name text not null,
  sha256 text not null references stored_file,
  uploaded_by uuid references account,
  uploaded_at timestamptz not null default now()
);
create index attachment_by_draft on attachment (draft_id);
create index attachment_by_dossier on attachment (dossier_id);

create table code_serial (
  agency_code text not null,
  day date not null,
  last integer not null,
  primary key (agency_code, day)
);

-- Dossiers -----------------------------------------------------------------------------------------------------------------
create table dossier (
  id uuid primary key,
  code text not null unique,
  procedure_key text not null,
  regime text not null,
  procedure_version text not null,
  receiving_unit_id text not null references unit,
  handling_unit_id text not null references unit,
  channel text not null,
  external_code text unique,
  lookup_secret text not null,
  -- business data
  applicant_name text not null,
  form jsonb not null,
  search text generated always as (search_text(code || ' ' || coalesce(external_code, '') || ' ' || applicant_name
    || ' ' || coalesce(form #>> '{transferor,fullName}', '') || ' ' || coalesce(form #>> '{certificate,serial}', '')
    || ' ' || coalesce(form #>> '{parcel,address}', ''))) stored,
  -- projection of process state
  seq integer not null default 0,
  status text not null,
  public_state smallint not null,
  received_at timestamptz not null,
  promised_at timestamptz,
  due_at timestamptz,
  pause_reasons text[] not null default '{}',
  clock_stopped_at timestamptz,
  outcome text,                             -- early | onTime | late
  closed_at timestamptz,
  clock_offset_ms bigint not null default 0, -- virtual time of a simulation copy minus real time
  snapshot jsonb,                           -- DossierState: a running dossier can be resumed from it
  updated_at timestamptz not null default now()
);
create index dossier_by_unit on dossier (handling_unit_id, received_at desc, id);
create index dossier_by_receiving_unit on dossier (receiving_unit_id, received_at desc, id);
create index dossier_by_received on dossier (received_at desc, id);
create index dossier_open_due on dossier (handling_unit_id, due_at, id) where closed_at is null and clock_stopped_at is null;
create index dossier_open_status on dossier (handling_unit_id, status) where closed_at is null;
create index dossier_open on dossier (id) where closed_at is null;
create index dossier_search on dossier using gin (search gin_trgm_ops);

create table dossier_event (
  dossier_id uuid not null references dossier,
  seq integer not null,
  at timestamptz not null,
  command text not null,
  actor text not null,
  request_key text not null,
  submission_id text,
  entries jsonb not null,                   -- DossierEntry[]
  primary key (dossier_id, seq)
);

-- Texts and form data of a step, stored before the step and applied by its commit (personal data never enters a history).
create table submission (
  id text primary key,
  dossier_id uuid not null,
  kind text not null,
  payload jsonb not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  applied_seq integer
);
create index submission_by_dossier on submission (dossier_id);

create table task (
  dossier_id uuid not null references dossier,
  instance integer not null,
  element text not null,
  name text not null,
  state text not null,                      -- open | completed | cancelled
  suspended boolean not null default false, -- dossier waits for a supplement
  unit_id text not null references unit,
  role text not null,
  assignee uuid references account,
  opened_at timestamptz not null,
  target_at timestamptz,
  closed_at timestamptz,
  closed_by text,
  dossier_due_at timestamptz,               -- copied here so that the inbox is one index range scan
  primary key (dossier_id, instance)
);
create index task_inbox_group on task (unit_id, role, dossier_due_at, dossier_id, instance) where state = 'open' and assignee is null and not suspended;
create index task_inbox_mine on task (assignee, dossier_due_at, dossier_id, instance) where state = 'open' and not suspended;
create index task_open_unit on task (unit_id, dossier_due_at) where state = 'open';

create table deadline_threshold (
  dossier_id uuid not null references dossier,
  deadline_id text not null,
  cycle smallint not null,                  -- 0, then +1 with every new date: a new date escalates anew, a pause does not
  percent smallint not null,
  at timestamptz not null,                  -- real time at which it comes due
  due_at timestamptz not null,              -- the deadline itself, in the dossier's own time
  primary key (dossier_id, deadline_id, percent)
);
create index deadline_threshold_at on deadline_threshold (at);

create table escalation (
  dossier_id uuid not null references dossier,
  deadline_id text not null,
  cycle smallint not null,
  percent smallint not null,
  due_at timestamptz not null,
  threshold_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  caught_up boolean not null,               -- came due while the sweeper was down
  primary key (dossier_id, deadline_id, cycle, percent)
);
create index escalation_recent on escalation (recorded_at desc);

create table tax_slip (
  dossier_id uuid not null references dossier,
  version integer not null,
  number text not null,                     -- the same for all versions of the slip
  sent_at timestamptz,
  returned_at timestamptz,
  return_reason text,
  data jsonb not null default '{}',
  primary key (dossier_id, version),
  unique (number, version)
);
create table tax_notice (
  dossier_id uuid not null references dossier,
  number text not null,
  slip_version integer not null,
  item text not null,
  sub_item text,
  amount bigint not null,                   -- đồng
  due_on date,
  treasury_account text,
  settled_kind text,                        -- PAID | DEBT_RECORDED | EXEMPTED
  receipt text,
  settled_at timestamptz,
  primary key (dossier_id, number)
);

create table document (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  kind text not null,
  request_key text not null unique,         -- one document for one cause, however often it is rendered
  sha256 text not null references stored_file,
  created_at timestamptz not null default now()
);
create index document_by_dossier on document (dossier_id, created_at);

-- Links --------------------------------------------------------------------------------------------------------------------
create table outbox (
  id bigint generated always as identity primary key,
  key text not null unique,                 -- idempotency key of the effect
  kind text not null,                       -- mail | document | job | oneStopProgress
  dossier_id uuid not null,
  seq integer,                              -- step that asked for it; null: asked for by no step (escalations)
  ordering_key text not null,               -- delivered in order within one key
  payload jsonb not null,
  created_at timestamptz not null default now(),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  delivered_at timestamptz,
  failed_at timestamptz,                    -- given up: needs a person
  last_error text
);
-- A queue: its statistics are stale soon after a burst.
alter table outbox set (autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02);
create index outbox_due on outbox (next_attempt_at, id) where delivered_at is null and failed_at is null;
create index outbox_order on outbox (ordering_key, id) where delivered_at is null;
create index outbox_by_dossier on outbox (dossier_id, seq);

create table inbound_message (
  partner text not null,
  message_id text not null,
  body_sha256 text not null,
  received_at timestamptz not null default now(),
  answer jsonb,                             -- null while being worked on
  primary key (partner, message_id)
);
create table used_nonce (
  key_id text not null,
  nonce text not null,
  expires_at timestamptz not null,
  primary key (key_id, nonce)
);
create index used_nonce_expiry on used_nonce (expires_at);

create table idempotent_request (
  account_id uuid not null,
  key text not null,
  fingerprint text not null,                -- method, path and SHA-256 of the body
  status smallint,
  body jsonb,
  created_at timestamptz not null default now(),
  primary key (account_id, key)
);
