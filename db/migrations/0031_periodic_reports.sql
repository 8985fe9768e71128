-- Reports on operation, exploitation and updating (seed Điều 11.8, 15.5): the register. Written by the commit of a step only; the
-- whole state stands in `case_record`, figures, words and papers in `case_submission` and `case_file`.
create table periodic_report (
  id uuid primary key references case_record,
  -- What people call it; gaps are allowed.
  number bigint generated always as identity unique,
  unit_id text not null references unit,
  -- Null: somebody outside.
  receiver_unit_id text references unit,
  period text not null,
  from_day date not null,
  to_day date not null,
  status text not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  -- It was sent after it was due, once.
  sent_late boolean not null,
  sent_at timestamptz,
  closed_at timestamptz
);
create unique index periodic_report_regular on periodic_report (unit_id, period, from_day) where period <> 'onDemand';
create index periodic_report_by_opening on periodic_report (opened_at desc, id);
create index periodic_report_to_draw on periodic_report (opened_at) where status = 'collecting';

-- No report is owed of a time before the installation was there.
alter table installation add column created_at timestamptz not null default now();
