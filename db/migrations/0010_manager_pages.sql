-- The manager's pages. A drill-down of the SLA board goes through the open dossiers of a unit by due date, decided ones too.
create index dossier_open_by_due on dossier (handling_unit_id, due_at, id) where closed_at is null;
drop index dossier_open_due;
-- Statistics count what was decided within a period, by when its clock stopped.
create index dossier_by_resolution on dossier (handling_unit_id, clock_stopped_at) where clock_stopped_at is not null;
-- The heatmap reads the steps done within a period.
create index task_completed on task (unit_id, closed_at) where state = 'completed';
