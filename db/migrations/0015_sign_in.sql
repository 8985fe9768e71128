-- Sign-in (A6.3, A7.2, A7.3): passwords of one's own, terms of use, second factor, sessions one can see, attempts that failed.

alter table account
  add column password_changed_at timestamptz,      -- null: still the one-time secret it was issued with (A7.3a)
  add column devices_since timestamptz not null default '-infinity', -- browsers that signed in before are no longer known
  add column oidc_subject text unique;             -- `sub` at the provider of single sign-on, linked by the office
-- Who works here today is not stopped by an update.
update account set password_changed_at = now();

-- The passwords an account had before the present one: none of them is taken again soon.
create table password_history (
  id bigint generated always as identity primary key,
  account_id uuid not null references account (id),
  password_hash text not null,
  replaced_at timestamptz not null default now()
);
create index password_history_by_account on password_history (account_id, id desc);

-- Who has accepted which terms of use, and when (A7.2a, A7.2b).
create table terms_acceptance (
  account_id uuid not null references account (id),
  version text not null,
  accepted_at timestamptz not null default now(),
  primary key (account_id, version)
);

-- One-time codes of an app (TOTP). Not confirmed: enrolment was begun and is not in force.
create table second_factor (
  account_id uuid primary key references account (id),
  sealed_secret text not null,
  created_at timestamptz not null default now(),
  confirmed_at timestamptz,
  last_step bigint not null default 0              -- of the code taken last: none up to it is taken again
);

create table recovery_code (
  account_id uuid not null references account (id),
  code_hash text not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

-- The password was right, the second factor is still asked for.
create table sign_in_challenge (
  id_hash text primary key,
  account_id uuid not null references account (id),
  method text not null,                            -- how the first factor was shown: password or oidc
  attempts_left integer not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sign_in_challenge_by_end on sign_in_challenge (expires_at);
create index sign_in_challenge_by_account on sign_in_challenge (account_id);

-- Attempts that failed, by name (hashed: people type their passwords there, too) and by where they came from.
create table sign_in_failure (
  name_hash text not null,
  origin text not null,                            -- net:<address or network>, device:<id>, session:<id>
  failures integer not null,
  last_at timestamptz not null,
  blocked_until timestamptz,
  primary key (name_hash, origin)
);
create index sign_in_failure_by_age on sign_in_failure (last_at);

alter table session
  add column id uuid not null default gen_random_uuid(),   -- named to its owner; the token stays a secret
  add column address text not null default '',
  add column user_agent text not null default '',
  add column method text not null default 'password',
  add column recent_until timestamptz;             -- dangerous actions are taken until then without asking again
create unique index session_by_id on session (id);
