import type { DutyInUnit, PositionId } from '../access/duties';
import type { CaseCommand } from '../cases/case-state';
import type { LocalDate } from '../clock/instant';
import type { HeldDuty, LockReason, PendingRequest } from './account-state';

/** What may be asked of an account. The person asked for never stands in a command: names stay in the database. */
export type AccountCommand =
  | (CaseCommand<'requestAccount'> & {
      readonly unitId: string;
      readonly position: PositionId;
      readonly duties: readonly DutyInUnit[];
      readonly projectId?: string;
    })
  | CaseCommand<'checkPerson'>
  | CaseCommand<'approveAccount'>
  | CaseCommand<'refuseAccount'>
  /** The one-time secret goes out; how it reads is known to nobody but its receiver. */
  | CaseCommand<'issueSecret'>
  /** The owner has chosen a password of his own. */
  | CaseCommand<'confirmPassword'>
  | (CaseCommand<'requestRights'> & { readonly duties: readonly DutyInUnit[]; readonly position?: PositionId })
  | CaseCommand<'approveRights'>
  | CaseCommand<'refuseRights'>
  | CaseCommand<'reportLeak'>
  | (CaseCommand<'noticeDeparture'> & { readonly on: LocalDate })
  | CaseCommand<'withdrawDeparture'>
  /** Signal of the contractor's project (A7.3c). */
  | (CaseCommand<'lockForProject'> & { readonly projectId: string })
  /** `renewSecondFactor`: it is lost, too. */
  | (CaseCommand<'requestUnlock'> & { readonly renewSecondFactor?: boolean })
  | CaseCommand<'approveUnlock'>
  | CaseCommand<'refuseUnlock'>
  | CaseCommand<'closeAccount'>
  /** An account that was there before its workflow: entered with the organisation. */
  | (CaseCommand<'adopt'> & {
      readonly unitId: string;
      readonly duties: readonly DutyInUnit[];
      readonly active: boolean;
    });

export type AccountCommandType = AccountCommand['type'];

export type AccountEvent =
  | {
      readonly type: 'AccountRequested';
      readonly request: PendingRequest;
      readonly unitId: string;
      readonly position: PositionId;
      readonly projectId: string | null;
    }
  | { readonly type: 'PersonChecked'; readonly by: string }
  | { readonly type: 'ApprovalGiven'; readonly by: string }
  | { readonly type: 'AccountApproved' }
  | { readonly type: 'AccountRefused'; readonly by: string }
  | {
      readonly type: 'SecretIssued';
      readonly by: string;
      readonly changeBy: number;
      readonly duties: readonly HeldDuty[];
    }
  | { readonly type: 'PasswordConfirmed' }
  | { readonly type: 'RightsRequested'; readonly request: PendingRequest; readonly position: PositionId | null }
  | { readonly type: 'RightsChanged'; readonly duties: readonly HeldDuty[] }
  | { readonly type: 'RequestRefused'; readonly kind: PendingRequest['kind']; readonly by: string }
  | { readonly type: 'LeakReported'; readonly by: string }
  | { readonly type: 'AccountLocked'; readonly reason: LockReason }
  | { readonly type: 'DepartureNoticed'; readonly on: LocalDate }
  | { readonly type: 'DepartureWithdrawn' }
  | { readonly type: 'UnlockRequested'; readonly request: PendingRequest }
  | { readonly type: 'UnlockApproved'; readonly renewSecondFactor?: true }
  | { readonly type: 'AccountClosed'; readonly by: string }
  | {
      readonly type: 'AccountAdopted';
      readonly unitId: string;
      readonly duties: readonly HeldDuty[];
      readonly active: boolean;
    };
