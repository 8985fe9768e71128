import type { CaseCommand } from '../cases/case-state';

/** What may be asked of a contractor's project. Its name, texts, plans and decisions stay in the database. */
export type ProjectCommand =
  | (CaseCommand<'registerProject'> & {
      readonly ownerUnitId: string;
      readonly contractorUnitId: string;
      readonly workUnits: readonly string[];
    })
  | CaseCommand<'submitPlan'>
  | CaseCommand<'returnPlan'>
  | CaseCommand<'approvePlan'>
  | CaseCommand<'requestAcceptance'>
  | CaseCommand<'rejectWork'>
  | CaseCommand<'acceptWork'>
  /** Signal of a handover that is complete. */
  | (CaseCommand<'recordHandover'> & { readonly handoverId: string })
  | CaseCommand<'startTrialRun'>
  | (CaseCommand<'recordTrialResult'> & { readonly passed: boolean })
  | CaseCommand<'decideGoLive'>
  | CaseCommand<'cancelProject'>;

export type ProjectCommandType = ProjectCommand['type'];

export type ProjectEvent =
  | {
      readonly type: 'ProjectRegistered';
      readonly ownerUnitId: string;
      readonly contractorUnitId: string;
      readonly workUnits: readonly string[];
      readonly by: string;
    }
  | { readonly type: 'PlanSubmitted'; readonly by: string }
  | { readonly type: 'PlanReturned'; readonly by: string }
  | { readonly type: 'PlanApproved'; readonly by: string }
  | { readonly type: 'AcceptanceRequested'; readonly by: string }
  | { readonly type: 'WorkRejected'; readonly by: string }
  | { readonly type: 'WorkAccepted'; readonly by: string }
  | { readonly type: 'HandoverRecorded'; readonly handoverId: string }
  | { readonly type: 'TrialRunStarted'; readonly by: string }
  | { readonly type: 'TrialResultRecorded'; readonly passed: boolean; readonly by: string }
  | { readonly type: 'GoLiveDecided'; readonly by: string }
  | { readonly type: 'ProjectCancelled'; readonly by: string };
