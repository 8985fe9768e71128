import type { Pool } from 'pg';
import type { PublicState } from '../../../contracts/one-stop-link.schema';
import type { DossierState } from '../../../domain/dossier/dossier-state';
import type { DossierStatus } from '../../../domain/dossier/dossier-status';

export interface StatusRow {
  readonly id: string;
  readonly code: string;
  readonly secret: string;
  readonly state: PublicState;
  readonly receivedAt: Date;
  readonly promisedAt: Date | null;
  readonly dueAt: Date | null;
  readonly closedAt: Date | null;
}

/** Two at most: a partner's code may look like one of ours. */
export async function findByCode(pool: Pool, code: string): Promise<StatusRow[]> {
  const { rows } = await pool.query<StatusRow>({
    name: 'public-status',
    text: `select id, code, lookup_secret as secret, public_state as state, received_at as "receivedAt",
        promised_at as "promisedAt", due_at as "dueAt", closed_at as "closedAt"
      from dossier where code = $1 or external_code = $1`,
    values: [code],
  });
  return rows;
}

export interface StatusDetails {
  readonly procedureKey: string;
  readonly regime: string;
  readonly procedureVersion: string;
  readonly receivingUnitId: string;
  readonly applicantName: string;
  readonly form: Readonly<Record<string, unknown>>;
  readonly snapshot: DossierState;
}

export async function readDetails(pool: Pool, id: string): Promise<StatusDetails | undefined> {
  const { rows } = await pool.query<StatusDetails>({
    name: 'public-status-details',
    text: `select procedure_key as "procedureKey", regime, procedure_version as "procedureVersion",
        receiving_unit_id as "receivingUnitId", applicant_name as "applicantName", form, snapshot
      from dossier where id = $1`,
    values: [id],
  });
  return rows[0];
}

export async function readStatusChanges(
  pool: Pool,
  id: string,
): Promise<{ readonly to: DossierStatus; readonly at: Date }[]> {
  const { rows } = await pool.query<{ to: DossierStatus; at: Date }>({
    name: 'public-status-changes',
    text: `select entry ->> 'to' as "to", e.at from dossier_event e cross join jsonb_array_elements(e.entries) with ordinality as x(entry, n)
      where e.dossier_id = $1 and entry ->> 'type' = 'StatusChanged' order by e.seq, x.n`,
    values: [id],
  });
  return rows;
}

export interface MissingPaper {
  readonly componentId?: string;
  readonly name: string;
  readonly originals?: number;
  readonly certifiedCopies?: number;
  readonly photocopies?: number;
}

/** What the last request for a supplement asks for. */
export async function readMissingPapers(pool: Pool, id: string): Promise<readonly MissingPaper[]> {
  const { rows } = await pool.query<{ items: readonly MissingPaper[] | null }>({
    name: 'public-status-supplement',
    text: `select s.payload -> 'items' as items from submission s
      where s.dossier_id = $1 and s.kind = 'requestSupplement' and s.applied_seq is not null
      order by s.applied_seq desc limit 1`,
    values: [id],
  });
  return rows[0]?.items ?? [];
}

/** Notices on the present version of the slip that nobody has paid. */
export async function readUnpaid(pool: Pool, id: string, slipVersion: number) {
  const { rows } = await pool.query<{
    number: string;
    item: string;
    amount: number;
    dueOn: string | null;
    treasuryAccount: string | null;
  }>({
    name: 'public-status-unpaid',
    text: `select number, item, amount::float8 as amount, due_on::text as "dueOn", treasury_account as "treasuryAccount"
      from tax_notice where dossier_id = $1 and slip_version = $2 and amount > 0 and settled_kind is null order by number`,
    values: [id, slipVersion],
  });
  return rows;
}
