import { effects } from '../engine/effects';
import type { InstanceId } from '../engine/state';
import type { JsonValue } from '../json';
import type { DossierCommand } from './dossier-command';
import type { DossierEntry } from './dossier-log';
import type { DossierState } from './dossier-state';
import { publicStateOf, type DossierStatus, type PublicState } from './dossier-status';

/**
 * Jobs that only look something up in our own database: the workflow runs them as part of the step, so that the next task
 * is open when the step is answered. All other jobs go through the outbox.
 */
const LOCAL_JOB_TYPES: readonly string[] = ['check-restrictions'];

export interface LocalJob {
  readonly instance: InstanceId;
  readonly jobType: string;
}

export function localJobs(entries: readonly DossierEntry[]): LocalJob[] {
  return entries.flatMap((entry) =>
    entry.type === 'Engine' && entry.event.type === 'JobCreated' && LOCAL_JOB_TYPES.includes(entry.event.jobType)
      ? [{ instance: entry.event.instance, jobType: entry.event.jobType }]
      : [],
  );
}

/** Local jobs that still await their answer. */
export function openLocalJobs(state: DossierState): LocalJob[] {
  return Object.values(state.engine.instances).flatMap(({ id, job, failure }) =>
    job && !failure && LOCAL_JOB_TYPES.includes(job.type) ? [{ instance: id, jobType: job.type }] : [],
  );
}

/** Official documents the office hands out (forms 01–06 of TT 01/2018/TT-VPCP, the stop notice, the tax slip). */
export type DocumentKind =
  'receipt' | 'supplementRequest' | 'refusal' | 'apology' | 'processControl' | 'stopNotice' | 'taxSlip' | 'register';

export type MailKind = 'supplementRequest' | 'refusal' | 'apology' | 'resultReady' | 'paymentNotice' | 'escalation';

/** Something to be done in the world, exactly once in effect: delivered by the outbox with `key` as its idempotency key. */
export interface OutboxItem {
  readonly key: string;
  readonly kind: 'mail' | 'document' | 'job' | 'oneStopProgress';
  /** Items of one ordering key are delivered one after another. */
  readonly orderingKey: string;
  readonly payload: Readonly<Record<string, JsonValue>>;
}

/** What the step asks of the outside world, read from what it recorded. */
export function dossierEffects(
  command: DossierCommand,
  state: DossierState,
  entries: readonly DossierEntry[],
): OutboxItem[] {
  const items: OutboxItem[] = [];
  const add = (
    kind: OutboxItem['kind'],
    name: string,
    payload: OutboxItem['payload'],
    orderingKey = `${state.id}/${kind}/${name}`,
  ) => items.push({ key: `${state.id}/${command.requestKey}/${kind}/${name}`, kind, orderingKey, payload });
  const write = (document: DocumentKind) =>
    add('document', document, { document, seq: state.seq, submission: command.submission ?? null });
  const mail = (name: MailKind) =>
    add('mail', name, { mail: name, seq: state.seq, submission: command.submission ?? null });

  for (const entry of entries) {
    switch (entry.type) {
      case 'Engine':
        for (const effect of effects(entry.event)) {
          if (effect.type !== 'runJob' || LOCAL_JOB_TYPES.includes(effect.jobType)) continue;
          const { instance, element, jobType, headers } = effect;
          add('job', `${instance}`, { instance, element, jobType, headers });
        }
        break;
      case 'DossierSubmitted':
        write('receipt');
        add('oneStopProgress', '2', { publicState: 2, seq: state.seq }, `${state.id}/oneStop`);
        break;
      case 'SupplementRequested':
        write('supplementRequest');
        mail('supplementRequest');
        break;
      case 'DeadlineMoved':
        if (entry.apology) {
          write('apology');
          mail('apology');
        }
        break;
      case 'TaxSlipRequested':
        write('taxSlip');
        break;
      case 'TaxNoticesReceived':
        if (state.tax.notices.some(({ payable, settled }) => payable && !settled)) mail('paymentNotice');
        break;
      case 'StatusChanged':
        pushProgress(entry.from, entry.to, add, state);
        if (entry.to === 'REJECTED') {
          write('refusal');
          mail('refusal');
        } else if (entry.to === 'STOPPED') write('stopNotice');
        else if (entry.to === 'HANDOVER') mail('resultReady');
        break;
      case 'DossierClosed':
        write('processControl');
        break;
      default:
        break;
    }
  }
  return items;
}

/** The public tracking state goes back to the one-stop system whenever it changes, in order. */
function pushProgress(
  from: DossierStatus,
  to: DossierStatus,
  add: (kind: OutboxItem['kind'], name: string, payload: OutboxItem['payload'], orderingKey?: string) => number,
  state: DossierState,
): void {
  const before: PublicState = publicStateOf[from];
  const now: PublicState = publicStateOf[to];
  if (before !== now) add('oneStopProgress', `${now}`, { publicState: now, seq: state.seq }, `${state.id}/oneStop`);
}
