import type { InstanceId } from '../engine/state';
import type { Variables } from '../json';
import type { SettlementKind } from './dossier-state';

/** Who asks. What they may do was checked by the API against `domain/access`; here the actor is recorded and compared. */
export interface Actor {
  /** Account id, or `partner:<name>`, `system`. */
  readonly id: string;
}

interface CommandBase {
  /** Idempotency key: the same key never acts twice. */
  readonly requestKey: string;
  readonly actor: Actor;
  /** Row of texts and form data stored beforehand (personal data stays in the database). */
  readonly submission?: string;
  /** Number of the step the actor has seen last; when another has come since, the command is refused. Absent: no check. */
  readonly expectedSeq?: number;
}

export type DossierCommand =
  | (CommandBase & { readonly type: 'submit'; readonly variables: Variables })
  | (CommandBase & { readonly type: 'claimTask'; readonly task: InstanceId })
  | (CommandBase & { readonly type: 'releaseTask'; readonly task: InstanceId })
  | (CommandBase & { readonly type: 'assignTask'; readonly task: InstanceId; readonly assignee: string })
  | (CommandBase & { readonly type: 'completeTask'; readonly task: InstanceId; readonly variables: Variables })
  | (CommandBase & { readonly type: 'returnToStep'; readonly task: InstanceId; readonly to: string })
  | (CommandBase & { readonly type: 'requestSupplement'; readonly task: InstanceId })
  | (CommandBase & { readonly type: 'receiveSupplement' })
  | (CommandBase & { readonly type: 'refuse' })
  | (CommandBase & { readonly type: 'withdraw' })
  /** `cause`: written notice of a court, an enforcement or dispute-handling body, or the citizen's own request (before the decision). */
  | (CommandBase & { readonly type: 'stop'; readonly cause: Exclude<StopCause, 'SUPPLEMENT_EXPIRED'> })
  | (CommandBase & { readonly type: 'moveDeadline'; readonly dueAt: number; readonly apology: boolean })
  | (CommandBase & {
      readonly type: 'recordPayment';
      readonly notice: string;
      readonly receipt: string;
      readonly kind: SettlementKind;
    })
  | (CommandBase & {
      readonly type: 'receiveTaxNotices';
      readonly slipVersion: number;
      readonly notices: readonly { readonly number: string; readonly payable: boolean }[];
    })
  | (CommandBase & { readonly type: 'receiveSlipReturn'; readonly slipVersion: number; readonly reasonCode: string })
  | (CommandBase & { readonly type: 'completeJob'; readonly job: InstanceId; readonly variables: Variables })
  | (CommandBase & { readonly type: 'failJob'; readonly job: InstanceId; readonly message: string })
  | (CommandBase & { readonly type: 'retryElement'; readonly instance: InstanceId })
  /** A timer of the workflow came due. */
  | (CommandBase & { readonly type: 'wake' })
  /** The calendar of holidays changed: deadlines are derived anew (domain-facts §4). */
  | (CommandBase & { readonly type: 'recomputeDeadlines' });

export type StopCause = 'COURT' | 'ENFORCEMENT' | 'DISPUTE' | 'CITIZEN_REQUEST' | 'SUPPLEMENT_EXPIRED';
export type DossierCommandType = DossierCommand['type'];
