import type { PauseReason } from '../clock/deadline-state';
import type { EngineEvent } from '../engine/event';
import type { InstanceId } from '../engine/state';
import type { SettlementKind } from './dossier-state';
import type { DossierStatus } from './dossier-status';
import type { StopCause } from './dossier-command';

/** What one step did, in order: kept for good in the event log; timelines, reports and effects read it. */
export type DossierEntry =
  | { readonly type: 'Engine'; readonly event: EngineEvent }
  | { readonly type: 'DossierSubmitted' }
  | { readonly type: 'StatusChanged'; readonly from: DossierStatus; readonly to: DossierStatus }
  | { readonly type: 'TaskOpened'; readonly task: InstanceId; readonly element: string }
  | { readonly type: 'TaskClaimed'; readonly task: InstanceId; readonly assignee: string }
  | { readonly type: 'TaskReleased'; readonly task: InstanceId }
  | { readonly type: 'TaskAssigned'; readonly task: InstanceId; readonly assignee: string }
  | { readonly type: 'TaskCompleted'; readonly task: InstanceId; readonly element: string; readonly by: string }
  | { readonly type: 'TaskCancelled'; readonly task: InstanceId; readonly element: string }
  | { readonly type: 'ClockStarted'; readonly dueAt: number }
  | { readonly type: 'ClockPaused'; readonly reason: PauseReason }
  | { readonly type: 'ClockResumed'; readonly reason: PauseReason; readonly dueAt: number }
  | { readonly type: 'ClockRestarted'; readonly dueAt: number }
  | { readonly type: 'ClockStopped'; readonly outcome: string }
  | {
      readonly type: 'DeadlineMoved';
      readonly from: number;
      readonly to: number;
      readonly apology: boolean;
      readonly lateNotice?: true;
    }
  | { readonly type: 'DeadlineRecomputed'; readonly from: number; readonly to: number }
  | { readonly type: 'SupplementRequested'; readonly windowEndsAt: number }
  | { readonly type: 'SupplementWindowExtended'; readonly from: number; readonly to: number }
  | { readonly type: 'SupplementReceived' }
  | { readonly type: 'SupplementExpired' }
  | { readonly type: 'RefusalDecided' }
  | { readonly type: 'WithdrawalRequested' }
  | { readonly type: 'StopNoticeReceived'; readonly cause: StopCause }
  | { readonly type: 'TaxSlipRequested'; readonly version: number; readonly job: InstanceId }
  | { readonly type: 'TaxSlipReturned'; readonly version: number; readonly reasonCode: string }
  | { readonly type: 'TaxNoticesReceived'; readonly version: number; readonly numbers: readonly string[] }
  | {
      readonly type: 'ObligationSettled';
      readonly notice: string;
      readonly kind: SettlementKind;
      readonly receipt: string;
    }
  /** A message that no longer matters (an older slip, a second receipt): recorded, without effect. */
  | { readonly type: 'MessageIgnored'; readonly what: string; readonly why: string }
  | { readonly type: 'DossierClosed'; readonly status: DossierStatus };
