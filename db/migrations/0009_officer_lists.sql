-- One step's tasks of a group, most urgent first: the inbox narrowed to a step stays one index range scan.
create index task_inbox_group_step on task (unit_id, role, element, dossier_due_at, dossier_id, instance)
  where state = 'open' and assignee is null and not suspended;
-- Comments are read newest first, and go on after the last one seen.
drop index dossier_comment_by_dossier;
create index dossier_comment_by_dossier on dossier_comment (dossier_id, created_at desc, id desc);
-- A head's list of his units' tasks is read in the order of the inbox.
drop index task_open_unit;
create index task_open_unit on task (unit_id, dossier_due_at, dossier_id, instance) where state = 'open' and not suspended;
