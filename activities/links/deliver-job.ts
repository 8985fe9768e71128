import { ApplicationFailure } from '@temporalio/common';
import { WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { dossierWorkflowId } from '../../contracts/ids';
import { readDossierFile } from '../../db/repositories/dossier-reads';
import type { DossierCommand } from '../../domain/dossier/dossier-command';
import type { DossierState } from '../../domain/dossier/dossier-state';
import { PermanentDeliveryError, type Deliver } from '../outbox/deliver-due';
import type { Connector } from './connector';

/**
 * A service task's job: the connector does the work, its answer goes back into the dossier as an Update whose id is the
 * job's, so that a job done twice is answered once. A job that fails for good makes its element wait for a person.
 */
export function createDeliverJob(parts: {
  readonly pool: Pool;
  readonly client: Client;
  readonly connectors: Readonly<Record<string, Connector>>;
  readonly askTimeoutMs?: number;
}): Deliver {
  const ask = createAsk(parts.client, parts.askTimeoutMs ?? ASK_TIMEOUT_MS);
  return async (item) => {
    const { instance, jobType } = item.payload as { instance: number; jobType: string };
    const dossier = await readDossierFile(parts.pool, item.dossierId);
    if (!dossier) throw new PermanentDeliveryError('the dossier does not exist');
    const job = dossier.snapshot.engine.instances[instance];
    // Cancelled, or answered, meanwhile. But after an attempt that failed the row may hold an answer Temporal never got
    // (C2 of the commit): then only the dossier itself knows.
    if (!job?.job && (item.attempts === 1 || !(await isAwaited(ask, parts.client, item.dossierId, instance)))) return;
    const base = {
      // The item's key is new with every attempt a person asks for.
      requestKey: `${item.key}/answer`,
      actor: { id: `connector:${jobType}` },
      job: instance,
    };
    try {
      const connector = parts.connectors[jobType];
      if (!connector) throw new PermanentDeliveryError(`there is no connector ${jobType}`);
      const variables = await connector({ dossier, key: item.key });
      await answer(ask, parts.client, item.dossierId, { type: 'completeJob', variables, ...base });
    } catch (error) {
      if (!(error instanceof PermanentDeliveryError)) throw error;
      // Each retry is a job of its own, and so is its failure.
      const failed = { ...base, requestKey: `${item.key}/failed` };
      await answer(ask, parts.client, item.dossierId, { type: 'failJob', message: error.message, ...failed });
    }
  };
}

/** A dossier that does not answer (its worker is stuck, or there is none) is asked again later: others wait behind it. */
const ASK_TIMEOUT_MS = 10_000;

type Ask = <T>(question: () => Promise<T>) => Promise<T>;

function createAsk(client: Client, timeoutMs: number): Ask {
  return (question) => client.withDeadline(Date.now() + timeoutMs, question);
}

async function isAwaited(ask: Ask, client: Client, dossierId: string, instance: number): Promise<boolean> {
  try {
    const handle = client.workflow.getHandle(dossierWorkflowId(dossierId));
    const { engine } = await ask(() => handle.query<DossierState>('dossierState'));
    return engine.instances[instance]?.job !== undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

async function answer(ask: Ask, client: Client, dossierId: string, command: DossierCommand): Promise<void> {
  try {
    const handle = client.workflow.getHandle(dossierWorkflowId(dossierId));
    await ask(() => handle.executeUpdate(command.type, { args: [command], updateId: command.requestKey }));
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return; // closed long ago
    if (!(error instanceof WorkflowUpdateFailedError)) throw error;
    const code = error.cause instanceof ApplicationFailure ? error.cause.type : undefined;
    if (code && NO_TAKER.has(code)) return;
    throw new PermanentDeliveryError(`the dossier refused the answer: ${code ?? error.message}`);
  }
}

/** The dossier went another way meanwhile (withdrawn, sent back, closed): its job has no taker any more. */
const NO_TAKER: ReadonlySet<string> = new Set(['ACTION_NOT_ALLOWED', 'NO_JOB_OPEN', 'INSTANCE_NOT_ACTIVE']);
