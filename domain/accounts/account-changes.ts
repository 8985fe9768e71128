import type { DutyInUnit } from '../access/duties';
import type { AccountEvent } from './account-command';
import type { LockReason } from './account-state';

/** What a periodic report tells of accounts (A7.2c; A7.3 end: departures enter the report). */
export const ACCOUNT_CHANGES = [
  'requested',
  'refused',
  'issued',
  'rightsChanged',
  'leakReported',
  'departureNoticed',
  'departureWithdrawn',
  'locked',
  'unlockApproved',
  'closed',
] as const;
export type AccountChangeKind = (typeof ACCOUNT_CHANGES)[number];

export interface AccountChange {
  readonly kind: AccountChangeKind;
  /** Why it was locked. */
  readonly reason: LockReason | null;
  /** What is held, or asked for, afterwards. */
  readonly duties: readonly DutyInUnit[] | null;
}

const KINDS: Readonly<Record<AccountEvent['type'], AccountChangeKind | null>> = {
  AccountRequested: 'requested',
  PersonChecked: null,
  ApprovalGiven: null,
  AccountApproved: null,
  AccountRefused: 'refused',
  SecretIssued: 'issued',
  PasswordConfirmed: null,
  RightsRequested: null,
  RightsChanged: 'rightsChanged',
  RequestRefused: 'refused',
  LeakReported: 'leakReported',
  AccountLocked: 'locked',
  DepartureNoticed: 'departureNoticed',
  DepartureWithdrawn: 'departureWithdrawn',
  UnlockRequested: null,
  UnlockApproved: 'unlockApproved',
  AccountClosed: 'closed',
  // It was there before; nothing changed for anybody.
  AccountAdopted: null,
};

/** What an event is in the report; nothing for steps on the way. */
export function changeOf(event: AccountEvent): AccountChange | undefined {
  const kind = KINDS[event.type];
  if (kind === null) return undefined;
  return { kind, reason: event.type === 'AccountLocked' ? event.reason : null, duties: dutiesOf(event) };
}

function dutiesOf(event: AccountEvent): readonly DutyInUnit[] | null {
  switch (event.type) {
    case 'AccountRequested':
      return event.request.duties;
    case 'SecretIssued':
    case 'RightsChanged':
      return event.duties.map(({ duty, unitId }) => ({ duty, unitId }));
    default:
      return null;
  }
}
