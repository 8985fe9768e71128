-- One index for everything that is asked of open dossiers: the board and the forecast read it through, the lists behind their
-- numbers go along it by due date. All they look at stands in it, so the wide rows are never touched. It takes the place of two.
create index dossier_open_by_unit on dossier (handling_unit_id, due_at, id)
  include (procedure_key, status, pause_reasons, clock_stopped_at, near_due_at, clock_offset_ms)
  where closed_at is null;
drop index dossier_open_board;
drop index dossier_open_by_due;
-- Who holds open tasks, dossier by dossier: one small range, however many tasks are done.
create index task_open_by_dossier on task (dossier_id, assignee) where state = 'open';
