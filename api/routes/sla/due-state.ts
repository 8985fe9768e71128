/**
 * How an open dossier (table alias `d`) stands, as SQL: the same words for the board, the list behind it and the forecast.
 * @param at SQL of now; each dossier is judged at its own time
 */
export function dueStateSql(at: string): string {
  const own = `(${at}::timestamptz + d.clock_offset_ms * interval '1 millisecond')`;
  return `case when d.clock_stopped_at is not null then 'decided'
    when d.pause_reasons <> '{}' then 'paused'
    when d.due_at < ${own} then 'overdue'
    when d.near_due_at <= ${own} then 'nearDue'
    else 'inTime' end`;
}
