import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation, WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { caseWorkflowId } from '../contracts/ids';
import { CASE_RULES, CASE_WORKFLOW_TYPES } from '../domain/cases/case-registry';
import type { CaseAnswer, CaseCommand, CaseKind, CaseState } from '../domain/cases/case-state';
import { Refusal } from '../domain/refusal';
import { caseUpdate, type CaseInput } from '../workflows/messages';
import type { ApiSettings } from './parts';
import { ApiRefusal, TemporarilyUnavailable } from './problem-details';
import { isGone, refusalOf } from './workflow-errors';

/**
 * The only way from the api to a running case, with the promises of the dossier's gateway (G1–G3): a command acts once, only
 * a refusal of the workflow becomes one, and what was carried out is answered also long after.
 */
export interface CaseGateway {
  /** @throws Refusal of the case, CASE_NOT_FOUND; TemporarilyUnavailable when it cannot be asked now */
  send(kind: CaseKind, caseId: string, command: CaseCommand): Promise<CaseAnswer>;
  /** Starts the case first if it does not run: a new one, or one that had ended and is taken up again. */
  begin(kind: CaseKind, caseId: string, command: CaseCommand): Promise<CaseAnswer>;
}

export function createCaseGateway(parts: {
  readonly pool: Pool;
  readonly client: Client;
  readonly settings: Pick<ApiSettings, 'taskQueue' | 'stepTimeoutMs'>;
}): CaseGateway {
  const { pool, client, settings } = parts;

  function ask<T>(question: () => Promise<T>): Promise<T> {
    return client.withDeadline(Date.now() + settings.stepTimeoutMs, question);
  }

  async function readRecord(caseId: string) {
    const { rows } = await pool.query<{ status: string; closed: boolean; snapshot: CaseState }>(
      'select status, closed_at is not null as closed, snapshot from case_record where id = $1',
      [caseId],
    );
    return rows[0];
  }

  async function answerWithoutWorkflow(kind: CaseKind, caseId: string, command: CaseCommand): Promise<CaseAnswer> {
    const record = await readRecord(caseId);
    if (!record) throw new ApiRefusal('CASE_NOT_FOUND', 'There is no such case.');
    const known = record.snapshot.answered.find(({ key }) => key === command.requestKey);
    if (known) return known.answer;
    const { status, closed } = record;
    if (!closed) throw new TemporarilyUnavailable('The workflow of an open case is not there.');
    const allowed = CASE_RULES[kind].allowed[status] ?? [];
    throw new Refusal('ACTION_NOT_ALLOWED', `What is ${status} takes no ${command.type}.`, { status, allowed });
  }

  return {
    async send(kind, caseId, command) {
      const handle = client.workflow.getHandle(caseWorkflowId(kind, caseId));
      try {
        return await ask(() =>
          handle.executeUpdate<CaseAnswer, [CaseCommand]>(command.type, {
            args: [command],
            updateId: command.requestKey,
          }),
        );
      } catch (error) {
        if (isGone(error)) return answerWithoutWorkflow(kind, caseId, command);
        throw refusalOf(error);
      }
    },

    async begin(kind, caseId, command) {
      const record = await readRecord(caseId);
      const input: CaseInput = record ? { kind: 'resume', state: record.snapshot } : { kind: 'new', id: caseId };
      const startWorkflowOperation = new WithStartWorkflowOperation(CASE_WORKFLOW_TYPES[kind], {
        workflowId: caseWorkflowId(kind, caseId),
        taskQueue: settings.taskQueue,
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      });
      try {
        return await ask(() =>
          client.workflow.executeUpdateWithStart(caseUpdate(command.type), {
            args: [command],
            // Not the request key: Temporal would answer it from a run that has ended, whatever the database has forgotten
            // of that run since (a restore, A19.3e). That a key acts once is the case's own promise (K1).
            updateId: randomUUID(),
            startWorkflowOperation,
          }),
        );
      } catch (error) {
        if (isGone(error) || error instanceof WorkflowExecutionAlreadyStartedError)
          return answerWithoutWorkflow(kind, caseId, command);
        throw refusalOf(error);
      }
    },
  };
}
