import type { Pool } from 'pg';
import type { HandedInComponent, Channel } from '../../db/schema/draft.table';
import type { AccessTarget } from '../../domain/access/may-do';
import type { AccountState } from '../../domain/accounts/account-rules';
import type { CaseKind } from '../../domain/cases/case-state';
import type { HandoverState } from '../../domain/handovers/handover-state';
import type { IncidentState } from '../../domain/incidents/incident-rules';
import type { ProjectState } from '../../domain/projects/project-state';
import type { CopyState } from '../../domain/portable-copies/copy-state';
import { sidesOfReport } from '../../domain/reports/report-chain';
import type { ReportState } from '../../domain/reports/report-state';

/** What a right is judged on: read once for each request, and given to the handler. */
export interface DossierTarget extends AccessTarget {
  readonly id: string;
  readonly seq: number;
  readonly status: string;
  readonly procedureKey: string;
  readonly regime: string;
  readonly procedureVersion: string;
  readonly receivingUnitId: string;
  readonly handlingUnitId: string;
}

export interface TaskTarget extends DossierTarget {
  readonly instance: number;
  readonly element: string;
  readonly taskUnitId: string;
  readonly taskRole: string;
  readonly taskState: 'open' | 'completed' | 'cancelled';
}

export interface DraftTarget extends AccessTarget {
  readonly id: string;
  readonly version: number;
  readonly procedureKey: string;
  readonly regime: string;
  readonly unitId: string;
  readonly createdBy: string | null;
  readonly channel: Channel;
  readonly form: Readonly<Record<string, unknown>>;
  readonly components: Readonly<Record<string, HandedInComponent>>;
  readonly externalCode: string | null;
  readonly dossierId: string | null;
  readonly dossierCode: string | null;
  readonly lookupSecret: string | null;
  readonly submittedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** An account, or a request for one: `id` is the person's and the case's as well. */
export interface AccountTarget extends AccessTarget {
  readonly id: string;
  /** 0: it was there before accounts had a life of their own, and nobody has touched it since. */
  readonly seq: number;
  readonly unitId: string;
  /** Of its case; absent while it has none. */
  readonly state: AccountState | null;
  readonly username: string | null;
  readonly active: boolean | null;
}

/** An incident: a case of the installation, of no unit. */
export interface IncidentTarget extends AccessTarget {
  readonly id: string;
  readonly seq: number;
  readonly state: IncidentState;
}

/** A contractor's project; of the unit that has the work done. */
export interface ProjectTarget extends AccessTarget {
  readonly id: string;
  readonly seq: number;
  readonly state: ProjectState;
}

/** A handover: `handlingUnitId` acts for the giver, `receivingUnitId` receives. */
export interface HandoverTarget extends AccessTarget {
  readonly id: string;
  readonly seq: number;
  readonly state: HandoverState;
}

/** A periodic report: of `handlingUnitId`, owed to `receivingUnitId`; what goes outside is followed up by its author. */
export interface ReportTarget extends AccessTarget {
  readonly id: string;
  readonly seq: number;
  readonly state: ReportState;
}

/** A copy on a portable disk: of the installation, of no unit. */
export interface CopyTarget extends AccessTarget {
  readonly id: string;
  readonly seq: number;
  readonly state: CopyState;
}

export type AnyTarget =
  | DossierTarget
  | TaskTarget
  | DraftTarget
  | AccountTarget
  | IncidentTarget
  | ProjectTarget
  | HandoverTarget
  | ReportTarget
  | CopyTarget;

const dossierColumns = `d.id, d.seq, d.status, d.procedure_key as "procedureKey", d.regime,
  d.procedure_version as "procedureVersion", d.receiving_unit_id as "receivingUnitId", d.handling_unit_id as "handlingUnitId"`;

const draftColumns = `id, version, procedure_key as "procedureKey", regime, unit_id as "unitId", created_by as "createdBy",
  channel, form, components, external_code as "externalCode", dossier_id as "dossierId", dossier_code as "dossierCode",
  lookup_secret as "lookupSecret", submitted_at as "submittedAt", created_at as "createdAt", updated_at as "updatedAt"`;

export async function findDossierTarget(pool: Pool, id: string): Promise<DossierTarget | undefined> {
  const { rows } = await pool.query<DossierTarget>({
    name: 'dossier-target',
    text: `select ${dossierColumns} from dossier d where d.id = $1`,
    values: [id],
  });
  return rows[0];
}

export async function findTaskTarget(pool: Pool, id: string, instance: number): Promise<TaskTarget | undefined> {
  const { rows } = await pool.query<TaskTarget>({
    name: 'task-target',
    text: `select ${dossierColumns}, t.instance, t.element, t.unit_id as "taskUnitId", t.role as "taskRole",
        t.state as "taskState"
      from task t join dossier d on d.id = t.dossier_id where t.dossier_id = $1 and t.instance = $2`,
    values: [id, instance],
  });
  return rows[0];
}

export async function findDraftTarget(pool: Pool, id: string): Promise<DraftTarget | undefined> {
  const { rows } = await pool.query<DraftTarget>({
    name: 'draft-target',
    text: `select ${draftColumns} from draft where id = $1`,
    values: [id],
  });
  return rows[0];
}

export async function findAccountTarget(pool: Pool, id: string): Promise<AccountTarget | undefined> {
  const { rows } = await pool.query<AccountTarget>({
    name: 'account-target',
    text: `select $1::uuid as id, coalesce(c.seq, 0) as seq, coalesce(c.unit_id, a.unit_id) as "unitId", c.snapshot as state,
        a.username, a.active
      from (select) as one left join case_record c on c.id = $1 and c.kind = 'account' left join account a on a.id = $1
      where c.id is not null or a.id is not null`,
    values: [id],
  });
  return rows[0];
}

export async function findIncidentTarget(pool: Pool, id: string): Promise<IncidentTarget | undefined> {
  return findCase<IncidentState>(pool, 'incident', id);
}

export async function findCopyTarget(pool: Pool, id: string): Promise<CopyTarget | undefined> {
  return findCase<CopyState>(pool, 'portableCopy', id);
}

export async function findProjectTarget(pool: Pool, id: string): Promise<ProjectTarget | undefined> {
  const project = await findCase<ProjectState>(pool, 'contractorProject', id);
  const unitId = project?.state.data.ownerUnitId;
  return project && { ...project, ...(unitId == null ? {} : { unitId }) };
}

export async function findHandoverTarget(pool: Pool, id: string): Promise<HandoverTarget | undefined> {
  const handover = await findCase<HandoverState>(pool, 'handover', id);
  if (!handover) return undefined;
  const { actingUnitId, receiverUnitId } = handover.state.data;
  return {
    ...handover,
    ...(actingUnitId === null ? {} : { handlingUnitId: actingUnitId }),
    ...(receiverUnitId === null ? {} : { receivingUnitId: receiverUnitId }),
  };
}

export async function findReportTarget(pool: Pool, id: string): Promise<ReportTarget | undefined> {
  const report = await findCase<ReportState>(pool, 'periodicReport', id);
  const { unitId, receiverUnitId } = report?.state.data ?? {};
  if (!report || unitId == null) return undefined;
  return { ...report, ...sidesOfReport(unitId, receiverUnitId ?? null) };
}

async function findCase<State>(
  pool: Pool,
  kind: CaseKind,
  id: string,
): Promise<{ readonly id: string; readonly seq: number; readonly state: State } | undefined> {
  const { rows } = await pool.query<{ id: string; seq: number; state: State }>({
    name: 'case-target',
    text: 'select id, seq, snapshot as state from case_record where id = $1 and kind = $2',
    values: [id, kind],
  });
  return rows[0];
}
