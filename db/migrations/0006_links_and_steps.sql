-- Once given its code, a draft is submitted as it was received, however often and on whatever day it is tried.
alter table draft add column received_at timestamptz;
alter table draft add column procedure_version text;

-- Requests under a key that were not refused: when there are none left, nothing of them stays.
alter table idempotent_request add column senders integer not null default 1;
create index idempotent_request_age on idempotent_request (created_at);

-- What the first attempt sent; every further attempt sends the very same.
alter table outbox add column message jsonb;

-- A number may be issued again for the next version of the slip.
alter table tax_notice drop constraint tax_notice_pkey;
alter table tax_notice add primary key (dossier_id, slip_version, number);
-- Message that brought it: what the dossier does not take of a message is taken back, and nothing else.
alter table tax_notice add column message_id text;

-- When the commit that wrote the threshold was made: one that was past by then was never missed.
alter table deadline_threshold add column written_at timestamptz not null default now();

-- A commune far from everything: the procedure's extra working days count there.
alter table unit add column remote boolean not null default false;
