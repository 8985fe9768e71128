import { sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { runSql } from './run-sql';

export interface CaseStepRow {
  readonly seq: number;
  readonly at: Date;
  readonly command: string;
  readonly actor: string;
  readonly submission: string | null;
  readonly events: readonly {
    readonly event: { readonly type: string } & Readonly<Record<string, unknown>>;
    readonly at: number;
  }[];
  readonly payload: Readonly<Record<string, unknown>> | null;
  readonly files: readonly { readonly id: string; readonly fileName: string }[];
}

/** Every step, the newest last, with its words and files. */
export async function listCaseSteps(pool: Pool, id: string): Promise<CaseStepRow[]> {
  return runSql<CaseStepRow>(
    pool,
    sql`select e.seq, e.at, e.command, e.actor, e.submission_id as submission, e.events, s.payload,
        (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'fileName', f.file_name) order by f.uploaded_at, f.id), '[]')
          from case_file f where f.submission_id = e.submission_id and f.case_id = e.case_id) as files
      from case_event e left join case_submission s on s.id = e.submission_id
      where e.case_id = ${id}::uuid order by e.seq`,
  );
}

/** A step as its page tells it. */
export function describeCaseStep(
  { seq, at, command, actor, events, payload, files }: CaseStepRow,
  nameOf: (id: string) => string,
) {
  const words = [paperOf(payload?.document), payload?.text ?? payload?.description].filter(
    (part) => typeof part === 'string',
  );
  return {
    ...{ seq, at, command, files },
    by: { id: actor, displayName: nameOf(actor) },
    text: words.length > 0 ? words.join('\n') : null,
    events: events.map(({ event: { type, ...detail }, at: instant }) => ({ type, at: new Date(instant), detail })),
  };
}

/** Number and day of the paper a step was decided on. */
function paperOf(document: unknown): string | undefined {
  const { number, date } = (document ?? {}) as { readonly number?: string; readonly date?: string };
  return number === undefined || date === undefined ? undefined : `${number}, ${date}`;
}
