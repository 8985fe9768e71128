import type { Pool } from 'pg';
import type { DeadlineOutcome } from '../../domain/clock/deadline-state';
import type { HandoverResult, ProcessControlData } from '../../templates/documents/document-data';
import { applicantOf } from './applicant';
import { composeHandovers, type HandledTask } from './handover-list';
import type { AssemblePaper } from './paper';
import { readPeople } from './people';
import type { LoggedStep } from './step-source';
import { readTaxOffice } from './tax-office';

const RESULTS = {
  early: 'early',
  onTime: 'on-time',
  late: 'late',
} as const satisfies Record<DeadlineOutcome, HandoverResult>;

/** Phiếu kiểm soát quá trình giải quyết hồ sơ, of a closed dossier: the whole way it went. */
export const assembleProcessControl: AssemblePaper<ProcessControlData> = async ({ pool, source, paper }) => {
  const { dossier } = source;
  const [steps, tasks, taxOffice] = await Promise.all([
    readSteps(pool, dossier.id, source.step.seq),
    readTasks(pool, dossier.id),
    readTaxOffice(pool, source.handlingUnit),
  ]);
  const people = await readPeople(pool, [
    ...steps.map(({ actor }) => actor),
    ...tasks.flatMap(({ person }) => person ?? []),
  ]);
  const outcome = dossier.snapshot.deadline?.outcome;
  const wentToTax = steps.some(({ entries }) => entries.some(({ type }) => type === 'TaxSlipRequested'));
  return {
    ...paper,
    responsibleUnit: source.handlingUnit.name,
    coordinatingUnits: wentToTax ? [taxOffice] : [],
    receivedAt: dossier.receivedAt.toISOString(),
    dueAt: (dossier.promisedAt ?? dossier.receivedAt).toISOString(),
    handovers: composeHandovers(steps, tasks, {
      receivingUnit: source.receivingUnit.name,
      taxOffice,
      applicant: applicantOf(source).name,
      personOf: (actor) => (actor === null ? undefined : people.get(actor)?.name),
      outcome: outcome && RESULTS[outcome],
    }),
  };
};

async function readSteps(pool: Pool, dossierId: string, upTo: number): Promise<LoggedStep[]> {
  const { rows } = await pool.query<LoggedStep>(
    'select seq, at, actor, entries from dossier_event where dossier_id = $1 and seq <= $2 order by seq',
    [dossierId, upTo],
  );
  return rows;
}

async function readTasks(pool: Pool, dossierId: string): Promise<HandledTask[]> {
  const { rows } = await pool.query<HandledTask>(
    `select t.instance, t.name, u.name as "unitName", case when t.state = 'completed' then t.closed_by else t.assignee::text end as person,
       t.target_at as "targetAt"
     from task t join unit u on u.id = t.unit_id where t.dossier_id = $1`,
    [dossierId],
  );
  return rows;
}
