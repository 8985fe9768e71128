import { ACCOUNT_CHANGES, changeOf } from '../../../domain/accounts/account-changes';
import type { AccountEvent } from '../../../domain/accounts/account-command';

const duties = [{ duty: 'receiveDossiers' as const, unitId: 'mc.dongxoai' }];
const request = {
  ...{ kind: 'account' as const, requestedBy: 'head', requestedAt: 1, submission: 's1', duties },
  ...{ checkedBy: null, approvedBy: [] },
};
const held = duties.map((one) => ({ ...one, since: 1, requestedBy: 'head', request: 's1' }));

describe('A7.2c, A7.3 end: what the periodic report tells', () => {
  test.each<[AccountEvent, unknown]>([
    [
      { type: 'AccountRequested', request, unitId: 'mc.dongxoai', position: 'counterClerk', projectId: null },
      { kind: 'requested', reason: null, duties },
    ],
    [
      { type: 'SecretIssued', by: 'admin', changeBy: 2, duties: held },
      { kind: 'issued', reason: null, duties },
    ],
    [
      { type: 'RightsChanged', duties: held },
      { kind: 'rightsChanged', reason: null, duties },
    ],
    [
      { type: 'AccountLocked', reason: 'departed' },
      { kind: 'locked', reason: 'departed', duties: null },
    ],
    [
      { type: 'DepartureNoticed', on: '2026-03-01' },
      { kind: 'departureNoticed', reason: null, duties: null },
    ],
    [
      { type: 'AccountClosed', by: 'admin' },
      { kind: 'closed', reason: null, duties: null },
    ],
  ])('%j', (event, change) => {
    expect(changeOf(event)).toEqual(change);
  });

  test.each<AccountEvent>([
    { type: 'PersonChecked', by: 'admin' },
    { type: 'ApprovalGiven', by: 'admin' },
    { type: 'AccountApproved' },
    { type: 'PasswordConfirmed' },
    { type: 'AccountAdopted', unitId: 'so', duties: [], active: true },
  ])('a step on the way is no change: %j', (event) => {
    expect(changeOf(event)).toBeUndefined();
  });

  test('every kind comes from some event', () => {
    const events: readonly AccountEvent[] = [
      { type: 'AccountRequested', request, unitId: 'so', position: 'counterClerk', projectId: null },
      { type: 'AccountRefused', by: 'a' },
      { type: 'SecretIssued', by: 'a', changeBy: 1, duties: [] },
      { type: 'RightsChanged', duties: [] },
      { type: 'LeakReported', by: 'a' },
      { type: 'DepartureNoticed', on: '2026-03-01' },
      { type: 'DepartureWithdrawn' },
      { type: 'AccountLocked', reason: 'leaked' },
      { type: 'UnlockApproved' },
      { type: 'AccountClosed', by: 'a' },
    ];
    expect(events.map((event) => changeOf(event)?.kind)).toEqual([...ACCOUNT_CHANGES]);
  });
});
