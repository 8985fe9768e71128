-- Incidents (seed Điều 18.2, Điều 19): the register, and the functions that a stop order holds. Both are written by the commit
-- of a step only; the whole state stands in `case_record`, texts in `case_submission`.
create table incident (
  id uuid primary key references case_record,
  -- What people call it; gaps are allowed.
  number bigint generated always as identity unique,
  class text not null,
  severity text not null,
  status text not null,
  duty text not null,
  source text not null,
  -- What was found by the installation itself is reported once.
  source_key text unique,
  detected_at timestamptz not null,
  reported_at timestamptz not null,
  reported_by text not null,
  interrupted_since timestamptz,
  -- The nearest of its running limits, and whether one of them was ever missed.
  limit_at timestamptz,
  late boolean not null default false,
  fixed_at timestamptz,
  closed_at timestamptz
);
create index incident_open on incident (detected_at desc, id) where closed_at is null;
create index incident_by_detection on incident (detected_at desc, id);

create table stopped_function (
  incident_id uuid not null references incident,
  function text not null,
  mode text not null check (mode in ('readOnly', 'off')),
  since timestamptz not null,
  ordered_by text not null,
  primary key (incident_id, function)
);

-- The watcher looks for reports of leaks that have no incident yet.
create index case_event_leaks on case_event (at) where command = 'reportLeak';
