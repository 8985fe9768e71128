import type { Pool } from 'pg';
import type { DossierEntry } from '../../../domain/dossier/dossier-log';
import type { DossierState } from '../../../domain/dossier/dossier-state';
import type { JsonValue } from '../../../domain/json';

/** The parts of a dossier's page, each one statement; they are read side by side. */
export interface DossierPageRow {
  readonly externalCode: string | null;
  readonly code: string;
  readonly channel: string;
  readonly applicantName: string;
  readonly publicState: number;
  readonly receivedAt: Date;
  readonly promisedAt: Date | null;
  readonly dueAt: Date | null;
  readonly pauseReasons: string[];
  readonly closedAt: Date | null;
  readonly form: Readonly<Record<string, JsonValue>>;
  readonly clockOffsetMs: number;
  readonly snapshot: DossierState;
}

export async function readPageRow(pool: Pool, id: string): Promise<DossierPageRow | undefined> {
  const { rows } = await pool.query<DossierPageRow>({
    name: 'dossier-page',
    text: `select external_code as "externalCode", code, channel, applicant_name as "applicantName",
        public_state as "publicState", received_at as "receivedAt", promised_at as "promisedAt", due_at as "dueAt",
        pause_reasons as "pauseReasons", closed_at as "closedAt", form, clock_offset_ms::float8 as "clockOffsetMs", snapshot
      from dossier where id = $1`,
    values: [id],
  });
  return rows[0];
}

export interface EventRow {
  readonly seq: number;
  readonly at: Date;
  readonly command: string;
  readonly actor: string;
  readonly actorName: string | null;
  readonly entries: readonly DossierEntry[];
  readonly kind: string | null;
  readonly payload: Readonly<Record<string, JsonValue>> | null;
}

export async function readEvents(pool: Pool, id: string): Promise<EventRow[]> {
  const { rows } = await pool.query<EventRow>({
    name: 'dossier-events',
    text: `select e.seq, e.at, e.command, e.actor, a.display_name as "actorName", e.entries, s.kind, s.payload
      from dossier_event e
      left join account a on a.id::text = e.actor
      left join submission s on s.id = e.submission_id
      where e.dossier_id = $1 order by e.seq`,
    values: [id],
  });
  return rows;
}

export interface PageTaskRow {
  readonly instance: number;
  readonly element: string;
  readonly name: string;
  readonly state: 'open' | 'completed' | 'cancelled';
  readonly suspended: boolean;
  readonly unitId: string;
  readonly role: string;
  readonly assignee: { readonly id: string; readonly name: string } | null;
  readonly openedAt: Date;
  readonly targetAt: Date | null;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
}

export async function readTasks(pool: Pool, id: string): Promise<PageTaskRow[]> {
  const { rows } = await pool.query<PageTaskRow>({
    name: 'dossier-tasks',
    text: `select t.instance, t.element, t.name, t.state, t.suspended, t.unit_id as "unitId", t.role,
        case when a.id is null then null else jsonb_build_object('id', a.id, 'name', a.display_name) end as assignee,
        t.opened_at as "openedAt", t.target_at as "targetAt", t.closed_at as "closedAt", t.closed_by as "closedBy"
      from task t left join account a on a.id = t.assignee where t.dossier_id = $1 order by t.instance`,
    values: [id],
  });
  return rows;
}

export async function readDocuments(pool: Pool, id: string) {
  const { rows } = await pool.query<{ id: string; kind: string; sha256: string; createdAt: Date }>({
    name: 'dossier-documents',
    text: `select id, kind, sha256, created_at as "createdAt" from document where dossier_id = $1 order by created_at, id`,
    values: [id],
  });
  return rows;
}

export async function readEscalations(pool: Pool, id: string) {
  const { rows } = await pool.query<{ percent: number; at: Date; recordedAt: Date; caughtUp: boolean }>({
    name: 'dossier-escalations',
    text: `select percent, threshold_at as at, recorded_at as "recordedAt", caught_up as "caughtUp"
      from escalation where dossier_id = $1 order by recorded_at, percent`,
    values: [id],
  });
  return rows;
}

export async function readTax(pool: Pool, id: string) {
  const slips = await pool.query<{
    version: number;
    number: string;
    sentAt: Date | null;
    returnedAt: Date | null;
    returnReason: string | null;
  }>({
    name: 'dossier-slips',
    text: `select version, number, sent_at as "sentAt", returned_at as "returnedAt", return_reason as "returnReason"
      from tax_slip where dossier_id = $1 order by version`,
    values: [id],
  });
  const notices = await pool.query<Record<string, unknown>>({
    name: 'dossier-notices',
    text: `select number, slip_version as "slipVersion", item, amount::float8 as amount, due_on::text as "dueOn",
        treasury_account as "treasuryAccount", settled_kind as "settledKind", receipt, settled_at as "settledAt"
      from tax_notice where dossier_id = $1 order by slip_version, number`,
    values: [id],
  });
  return { slips: slips.rows, notices: notices.rows };
}
