import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { dossierWorkflowId } from '../../contracts/ids';
import { passTime } from '../../platform/time-skipping';
import { dossierUpdates } from '../../workflows/messages';

/**
 * Lets time pass for ONE dossier on the real server (native time skipping, design §7). This and nothing else in the demo
 * talks to Temporal: people have no button for it.
 */
export class TimeTravel {
  constructor(
    private readonly client: Client,
    private readonly namespace: string,
  ) {}

  /**
   * Moves the dossier's clock ahead and has it write that down (`wake`), so that everybody sees the new time.
   * Its own timers that fall into the time fire on the way.
   */
  async pass(dossierId: string, ms: number): Promise<void> {
    const workflowId = dossierWorkflowId(dossierId);
    const id = randomUUID();
    await passTime(this.client, this.namespace, workflowId, { id, ms });
    await this.client.workflow.getHandle(workflowId).executeUpdate(dossierUpdates.wake, {
      args: [{ type: 'wake', requestKey: `demo/${id}`, actor: { id: 'system' } }],
      updateId: id,
    });
  }
}
