import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { z } from 'zod';
import { BACKGROUND_TASK_QUEUE, simulationWorkflowId } from '../../../contracts/ids';
import type { newSimulationSchema } from '../../../contracts/simulation.schema';
import type { Session } from '../../../db/repositories/session-repository';
import type { PlannedEscalation, SimulationResult } from '../../../domain/dossier/simulation';
import type { DossierTarget } from '../../auth/targets';
import type { Answer, Idempotency } from '../../http/route';
import { noteAct } from '../../note-act';
import { ApiRefusal, TemporarilyUnavailable } from '../../problem-details';
import type { Services } from '../../services';
import { describeEntries } from '../dossiers/describe-dossier';

const LONGEST_MS = 2 * 365 * 86_400_000;
/** Each takes the better part of a minute of a worker; one person needs no more at a time. */
const MOST_RUNNING = 2;
const START_TIMEOUT_MS = 10_000;

export async function startSimulation(context: {
  readonly services: Services;
  readonly session: Session;
  readonly target: DossierTarget;
  readonly body: z.output<typeof newSimulationSchema>;
  readonly idempotency: Idempotency;
  readonly request: Request;
}): Promise<Answer> {
  const { services, session, target, body, idempotency } = context;
  const { pool } = services;
  const until = new Date(body.until);
  const { rows } = await pool.query<{ closed: boolean; offset: string }>(
    'select closed_at is not null as closed, clock_offset_ms as "offset" from dossier where id = $1',
    [target.id],
  );
  const now = services.now().getTime() + Number(rows[0]?.offset ?? 0);
  if (rows[0]?.closed) {
    const details = { status: target.status, phase: 'closed', allowed: [] };
    throw new ApiRefusal('ACTION_NOT_ALLOWED', 'Nothing happens any more to a dossier that is closed.', details);
  }
  if (until.getTime() <= now || until.getTime() > now + LONGEST_MS)
    throw new ApiRefusal('SIMULATION_UNTIL_INVALID', 'Choose an instant in the future, within two years.');
  const id = idOf(idempotency.requestKey);
  const { rows: written } = await pool.query<{ isNew: boolean }>(
    `insert into simulation (id, dossier_id, created_by, until)
     select $1, $2, $3, $4
     where (select count(*) from simulation where created_by = $3 and status = 'running' and id <> $1) < ${MOST_RUNNING}
     on conflict (id) do update set until = simulation.until
     returning xmax = 0 as "isNew"`,
    [id, target.id, session.accountId, until],
  );
  if (!written[0]) throw new ApiRefusal('SIMULATION_LIMIT', 'Wait until your other simulations are over.');
  if (written[0].isNew)
    await noteAct(context, {
      action: 'dossier.simulate',
      subject: { type: 'dossier', id: target.id },
      detail: { simulation: id, until: body.until },
    });
  await startWorkflow(services, id);
  return { body: { id } };
}

/** The same request has the same simulation. */
function idOf(requestKey: string): string {
  const hex = createHash('sha256').update(`simulation/${requestKey}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

async function startWorkflow({ temporal, settings }: Services, id: string): Promise<void> {
  const suffix = settings.taskQueue.slice('dossier'.length);
  try {
    await temporal.withDeadline(Date.now() + START_TIMEOUT_MS, () =>
      temporal.workflow.start('simulationWorkflow', {
        workflowId: simulationWorkflowId(id),
        taskQueue: BACKGROUND_TASK_QUEUE + suffix,
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        args: [id],
      }),
    );
  } catch (error) {
    // A repeat of a request whose simulation is over already.
    if ((error as Error).name === 'WorkflowExecutionAlreadyStartedError') return;
    throw new TemporarilyUnavailable('Temporal does not answer.', { cause: error });
  }
}

interface SimulationRow {
  readonly dossierId: string;
  readonly dossierCode: string;
  readonly procedureVersion: string;
  readonly status: 'running' | 'done' | 'failed';
  readonly until: Date;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly result: (Partial<SimulationResult> & { readonly planned?: readonly PlannedEscalation[] }) | null;
}

export async function showSimulation(context: {
  readonly services: Services;
  readonly session: Session;
  readonly params: { readonly id: string };
}): Promise<Answer> {
  const { services, session, params } = context;
  const { rows } = await services.pool.query<SimulationRow>(
    `select s.dossier_id as "dossierId", d.code as "dossierCode", d.procedure_version as "procedureVersion", s.status, s.until,
       s.created_at as "createdAt", s.finished_at as "finishedAt", s.result
     from simulation s join dossier d on d.id = s.dossier_id where s.id = $1 and s.created_by = $2`,
    [params.id, session.accountId],
  );
  const [row] = rows;
  if (!row) throw new ApiRefusal('SIMULATION_NOT_FOUND', 'There is no such simulation of yours.');
  const { result, procedureVersion, ...shown } = row;
  const content = await services.procedures.procedureContent(procedureVersion);
  const nameOf = (element: string) => content?.graph.nodes[element]?.name ?? element;
  const withName = (entry: object) =>
    'element' in entry && typeof entry.element === 'string' ? { ...entry, elementName: nameOf(entry.element) } : entry;
  // While it runs, where it is going: what comes of it is known at the end.
  const planned = (result?.planned ?? []).map((one) => ({ kind: 'escalation' as const, ...one }));
  const { events = planned, end } = result ?? {};
  return {
    body: {
      id: params.id,
      ...shown,
      events: events.map((event) =>
        event.kind === 'step'
          ? { kind: 'step', at: new Date(event.at), entries: describeEntries(event.entries).map(withName) }
          : { kind: 'escalation', percent: event.percent, at: new Date(event.at), dueAt: new Date(event.dueAt) },
      ),
      end: end
        ? {
            ...end,
            at: new Date(end.at),
            dueAt: end.dueAt === null ? null : new Date(end.dueAt),
            openTasks: end.openTasks.map((element) => ({ element, name: nameOf(element) })),
          }
        : null,
    },
  };
}
