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
 * Conditions on `task t`, and the joins they need. A step is part of the index; the rest is judged on each row of the range:
 * an inbox is a few thousand rows at most.
 */
export function filterSql({ step, procedure, due, q }: InboxFilters): {
  readonly join: string;
  readonly condition: string;
} {
  let next = FIRST_PARAMETER;
  const conditions = ['true'];
  if (step !== undefined) conditions.push(`t.element = $${next++}`);
  if (procedure !== undefined) conditions.push(`d.procedure_key = $${next++}`);
  if (q !== undefined)
    conditions.push(
      // The patterns are made once: as a subquery of their own, not as one the rows are compared with.
      `f.words like all (coalesce((select array_agg('%' || search_text(word) || '%') from unnest($${next++}::text[]) as w(word)), '{}'))`,
    );
  if (due !== undefined) conditions.push(dueConditions[due]);
  const joins = [
    procedure !== undefined || (due !== undefined && due !== 'none') ? 'join dossier d on d.id = t.dossier_id' : '',
    q !== undefined ? 'join dossier_search f on f.dossier_id = t.dossier_id' : '',
  ];
  return { join: joins.join(' '), condition: conditions.join(' and ') };
}

/** Values of the parameters `filterSql` uses, in its order. */
export function filterValues({ step, procedure, q }: InboxFilters): unknown[] {
  const words = q
    ?.split(/\s+/)
    .filter(Boolean)
    .map((word) => word.replace(/[\\%_]/g, '\\$&'));
  return [step, procedure, words].filter((value) => value !== undefined);
}

/** The same for filters that make the same statement. */
export function filterKey({ step, procedure, due, q }: InboxFilters): string {
  return [step && 'step', procedure && 'procedure', q && 'text', due].filter(Boolean).join('-');
}
