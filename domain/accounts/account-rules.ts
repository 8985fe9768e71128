import { givesAuthority, type DutyInUnit } from '../access/duties';
import type { CaseRules } from '../cases/case-rules';
import type { CaseState } from '../cases/case-state';
import { MS_PER_DAY, localDateOf, parseLocalDate, startOfDay } from '../clock/instant';
import { Refusal } from '../refusal';
import type { AccountCommand, AccountEvent } from './account-command';
import { evolveAccount } from './account-events';
import { NO_ACCOUNT, type AccountData, type AccountStatus, type HeldDuty, type PendingRequest } from './account-state';

/** A7.3a: "within one week" of the day it was issued. */
const FIRST_PASSWORD_WITHIN_MS = 7 * MS_PER_DAY;

export type AccountState = CaseState<AccountStatus, AccountData>;

const ALWAYS = ['requestAccount'] as const;
const EMPLOYED = ['noticeDeparture', 'withdrawDeparture', 'lockForProject', 'reportLeak', 'closeAccount'] as const;
const RIGHTS = ['requestRights', 'approveRights', 'refuseRights'] as const;

/**
 * The life of an account (seed Điều 7; A4.6, A7.1a–A7.3). Who may ask for what is judged by `domain/access`; here stand the
 * order of things, the two pairs of eyes, and the dates.
 */
export const accountRules: CaseRules<AccountStatus, AccountData, AccountCommand, AccountEvent> = {
  kind: 'account',
  initial: { status: 'new', data: NO_ACCOUNT },
  allowed: {
    new: [...ALWAYS, 'adopt'],
    requested: [...ALWAYS, 'checkPerson', 'refuseAccount'],
    checked: [...ALWAYS, 'approveAccount', 'refuseAccount'],
    approved: [...ALWAYS, 'issueSecret', 'refuseAccount', 'lockForProject'],
    issued: [...ALWAYS, ...EMPLOYED, ...RIGHTS, 'issueSecret', 'confirmPassword'],
    active: [...ALWAYS, ...EMPLOYED, ...RIGHTS, 'confirmPassword'],
    locked: [...ALWAYS, ...EMPLOYED, 'requestUnlock', 'approveUnlock', 'refuseUnlock'],
    refused: ALWAYS,
    closed: ALWAYS,
  },
  terminal: ['refused', 'closed'],
  decide: decideAccount,
  expire({ status, data }, now) {
    if (status === 'issued' && data.changeBy !== null && data.changeBy <= now)
      return { event: { type: 'AccountLocked', reason: 'passwordNotChanged' }, at: data.changeBy };
    const departs = departureInstant(data);
    if (departs !== undefined && departs <= now && isUsable(status))
      return { event: { type: 'AccountLocked', reason: 'departed' }, at: departs };
    return undefined;
  },
  evolve: evolveAccount,
  nextDue({ status, data }) {
    if (!isUsable(status)) return undefined;
    const change = status === 'issued' ? (data.changeBy ?? undefined) : undefined;
    const departs = departureInstant(data);
    return change === undefined || departs === undefined ? (change ?? departs) : Math.min(change, departs);
  },
  describe(state) {
    return { unitId: state.data.unitId, dueAt: accountRules.nextDue(state) ?? null };
  },
};

function decideAccount(state: AccountState, command: AccountCommand, now: number): readonly AccountEvent[] {
  const { status, data } = state;
  const by = command.actor.id;
  switch (command.type) {
    case 'requestAccount': {
      if (status !== 'new' && status !== 'refused' && status !== 'closed')
        throw new Refusal('ACCOUNT_PERSON_ALREADY_HAS_ONE', 'A person has one account at most.', { status });
      refuseOwnCase(state, by);
      const { unitId, position, duties } = command;
      const request = requestOf('account', command, duties, now);
      return [{ type: 'AccountRequested', request, unitId, position, projectId: command.projectId ?? null }];
    }
    case 'checkPerson':
      refuseRequester(state, by);
      return [{ type: 'PersonChecked', by }];
    case 'approveAccount':
      return approve(state, by, [{ type: 'AccountApproved' }]);
    case 'refuseAccount':
      return [{ type: 'AccountRefused', by }];
    case 'issueSecret':
      refuseOwnCase(state, by);
      return [{ type: 'SecretIssued', by, changeBy: now + FIRST_PASSWORD_WITHIN_MS, duties: heldAfter(data, now) }];
    case 'confirmPassword':
      return status === 'issued' ? [{ type: 'PasswordConfirmed' }] : [];
    case 'requestRights': {
      refuseSecondRequest(data);
      refuseOwnCase(state, by);
      const request = requestOf('rights', command, command.duties, now);
      return [{ type: 'RightsRequested', request, position: command.position ?? null }];
    }
    case 'approveRights':
      return approve(state, by, [{ type: 'RightsChanged', duties: heldAfter(data, now) }], 'rights');
    case 'refuseRights':
      return refusePending(data, 'rights', by);
    case 'reportLeak':
      return data.lock?.reason === 'leaked'
        ? [{ type: 'LeakReported', by }]
        : [
            { type: 'LeakReported', by },
            { type: 'AccountLocked', reason: 'leaked' },
          ];
    case 'noticeDeparture': {
      const departed = startOfDay(parseLocalDate(command.on)) <= now && isUsable(status);
      const noticed: AccountEvent = { type: 'DepartureNoticed', on: command.on };
      return departed ? [noticed, { type: 'AccountLocked', reason: 'departed' }] : [noticed];
    }
    case 'withdrawDeparture':
      if (data.departsOn === null)
        throw new Refusal('DEPARTURE_NOT_NOTICED', 'No departure of this person was noticed.');
      return [{ type: 'DepartureWithdrawn' }];
    case 'lockForProject':
      if (data.projectId !== command.projectId)
        throw new Refusal('ACCOUNT_NOT_OF_PROJECT', 'The account does not belong to that project.');
      return status === 'locked' ? [] : [{ type: 'AccountLocked', reason: 'projectAccepted' }];
    case 'requestUnlock': {
      refuseSecondRequest(data);
      refuseOwnCase(state, by);
      if (data.departsOn !== null && data.departsOn <= localDateOf(now))
        throw new Refusal('PERSON_HAS_DEPARTED', 'The person has left; withdraw the notice of departure first.');
      const request = requestOf('unlock', command, data.duties, now);
      return [{ type: 'UnlockRequested', request: { ...request, ...(command.renewSecondFactor && RENEWED) } }];
    }
    case 'approveUnlock':
      return approve(
        state,
        by,
        [{ type: 'UnlockApproved', ...(data.pending?.renewSecondFactor && RENEWED) }],
        'unlock',
      );
    case 'refuseUnlock':
      return refusePending(data, 'unlock', by);
    case 'closeAccount':
      refuseOwnCase(state, by);
      return [{ type: 'AccountClosed', by }];
    case 'adopt': {
      const held = command.duties.map(({ duty, unitId }) => ({
        duty,
        unitId,
        since: now,
        requestedBy: by,
        request: null,
      }));
      return [{ type: 'AccountAdopted', unitId: command.unitId, duties: held, active: command.active }];
    }
  }
}

const RENEWED = { renewSecondFactor: true } as const;

/** The approval itself, and what follows once all have approved: two where authority over others' rights is given. */
function approve(
  state: AccountState,
  by: string,
  then: readonly AccountEvent[],
  kind: PendingRequest['kind'] = 'account',
): readonly AccountEvent[] {
  const pending = pendingOf(state.data, kind);
  refuseRequester(state, by);
  if (pending.approvedBy.includes(by))
    throw new Refusal('FOUR_EYES', 'Another administrator has to approve as well.', { by });
  const needed = givesAuthority(pending.duties) ? 2 : 1;
  const given: AccountEvent = { type: 'ApprovalGiven', by };
  return pending.approvedBy.length + 1 < needed ? [given] : [given, ...then];
}

function refusePending(data: AccountData, kind: PendingRequest['kind'], by: string): readonly AccountEvent[] {
  pendingOf(data, kind);
  return [{ type: 'RequestRefused', kind, by }];
}

function pendingOf({ pending }: AccountData, kind: PendingRequest['kind']): PendingRequest {
  if (pending?.kind === kind) return pending;
  throw new Refusal('REQUEST_NOT_PENDING', `No ${kind} request waits for a decision.`, {
    pending: pending?.kind ?? null,
  });
}

function refuseSecondRequest({ pending }: AccountData): void {
  if (pending)
    throw new Refusal('REQUEST_PENDING', 'An earlier request waits for its decision.', { pending: pending.kind });
}

/** Who asked does not decide, and nobody decides on his own account. */
function refuseRequester(state: AccountState, by: string): void {
  refuseOwnCase(state, by);
  if (state.data.pending?.requestedBy === by)
    throw new Refusal('FOUR_EYES', 'Who asked for it cannot decide on it.', { by });
}

function refuseOwnCase({ id }: AccountState, by: string): void {
  if (id === by) throw new Refusal('FOUR_EYES', 'Nobody decides on an account of his own.', { by });
}

function requestOf(
  kind: PendingRequest['kind'],
  command: AccountCommand,
  duties: readonly DutyInUnit[],
  now: number,
): PendingRequest {
  return {
    kind,
    requestedBy: command.actor.id,
    requestedAt: now,
    submission: command.submission ?? null,
    duties: duties.map(({ duty, unitId }) => ({ duty, unitId })),
    checkedBy: null,
    approvedBy: [],
  };
}

/** Duties after the pending request: what was held before keeps its date and its request. */
function heldAfter({ duties, pending }: AccountData, now: number): readonly HeldDuty[] {
  if (!pending) return duties;
  const { requestedBy, submission } = pending;
  return pending.duties.map(({ duty, unitId }) => {
    const before = duties.find((held) => held.duty === duty && held.unitId === unitId);
    return before ?? { duty, unitId, since: now, requestedBy, request: submission };
  });
}

function isUsable(status: AccountStatus): boolean {
  return status === 'issued' || status === 'active';
}

function departureInstant({ departsOn }: AccountData): number | undefined {
  return departsOn === null ? undefined : startOfDay(parseLocalDate(departsOn));
}
