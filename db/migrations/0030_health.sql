-- What was measured of the installation's parts and links (seed Điều 13.3): every five minutes, for a hundred days.
create table health_sample (
  probe text not null,
  at timestamptz not null,
  -- Null: it could not be measured.
  value double precision,
  primary key (probe, at)
);
create index health_sample_by_time on health_sample (at);
