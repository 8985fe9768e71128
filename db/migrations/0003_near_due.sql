-- "Sắp hạn" is judged once, by the clock of the domain, and read by every list: from this instant on a running deadline is
-- near its end. Empty while the clock stands still. In the dossier's own time, as due_at.
alter table dossier add column near_due_at timestamptz;
