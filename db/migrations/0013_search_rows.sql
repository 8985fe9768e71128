-- What a dossier is found by in rows of its own, and what statistics and look-ups count beside the rows they go along.
drop index dossier_open_by_unit;
create index dossier_open_by_unit on dossier (handling_unit_id, due_at, id)
  include (procedure_key, status, pause_reasons, clock_stopped_at, near_due_at, clock_offset_ms, received_at)
  where closed_at is null;

-- What statistics count of a period stands in the indexes they go along.
drop index dossier_by_unit;
create index dossier_by_unit on dossier (handling_unit_id, received_at desc, id) include (procedure_key, channel, clock_offset_ms);
drop index dossier_by_resolution;
create index dossier_by_resolution on dossier (handling_unit_id, clock_stopped_at)
  include (procedure_key, status, outcome, clock_offset_ms, received_at) where clock_stopped_at is not null;

-- Holders are compared as they stand here: taking accents off is the dear part of a look-up by name.
drop index certificate_by_holder;
alter table certificate add column search text generated always as (search_text(holder_name)) stored;
create index certificate_by_holder on certificate using gin (search gin_trgm_ops);

-- What a dossier is found by stands in rows of its own: narrow, so that many candidates are looked at quickly, and written only
-- when one of those words changes. In the row of the dossier every step of the process had to write the trigrams anew.
create function words_of_dossier(code text, external_code text, applicant_name text, form jsonb) returns text
  language sql immutable parallel safe
  as $$ select public.search_text(code || ' ' || coalesce(external_code, '') || ' ' || applicant_name
    || ' ' || coalesce(form #>> '{transferor,fullName}', '') || ' ' || coalesce(form #>> '{certificate,serial}', '')
    || ' ' || coalesce(form #>> '{parcel,address}', '')) $$;

drop index dossier_search;
alter table dossier drop column search;
create table dossier_search (
  dossier_id uuid primary key references dossier,
  received_at timestamptz not null,
  receiving_unit_id text not null,
  handling_unit_id text not null,
  words text not null                       -- lower case, without accents
);
insert into dossier_search (dossier_id, received_at, receiving_unit_id, handling_unit_id, words)
  select id, received_at, receiving_unit_id, handling_unit_id, words_of_dossier(code, external_code, applicant_name, form) from dossier;
create index dossier_search_words on dossier_search using gin (words gin_trgm_ops);
create index dossier_search_by_received on dossier_search (received_at desc, dossier_id);

create function write_dossier_search() returns trigger language plpgsql as $$
begin
  insert into dossier_search (dossier_id, received_at, receiving_unit_id, handling_unit_id, words)
  values (new.id, new.received_at, new.receiving_unit_id, new.handling_unit_id,
    words_of_dossier(new.code, new.external_code, new.applicant_name, new.form))
  on conflict (dossier_id) do update set received_at = excluded.received_at, receiving_unit_id = excluded.receiving_unit_id,
    handling_unit_id = excluded.handling_unit_id, words = excluded.words;
  return null;
end $$;
create trigger dossier_entered after insert on dossier for each row execute function write_dossier_search();
-- A step that fills the form of its task changes none of these, and pays only for the comparison.
create trigger dossier_reworded
  after update of code, external_code, applicant_name, form, received_at, receiving_unit_id, handling_unit_id on dossier
  for each row when ((old.code, old.external_code, old.applicant_name, old.received_at, old.receiving_unit_id, old.handling_unit_id,
      old.form #>> '{transferor,fullName}', old.form #>> '{certificate,serial}', old.form #>> '{parcel,address}')
    is distinct from (new.code, new.external_code, new.applicant_name, new.received_at, new.receiving_unit_id, new.handling_unit_id,
      new.form #>> '{transferor,fullName}', new.form #>> '{certificate,serial}', new.form #>> '{parcel,address}'))
  execute function write_dossier_search();
