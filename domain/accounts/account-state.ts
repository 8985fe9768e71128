import type { DutyInUnit, PositionId } from '../access/duties';
import type { LocalDate } from '../clock/instant';

/**
 * Where an account stands (seed Điều 7). `new` nobody has asked yet · `requested` by the head of a unit, in writing ·
 * `checked` the person is who the request says · `approved` a secret may be issued · `issued` the one-time secret is out,
 * the password not yet changed · `active` · `locked` · `refused`, `closed` the end, until another request.
 */
export const ACCOUNT_STATUSES = [
  'new',
  'requested',
  'checked',
  'approved',
  'issued',
  'active',
  'locked',
  'refused',
  'closed',
] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** A7.3a not changed within a week · A7.3b leaked or lost · A7.3c its project was accepted · A7.3 end departure · as it was found. */
export type LockReason = 'passwordNotChanged' | 'leaked' | 'projectAccepted' | 'departed' | 'foundLocked';

/** A duty held, since when and on whose request (A7.2c: the register tells both). */
export interface HeldDuty extends DutyInUnit {
  /** Epoch ms. */
  readonly since: number;
  /** Account id of the unit head who asked in writing. */
  readonly requestedBy: string;
  /** Submission holding the written request. */
  readonly request: string | null;
}

/** What a unit head asked for and Sở has not yet decided. */
export interface PendingRequest {
  readonly kind: 'account' | 'rights' | 'unlock';
  readonly requestedBy: string;
  /** Epoch ms. */
  readonly requestedAt: number;
  /** Submission holding the written request with its document. */
  readonly submission: string | null;
  /** All duties held afterwards; of an unlock, those of before. */
  readonly duties: readonly DutyInUnit[];
  /** Of an unlock: the second factor is lost, too, and is set up anew. */
  readonly renewSecondFactor?: true;
  readonly checkedBy: string | null;
  /** Who has approved so far; authority over others' rights takes two. */
  readonly approvedBy: readonly string[];
}

export interface AccountData {
  readonly unitId: string | null;
  readonly position: PositionId | null;
  /** Contractor accounts: the project they exist for (A7.1e, A7.3c). */
  readonly projectId: string | null;
  readonly duties: readonly HeldDuty[];
  readonly pending: PendingRequest | null;
  /** Epoch ms. */
  readonly issuedAt: number | null;
  /** Until when the first password must be changed, epoch ms. */
  readonly changeBy: number | null;
  readonly lock: { readonly reason: LockReason; readonly at: number } | null;
  /** From that day on the person no longer works here; locked at its beginning. */
  readonly departsOn: LocalDate | null;
}

export const NO_ACCOUNT: AccountData = {
  unitId: null,
  position: null,
  projectId: null,
  duties: [],
  pending: null,
  issuedAt: null,
  changeBy: null,
  lock: null,
  departsOn: null,
};
