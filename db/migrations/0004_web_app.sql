-- What the web app keeps for its people and pages; nothing of it is process state.

create table account_preference (
  account_id uuid primary key references account (id),
  preferences jsonb not null,                -- language, density, saved views: contracts/preference.schema.ts
  updated_at timestamptz not null default now()
);

create table dossier_comment (
  id uuid primary key,
  dossier_id uuid not null references dossier (id),
  author_id uuid not null references account (id),
  body text not null,
  created_at timestamptz not null default now()
);
create index dossier_comment_by_dossier on dossier_comment (dossier_id, created_at);

-- Which step of a dossier somebody has seen last: what is unread in an inbox.
create table dossier_seen (
  account_id uuid not null references account (id),
  dossier_id uuid not null references dossier (id),
  seq integer not null,
  seen_at timestamptz not null default now(),
  primary key (account_id, dossier_id)
);

-- "Ủy quyền có thời hạn": from the first to the last day (Vietnamese days, both inclusive) one stands in for the other.
create table delegation (
  id uuid primary key,
  from_account uuid not null references account (id),
  to_account uuid not null references account (id),
  first_day date not null,
  last_day date not null,
  reason text not null,
  created_by uuid not null references account (id),
  created_at timestamptz not null default now(),
  ended_at timestamptz,                      -- taken back before its last day
  check (to_account <> from_account),
  check (last_day >= first_day)
);
create index delegation_by_delegate on delegation (to_account, last_day) where ended_at is null;
create index delegation_by_delegator on delegation (from_account, last_day);

-- Every opening of masked personal data: who, of which dossier, why (A16).
create table personal_data_read (
  id bigint generated always as identity primary key,
  account_id uuid not null references account (id),
  dossier_id uuid not null references dossier (id),
  reason text not null,
  at timestamptz not null default now()
);
create index personal_data_read_by_dossier on personal_data_read (dossier_id, at);

-- Outline of a parcel: rings of [east, north] in metres, VN-2000 of the province (central meridian 106°15', zone of 3°).
alter table parcel add column outline jsonb;
-- Middle of the outline, to find what lies around it.
alter table parcel add column centre_east double precision;
alter table parcel add column centre_north double precision;
create index parcel_by_place on parcel (centre_east, centre_north);

-- What has changed a moment ago: the api tells open pages (SSE).
create index dossier_by_update on dossier (updated_at);
