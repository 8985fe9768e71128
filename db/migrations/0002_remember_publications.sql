-- What was published from files last, so that a start with unchanged files publishes nothing.
create table publication (
  source text primary key,                  -- procedure:<key> | calendar | demo
  fingerprint text not null,                -- SHA-256 of the files and of the code that judges them
  published_at timestamptz not null default now()
);
