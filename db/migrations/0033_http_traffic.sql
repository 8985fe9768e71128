-- Answers of the api by the minute, over all its processes: the rate of faults is one of the probes (A13.3).
create table http_traffic (
  minute timestamptz primary key,
  requests integer not null check (requests >= 0),
  -- Answers from 500 up: ours to mend.
  faults integer not null check (faults between 0 and requests)
);
