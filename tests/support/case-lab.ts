import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { caseWorkflowId, DOSSIER_TASK_QUEUE } from '../../contracts/ids';
import type { AccountCommand } from '../../domain/accounts/account-command';
import type { AccountState } from '../../domain/accounts/account-rules';
import { CASE_WORKFLOW_TYPES } from '../../domain/cases/case-registry';
import type { CaseAnswer, CaseCommand, CaseKind, CaseState } from '../../domain/cases/case-state';
import { passTime } from '../../platform/time-skipping';
import { caseStateQuery, caseUpdate, type CaseInput } from '../../workflows/messages';
import type { DossierLab } from './dossier-lab';
import { readTestAddresses } from './stack';

type Fields<C extends CaseCommand> = Omit<C, 'type' | 'requestKey' | 'actor'>;

/** Cases on the servers of a lab: the same workflows and commits as in production, without the API. */
export class CaseLab {
  constructor(readonly lab: DossierLab) {}

  /** A person, as the API would have entered him. */
  async person(name = 'Người thử'): Promise<string> {
    const id = randomUUID();
    await this.lab.pool.query('insert into person (id, full_name) values ($1, $2)', [id, name]);
    return id;
  }

  begin(kind: CaseKind, id: string, command: CaseCommand, input: CaseInput = { kind: 'new', id }): Promise<CaseAnswer> {
    return this.lab.client.workflow.executeUpdateWithStart(caseUpdate(command.type), {
      args: [command],
      updateId: command.requestKey,
      startWorkflowOperation: new WithStartWorkflowOperation(CASE_WORKFLOW_TYPES[kind], {
        workflowId: caseWorkflowId(kind, id),
        taskQueue: DOSSIER_TASK_QUEUE + this.lab.queue,
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      }),
    });
  }

  async act<T extends AccountCommand['type']>(
    id: string,
    type: T,
    by: string,
    fields: Fields<Extract<AccountCommand, { type: T }>>,
    requestKey: string = randomUUID(),
  ): Promise<CaseAnswer> {
    const command = { type, requestKey, actor: { id: by }, ...fields };
    return this.lab.client.workflow
      .getHandle(caseWorkflowId('account', id))
      .executeUpdate<CaseAnswer, [CaseCommand]>(type, { updateId: requestKey, args: [command] });
  }

  async pass(kind: CaseKind, id: string, days: number): Promise<void> {
    const { namespace } = readTestAddresses();
    const jump = { id: randomUUID(), ms: days * 86_400_000 };
    await passTime(this.lab.client, namespace, caseWorkflowId(kind, id), jump);
  }

  state(kind: CaseKind, id: string): Promise<CaseState> {
    return this.lab.client.workflow.getHandle(caseWorkflowId(kind, id)).query(caseStateQuery);
  }

  async account(id: string): Promise<AccountState> {
    return (await this.state('account', id)) as unknown as AccountState;
  }
}
