-- The SLA board is one pass over all open dossiers of a province: everything it looks at stands in the index, so it never
-- touches the wide rows. It replaces the index that served the overview before.
create index dossier_open_board on dossier (handling_unit_id)
  include (procedure_key, status, pause_reasons, clock_stopped_at, due_at, near_due_at, clock_offset_ms)
  where closed_at is null;
drop index dossier_open_status;
