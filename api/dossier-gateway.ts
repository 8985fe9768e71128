import { WithStartWorkflowOperation, WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { referenceTo } from '../contracts/content';
import { dossierWorkflowId } from '../contracts/ids';
import type { DossierCommand } from '../domain/dossier/dossier-command';
import type { DossierAnswer, DossierIdentity, DossierState } from '../domain/dossier/dossier-state';
import { isTerminal } from '../domain/dossier/dossier-status';
import { Refusal } from '../domain/refusal';
import { dossierStateQuery, dossierUpdates } from '../workflows/messages';
import type { dossierWorkflow } from '../workflows/dossier-workflow';
import type { ApiSettings } from './parts';
import { TemporarilyUnavailable } from './problem-details';
import { isGone, refusalOf } from './workflow-errors';

type SubmitCommand = Extract<DossierCommand, { type: 'submit' }>;

export interface LoggedAnswer {
  readonly answer: DossierAnswer;
  /** Too many steps ago to be taken back; anything younger is asked from the dossier itself (G4). */
  readonly settled: boolean;
}

/**
 * The only way from the api to a running dossier.
 *
 * G1. A command is one Update whose id is its request key: sent twice, even at the same moment, it acts once.
 * G2. Only a refusal of the workflow becomes a refusal. Silence, a lost connection, a full queue are "try again".
 * G3. A command the dossier has carried out is answered, also long after and when the dossier is closed: with the very
 *     first answer as long as the dossier remembers it (its last 50 steps); later with the number of its own step, and the
 *     status and open tasks of now.
 * G4. A recent row of the log is no promise: its worker may have died before Temporal knew of the step (C2 of the commit),
 *     and the next step would replace it. So a recent command is sent once more; the dossier knows what it has done.
 */
export interface DossierGateway {
  /** @throws Refusal of the dossier; TemporarilyUnavailable when it cannot be asked now */
  send(dossierId: string, command: DossierCommand): Promise<DossierAnswer>;
  /** Starts the dossier if it does not run yet, and submits it. Same promises as `send`. */
  submit(
    identity: DossierIdentity,
    versions: { readonly procedure: string; readonly calendar: string },
    command: SubmitCommand,
  ): Promise<DossierAnswer>;
  /** What the log knows of a request key. */
  findAnswer(dossierId: string, requestKey: string): Promise<LoggedAnswer | undefined>;
  /** What the workflow itself says; `undefined` when there is none. @throws TemporarilyUnavailable and the like */
  readState(dossierId: string): Promise<DossierState | undefined>;
  /** Ends a workflow whose submission was refused: it holds nothing. */
  abandon(dossierId: string): Promise<void>;
}

export function createDossierGateway(parts: {
  readonly pool: Pool;
  readonly client: Client;
  readonly settings: Pick<ApiSettings, 'taskQueue' | 'stepTimeoutMs'>;
}): DossierGateway {
  const { pool, client, settings } = parts;

  function ask<T>(question: () => Promise<T>): Promise<T> {
    return client.withDeadline(Date.now() + settings.stepTimeoutMs, question);
  }

  async function findAnswer(dossierId: string, requestKey: string): Promise<LoggedAnswer | undefined> {
    const { rows } = await pool.query<{ seq: number; ignored: boolean; snapshot: DossierState | null }>({
      name: 'find-answer',
      text: `select e.seq, d.snapshot, e.entries <> '[]' and not exists (
          select from jsonb_array_elements(e.entries) as one where one ->> 'type' <> 'MessageIgnored') as ignored
        from dossier_event e join dossier d on d.id = e.dossier_id
        where e.dossier_id = $1 and e.request_key = $2`,
      values: [dossierId, requestKey],
    });
    const [row] = rows;
    if (!row?.snapshot) return undefined;
    const { snapshot } = row;
    const kept = snapshot.answered.find(({ key }) => key === requestKey);
    if (kept) return { answer: kept.answer, settled: false };
    const openTasks = Object.values(snapshot.tasks).map(({ instance, element, assignee }) => ({
      instance,
      element,
      ...(assignee === undefined ? {} : { assignee }),
    }));
    const ignored = row.ignored ? ({ ignored: true } as const) : {};
    return { answer: { seq: row.seq, status: snapshot.status, ...ignored, openTasks }, settled: true };
  }

  /** The workflow is gone: closed (then this is final), or lost with a Temporal that is being replaced (then it comes back). */
  async function answerWithoutWorkflow(dossierId: string, command: DossierCommand): Promise<DossierAnswer> {
    const known = await findAnswer(dossierId, command.requestKey);
    if (known) return known.answer;
    const { rows } = await pool.query<{ status: DossierState['status'] }>('select status from dossier where id = $1', [
      dossierId,
    ]);
    const status = rows[0]?.status;
    if (status !== undefined && isTerminal(status)) {
      throw new Refusal('ACTION_NOT_ALLOWED', `A dossier that is closed takes no ${command.type}.`, {
        status,
        phase: 'closed',
        allowed: [],
      });
    }
    throw new TemporarilyUnavailable('The workflow of an open dossier is not there.');
  }

  return {
    findAnswer,

    async send(dossierId, command) {
      const handle = client.workflow.getHandle(dossierWorkflowId(dossierId));
      try {
        return await ask(() =>
          handle.executeUpdate<DossierAnswer, [DossierCommand]>(command.type, {
            args: [command],
            updateId: command.requestKey,
          }),
        );
      } catch (error) {
        if (isGone(error)) return answerWithoutWorkflow(dossierId, command);
        throw refusalOf(error);
      }
    },

    async submit(identity, versions, command) {
      const startWorkflowOperation = new WithStartWorkflowOperation<typeof dossierWorkflow>('dossierWorkflow', {
        workflowId: dossierWorkflowId(identity.id),
        taskQueue: settings.taskQueue,
        args: [{ kind: 'new', identity }, referenceTo(versions.procedure), referenceTo(versions.calendar)],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      });
      try {
        return await ask(() =>
          client.workflow.executeUpdateWithStart(dossierUpdates.submit, {
            args: [command],
            updateId: command.requestKey,
            startWorkflowOperation,
          }),
        );
      } catch (error) {
        if (isGone(error) || error instanceof WorkflowExecutionAlreadyStartedError)
          return answerWithoutWorkflow(identity.id, command);
        throw refusalOf(error);
      }
    },

    async readState(dossierId) {
      try {
        return await ask(() => client.workflow.getHandle(dossierWorkflowId(dossierId)).query(dossierStateQuery));
      } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
      }
    },

    async abandon(dossierId) {
      try {
        await ask(() =>
          client.workflow.getHandle(dossierWorkflowId(dossierId)).terminate('its submission was refused'),
        );
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },
  };
}
