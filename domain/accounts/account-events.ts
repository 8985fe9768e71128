import type { AccountEvent } from './account-command';
import type { AccountState } from './account-rules';
import { NO_ACCOUNT, type AccountData, type AccountStatus } from './account-state';

type Next = Pick<AccountState, 'status' | 'data'>;

/** @param at epoch ms */
export function evolveAccount({ status, data }: AccountState, event: AccountEvent, at: number): Next {
  const stay = (change: Partial<AccountData>): Next => ({ status, data: { ...data, ...change } });
  const go = (to: AccountStatus, change: Partial<AccountData> = {}): Next => ({
    status: to,
    data: { ...data, ...change },
  });
  switch (event.type) {
    case 'AccountRequested': {
      const { request, unitId, position, projectId } = event;
      return { status: 'requested', data: { ...NO_ACCOUNT, unitId, position, projectId, pending: request } };
    }
    case 'PersonChecked':
      return go('checked', { pending: data.pending && { ...data.pending, checkedBy: event.by } });
    case 'ApprovalGiven':
      return stay({ pending: data.pending && { ...data.pending, approvedBy: [...data.pending.approvedBy, event.by] } });
    case 'AccountApproved':
      return go('approved');
    case 'AccountRefused':
      // Of a locked account only the unlocking is refused.
      return go(data.lock ? 'locked' : 'refused', { pending: null });
    case 'SecretIssued':
      return go('issued', {
        duties: event.duties,
        pending: null,
        issuedAt: at,
        changeBy: event.changeBy,
        lock: null,
      });
    case 'PasswordConfirmed':
      return go('active', { changeBy: null });
    case 'RightsRequested':
      return stay({ pending: event.request, position: event.position ?? data.position });
    case 'RightsChanged':
      return stay({ duties: event.duties, pending: null });
    case 'RequestRefused':
      return stay({ pending: null });
    case 'LeakReported':
      return stay({});
    case 'AccountLocked':
      // What waited for a decision would give rights to a locked account: it is asked for anew.
      return go('locked', { lock: { reason: event.reason, at }, changeBy: null, pending: null });
    case 'DepartureNoticed':
      return stay({ departsOn: event.on });
    case 'DepartureWithdrawn':
      return stay({ departsOn: null });
    case 'UnlockRequested':
      return stay({ pending: event.request });
    case 'UnlockApproved':
      return go('approved');
    case 'AccountClosed':
      return go('closed', { duties: [], pending: null, changeBy: null, departsOn: null });
    case 'AccountAdopted': {
      const { unitId, duties, active } = event;
      const lock = active ? null : ({ reason: 'foundLocked', at } as const);
      return { status: active ? 'active' : 'locked', data: { ...NO_ACCOUNT, unitId, duties, lock } };
    }
  }
}
