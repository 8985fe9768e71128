/**
 * SQL of who holds an open task of which dossier (`dossier_id`, `assignee`; null: it waits for a group), each once. All of them
 * at once are a short walk through the index task_open_by_dossier; asked dossier by dossier they are as many look-ups.
 */
export const HOLDERS_SQL = `select distinct dossier_id, assignee from task where state = 'open'`;
