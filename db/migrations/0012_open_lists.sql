-- One index for everything that is asked of open dossiers: the board, the forecast and the statistics read it through, the lists
-- behind their numbers go along it by due date. All they look at stands in it, so the wide rows are not touched. It takes the place
-- of two.
create index dossier_open_by_unit on dossier (handling_unit_id, due_at, id)
  include (procedure_key, status, pause_reasons, clock_stopped_at, near_due_at, clock_offset_ms, received_at)
  where closed_at is null;
drop index dossier_open_board;
drop index dossier_open_by_due;
-- Who holds open tasks, dossier by dossier: one small range, however many tasks are done.
create index task_open_by_dossier on task (dossier_id, assignee) where state = 'open';

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
