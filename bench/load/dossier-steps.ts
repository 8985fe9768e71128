import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { referenceTo } from '../../contracts/content';
import { DOSSIER_TASK_QUEUE, dossierWorkflowId } from '../../contracts/ids';
import { createCalendarRepository } from '../../db/repositories/calendar-repository';
import { createProcedureRepository, type ProcedureVersionId } from '../../db/repositories/procedure-repository';
import type { DossierCommand } from '../../domain/dossier/dossier-command';
import type { DossierAnswer, DossierIdentity } from '../../domain/dossier/dossier-state';
import type { dossierWorkflow } from '../../workflows/dossier-workflow';
import { dossierUpdates } from '../../workflows/messages';
import { sampleForm } from '../data/sample-form';
import type { OfficePeople, OpenDossier } from './load-job';

type WithoutBase<T> = T extends unknown ? Omit<T, 'requestKey' | 'actor' | 'submission'> : never;
/** A command without who asks and under which key. */
export type BenchCommand = WithoutBase<DossierCommand>;

const PROCEDURE = 'P2.TRANSFER';

/** Carries commands out as the api does, without HTTP. */
export interface DossierSteps {
  /** A new dossier of the sample form, submitted in the office. */
  submit(office: OfficePeople): Promise<OpenDossier>;
  act(dossierId: string, command: BenchCommand, by: string): Promise<DossierAnswer>;
}

export function createDossierSteps(client: Client, pool: Pool): DossierSteps {
  const procedures = createProcedureRepository(pool);
  const calendars = createCalendarRepository(pool);
  let versions: Promise<{ procedure: ProcedureVersionId; calendar: string }> | undefined;

  async function readVersions() {
    const [procedure, calendar] = await Promise.all([
      procedures.currentProcedure(PROCEDURE, new Date()),
      calendars.currentCalendar(),
    ]);
    if (!procedure || !calendar) throw new Error(`${PROCEDURE} is not published`);
    return { procedure, calendar: calendar.version };
  }

  return {
    async submit(office) {
      const { procedure, calendar } = await (versions ??= readVersions());
      const id = randomUUID();
      const code = `BENCH-${id.slice(0, 18)}`;
      await pool.query(
        `insert into draft (id, procedure_key, regime, unit_id, created_by, dossier_id, dossier_code, lookup_secret, form)
         values ($1, $2, $3, $4, $5, $1, $6, 'ABCD2345', $7)`,
        [id, procedure.key, procedure.regime, office.receivingUnit, office.clerk, code, JSON.stringify(sampleForm())],
      );
      const identity: DossierIdentity = {
        id,
        code,
        procedure: { key: procedure.key, regime: procedure.regime, version: procedure.version },
        receivingUnit: office.receivingUnit,
        handlingUnit: office.handlingUnit,
        receivedAt: Date.now(),
        extraWorkingDays: 0,
      };
      const startWorkflowOperation = new WithStartWorkflowOperation<typeof dossierWorkflow>('dossierWorkflow', {
        workflowId: dossierWorkflowId(id),
        taskQueue: DOSSIER_TASK_QUEUE,
        workflowIdConflictPolicy: 'USE_EXISTING',
        args: [{ kind: 'new', identity }, referenceTo(procedure.version), referenceTo(calendar)],
      });
      const requestKey = `${id}/submit`;
      const { openTasks } = await client.workflow.executeUpdateWithStart(dossierUpdates.submit, {
        startWorkflowOperation,
        updateId: requestKey,
        args: [{ type: 'submit', requestKey, actor: { id: office.clerk }, variables: {} }],
      });
      return { id, tasks: openTasks };
    },

    act(dossierId, command, by) {
      const requestKey = `${by}:${randomUUID()}`;
      return client.workflow
        .getHandle(dossierWorkflowId(dossierId))
        .executeUpdate<DossierAnswer, [DossierCommand]>(command.type, {
          updateId: requestKey,
          args: [{ ...command, requestKey, actor: { id: by } }],
        });
    },
  };
}

/** Number of the open task of an element. @throws Error when it is not open: the path of the load is wrong */
export function instanceOf(tasks: OpenDossier['tasks'], element: string): number {
  const task = tasks.find((open) => open.element === element);
  if (task) return task.instance;
  throw new Error(`${element} is not open; open are ${tasks.map((open) => open.element).join(', ') || 'none'}`);
}
