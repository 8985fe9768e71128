-- The audit log (A4.6, A5.1, A5.5, A7.2c, A8.4): one row for each act, written with the act itself. It only grows: the role of
-- the application may insert and read (db/grants.sql).

-- Begins with the moment, so that ids run in the order of time; the rest tells entries of one moment apart (RFC 9562, version 8).
create function audit_entry_id(at timestamptz, seed text) returns uuid language sql stable parallel safe
  as $$ select (lpad(to_hex(round(extract(epoch from at) * 1000)::bigint), 12, '0') || '8' || substr(md5(seed), 1, 3) || '8' || substr(md5(seed), 4, 15))::uuid $$;

-- A step of a dossier written again (a retry, a rebuild) has the same id, and is written once.
create function audit_step_id(dossier_id uuid, seq integer, at timestamptz, request_key text) returns uuid
  language sql stable parallel safe
  as $$ select public.audit_entry_id(at, dossier_id || '/' || seq || '/' || request_key) $$;

-- The entry that tells of another one's step that it never was.
create function audit_replacement_id(entry_id uuid) returns uuid language sql stable parallel safe
  as $$ select (substr(replace(entry_id::text, '-', ''), 1, 12) || '8' || substr(md5('replaced/' || entry_id), 1, 3)
    || '8' || substr(md5('replaced/' || entry_id), 4, 15))::uuid $$;

-- An id that is a uuid, else null: actors and subjects are not all accounts and dossiers.
create function audit_uuid(id text) returns uuid language sql immutable parallel safe
  as $$ select case when id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then id::uuid end $$;

create table audit_entry (
  id uuid primary key,
  serial bigint generated always as identity,  -- in the order of writing; the sealer goes along it
  at timestamptz not null,                     -- of the act, to the millisecond
  actor text not null,                         -- account id, or system, partner:<name>, citizen, nobody
  action text not null,                        -- contracts/audit-actions.ts
  subject_type text,
  subject_id text,
  unit_id text,                                -- whose heads may read of it; null: administrators alone
  detail jsonb not null,                       -- never personal data
  address text                                 -- where the request came from
);
create unique index audit_entry_by_serial on audit_entry (serial);
-- Each search is a range of one of these.
create index audit_entry_by_actor on audit_entry (actor, id);
create index audit_entry_by_action on audit_entry (action, id);
create index audit_entry_by_subject on audit_entry (subject_id, id);
create index audit_entry_by_unit on audit_entry (unit_id, id);

-- The chain: every entry gets its number and a hash over itself and the entry before. Nobody writes here but seal_audit.
create table audit_seal (
  number bigint primary key,                   -- 1, 2, 3 … without gaps
  entry_id uuid not null unique references audit_entry,
  serial bigint not null unique,               -- of the entry
  previous_hash bytea not null check (length(previous_hash) = 32),
  hash bytea not null check (length(hash) = 32),
  sealed_at timestamptz not null
);
create index audit_seal_by_time on audit_seal (sealed_at);

-- Adds seals at the end of the chain, and can do nothing else. The hashes are computed by the caller (db/audit/seal-audit.ts):
-- a wrong one hides nothing, the verification finds it.
create function seal_audit(after_number bigint, entry_ids uuid[], hashes bytea[]) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head record;
  moment timestamptz;
  sealed bigint;
begin
  perform pg_advisory_xact_lock(731992042);
  select number, hash, sealed_at into head from audit_seal order by number desc limit 1;
  if coalesce(head.number, 0) <> after_number then
    raise exception 'the chain has gone on: its last number is %, not %', coalesce(head.number, 0), after_number
      using errcode = 'serialization_failure';
  end if;
  -- Never backwards, also when the clock goes.
  moment := greatest(clock_timestamp(), head.sealed_at);
  insert into audit_seal (number, entry_id, serial, previous_hash, hash, sealed_at)
  select after_number + r.n, r.entry_id, e.serial,
    coalesce(lag(r.hash) over (order by r.n), head.hash, decode(repeat('00', 32), 'hex')), r.hash, moment
  from unnest(entry_ids, hashes) with ordinality as r(entry_id, hash, n) join audit_entry e on e.id = r.entry_id;
  get diagnostics sealed = row_count;
  if sealed <> cardinality(entry_ids) or sealed <> cardinality(hashes) then
    raise exception 'only entries of the log can be sealed, each with its hash';
  end if;
  return after_number + sealed;
end $$;
revoke execute on function seal_audit(bigint, uuid[], bytea[]) from public;

-- The end of the chain at the end of each day in Vietnam, as it is published outside the database.
create table audit_head (
  day date primary key,
  number bigint not null,
  hash bytea not null,
  published_at timestamptz not null default now()
);

-- What the walks along the chain have found.
create table audit_check (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  number bigint not null,                      -- up to which it was walked
  problem jsonb                                -- the first broken place; null: the chain holds
);

-- A net below the rights: where the application is its database's owner, and against slips of a hand in maintenance.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log only grows: % of % is refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entry_only_grows before update or delete or truncate on audit_entry
  for each statement execute function refuse_audit_change();
create trigger audit_seal_only_grows before update or delete or truncate on audit_seal
  for each statement execute function refuse_audit_change();
create trigger audit_head_only_grows before update or delete or truncate on audit_head
  for each statement execute function refuse_audit_change();

-- The mail with the head of a day belongs to no dossier.
alter table outbox alter column dossier_id drop not null;

-- Readings of personal data noted so far come into the one log.
insert into audit_entry (id, at, actor, action, subject_type, subject_id, unit_id, detail)
select audit_entry_id(r.at, 'personal_data_read/' || r.id), date_trunc('milliseconds', r.at), r.account_id, 'personalData.read',
  'dossier', r.dossier_id, a.unit_id, jsonb_build_object('reason', r.reason)
from personal_data_read r join account a on a.id = r.account_id order by r.id;
drop table personal_data_read;
