import type { CaseCommand } from '../cases/case-state';
import type { WorkingCalendar } from '../clock/working-calendar';
import type { ClockId, IncidentClock } from './incident-clock';
import type { DutyHolder, IncidentClass, IncidentSource, Leader, MeasureKind, Severity } from './incident-state';
import type { StopMode, StoppableFunction } from './stoppable-functions';

/** What a decision about clocks needs of the outside: the working days around it, and the office's own limit. */
export interface Counting {
  /** Overrides near the instant only (`calendarAround`). */
  readonly calendar: WorkingCalendar;
  readonly quickReportHours: number;
}

/** What may be asked of an incident. Texts and files stay in the database; all times are epoch ms. */
export type IncidentCommand =
  | (CaseCommand<'reportIncident'> & {
      readonly class: IncidentClass;
      readonly severity: Severity;
      readonly source: IncidentSource;
      readonly detectedAt: number;
      readonly interruptedSince: number | null;
      readonly personalData: boolean;
      readonly affectedUnits: readonly string[];
      readonly counting: Counting;
    })
  | (CaseCommand<'reclassifyIncident'> & {
      readonly class: IncidentClass;
      readonly severity: Severity;
      readonly personalData: boolean;
      readonly affectedUnits: readonly string[];
      readonly counting: Counting;
    })
  | (CaseCommand<'handOverDuty'> & { readonly to: DutyHolder })
  | (CaseCommand<'orderStop'> & { readonly functions: readonly StoppableFunction[]; readonly mode: StopMode })
  | (CaseCommand<'liftStop'> & { readonly functions: readonly StoppableFunction[] })
  /** A18.2b: tells the affected units when it is expected to be mended; again, when that moves. */
  | (CaseCommand<'notifyUnits'> & { readonly expectedFixAt: number })
  | (CaseCommand<'recordMeasure'> & { readonly kind: MeasureKind })
  | (CaseCommand<'tellLeader'> & { readonly leader: Leader })
  | (CaseCommand<'recordHardwareFixed'> & { readonly at: number; readonly counting: Counting })
  | (CaseCommand<'recordInterruption'> & { readonly at: number; readonly counting: Counting })
  | (CaseCommand<'recordServiceRestored'> & { readonly at: number })
  | (CaseCommand<'recordAuthorityNotice'> & { readonly at: number })
  | CaseCommand<'issueQuickReport'>
  | (CaseCommand<'recordFix'> & { readonly at: number })
  | CaseCommand<'reopenIncident'>
  | (CaseCommand<'recordCause'> & { readonly followUps: number })
  | (CaseCommand<'settleFollowUp'> & { readonly number: number })
  | CaseCommand<'closeIncident'>
  | CaseCommand<'dismissIncident'>;

export type IncidentCommandType = IncidentCommand['type'];

export type IncidentEvent =
  | {
      readonly type: 'IncidentReported';
      readonly class: IncidentClass;
      readonly severity: Severity;
      readonly source: IncidentSource;
      readonly by: string;
      readonly detectedAt: number;
      readonly personalData: boolean;
      readonly duty: DutyHolder;
      readonly affectedUnits: readonly string[];
    }
  | {
      readonly type: 'IncidentReclassified';
      readonly class: IncidentClass;
      readonly severity: Severity;
      readonly personalData: boolean;
      readonly affectedUnits: readonly string[];
      readonly by: string;
    }
  | { readonly type: 'ClockStarted'; readonly clock: IncidentClock }
  | { readonly type: 'ClockPaused'; readonly clock: ClockId; readonly at: number }
  | { readonly type: 'ClockResumed'; readonly clock: ClockId; readonly at: number }
  | { readonly type: 'ClockStopped'; readonly clock: ClockId; readonly at: number }
  /** A clock that does not belong to the new class. */
  | { readonly type: 'ClockDropped'; readonly clock: ClockId }
  | { readonly type: 'ThresholdReached'; readonly clock: ClockId; readonly percent: number }
  | { readonly type: 'ExpectedFixPassed' }
  | { readonly type: 'DutyHandedOver'; readonly to: DutyHolder; readonly by: string }
  | {
      readonly type: 'StopOrdered';
      readonly functions: readonly StoppableFunction[];
      readonly mode: StopMode;
      readonly by: string;
    }
  | { readonly type: 'StopLifted'; readonly functions: readonly StoppableFunction[]; readonly by: string }
  | { readonly type: 'UnitsNotified'; readonly expectedFixAt: number; readonly by: string }
  | { readonly type: 'MeasureTaken'; readonly kind: MeasureKind; readonly by: string }
  | { readonly type: 'LeaderTold'; readonly leader: Leader; readonly by: string }
  | { readonly type: 'HardwareFixed'; readonly at: number; readonly by: string }
  | { readonly type: 'ServiceInterrupted'; readonly at: number }
  | { readonly type: 'ServiceRestored'; readonly at: number }
  | { readonly type: 'AuthorityNotified'; readonly at: number; readonly by: string }
  | { readonly type: 'QuickReportIssued'; readonly submission: string; readonly by: string }
  | { readonly type: 'FixRecorded'; readonly at: number; readonly by: string }
  | { readonly type: 'IncidentReopened'; readonly by: string }
  | { readonly type: 'CauseRecorded'; readonly followUps: number; readonly by: string }
  | { readonly type: 'FollowUpSettled'; readonly number: number; readonly by: string }
  | { readonly type: 'IncidentClosed'; readonly by: string }
  | { readonly type: 'IncidentDismissed'; readonly by: string };
