import { escapeLike, holdsAllSql } from '../../like-pattern';

/** What narrows an inbox. */
export interface InboxFilters {
  /** Element id of a step. */
  readonly step?: string;
  readonly procedure?: string;
  readonly due?: 'overdue' | 'nearDue' | 'running' | 'none';
  /** Part of code, names, certificate or address; accents optional; every word must occur. */
  readonly q?: string;
}

const FIRST_PARAMETER = 10;
/** In the dossier's own time: a simulated dossier is ahead of us. */
const at = `$9::timestamptz + d.clock_offset_ms * interval '1 millisecond'`;

const dueConditions = {
  overdue: `d.due_at < ${at}`,
  nearDue: `d.due_at >= ${at} and d.near_due_at <= ${at}`,
  running: `d.due_at >= ${at} and (d.near_due_at is null or d.near_due_at > ${at})`,
  none: 't.dossier_due_at is null',
} as const satisfies Record<NonNullable<InboxFilters['due']>, string>;

/**
 * Condition on `task t`. A step is part of the index; the rest is judged on each row of the range: an inbox is a few thousand rows
 * at most. What is asked of the dossier is asked as a value, which keeps that way: joined, PostgreSQL may begin with the dossiers.
 */
export function filterSql({ step, procedure, due, q }: InboxFilters): string {
  let next = FIRST_PARAMETER;
  const conditions = ['true'];
  const ofDossier: string[] = [];
  if (step !== undefined) conditions.push(`t.element = $${next++}`);
  if (procedure !== undefined) ofDossier.push(`d.procedure_key = $${next++}`);
  if (q !== undefined)
    conditions.push(
      `(select ${holdsAllSql('f.words', `$${next++}`)} from dossier_search f where f.dossier_id = t.dossier_id)`,
    );
  if (due === 'none') conditions.push(dueConditions.none);
  else if (due !== undefined) ofDossier.push(dueConditions[due]);
  if (ofDossier.length > 0)
    conditions.push(`(select ${ofDossier.join(' and ')} from dossier d where d.id = t.dossier_id)`);
  return conditions.join(' and ');
}

/** Values of the parameters `filterSql` uses, in its order. */
export function filterValues({ step, procedure, q }: InboxFilters): unknown[] {
  const words = q?.split(/\s+/).filter(Boolean).map(escapeLike);
  return [step, procedure, words].filter((value) => value !== undefined);
}

/** The same for filters that make the same statement. */
export function filterKey({ step, procedure, due, q }: InboxFilters): string {
  return [step && 'step', procedure && 'procedure', q && 'text', due].filter(Boolean).join('-');
}
