import fc from 'fast-check';
import { ACCOUNT_STATUSES } from '../../../domain/accounts/account-state';
import { accountRules } from '../../../domain/accounts/account-rules';
import { MS_PER_DAY, parseInstant } from '../../../domain/clock/instant';
import { ADMIN, ADMINISTRATOR, AccountSpec, CLERK, HEAD, OWNER, SECOND_ADMIN } from './account-spec';

const start = parseInstant('2026-03-02T09:00:00+07:00');
const spec = () => new AccountSpec(start);
const officer = { duty: 'processDossiers', unitId: 'cn' } as const;

describe('A7.1a: an account is requested in writing, checked, approved, issued', () => {
  test('the straight way, each step by whom it belongs to', () => {
    const account = spec().active();
    expect(account.state).toMatchObject({ status: 'active', data: { unitId: 'mc', pending: null, changeBy: null } });
    expect(account.state.data.duties).toEqual([{ ...CLERK, since: start, requestedBy: HEAD, request: null }]);
  });

  test('no step is skipped', () => {
    expect(spec().requested().refused('approveAccount', ADMIN, {})).toBe('ACTION_NOT_ALLOWED');
    expect(spec().requested().refused('issueSecret', ADMIN, {})).toBe('ACTION_NOT_ALLOWED');
    expect(spec().refused('checkPerson', ADMIN, {})).toBe('ACTION_NOT_ALLOWED');
  });

  test('who asked does not decide, and nobody decides on himself', () => {
    expect(spec().requested().refused('checkPerson', HEAD, {})).toBe('FOUR_EYES');
    const checked = spec().requested().do('checkPerson', ADMIN, {});
    expect(checked.refused('approveAccount', HEAD, {})).toBe('FOUR_EYES');
    expect(checked.refused('approveAccount', OWNER, {})).toBe('FOUR_EYES');
    expect(spec().refused('requestAccount', OWNER, { unitId: 'mc', position: 'counterClerk', duties: [] })).toBe(
      'FOUR_EYES',
    );
  });

  test('a refused request leaves nothing, and may be made again', () => {
    const account = spec().requested().do('refuseAccount', ADMIN, {});
    expect(account.state).toMatchObject({ status: 'refused', data: { duties: [], pending: null } });
    expect(account.requested().state.status).toBe('requested');
  });
});

test('A7.1c: a person has one account at most, whatever its state', () => {
  const again = { unitId: 'cn', position: 'cadastralOfficer', duties: [officer] } as const;
  const code = 'ACCOUNT_PERSON_ALREADY_HAS_ONE';
  expect(spec().requested().refused('requestAccount', 'other-head', again)).toBe(code);
  expect(spec().active().refused('requestAccount', 'other-head', again)).toBe(code);
  expect(spec().active().do('reportLeak', OWNER, {}).refused('requestAccount', 'other-head', again)).toBe(code);
  expect(spec().active().do('closeAccount', ADMIN, {}).refused('requestAccount', 'other-head', again)).toBe('accepted');
});

describe('A4.6: rights over other people’s rights take two administrators', () => {
  test('of a new account', () => {
    const account = spec().requested([ADMINISTRATOR]).do('checkPerson', ADMIN, {}).do('approveAccount', ADMIN, {});
    expect(account.state.status).toBe('checked');
    expect(account.refused('issueSecret', ADMIN, {})).toBe('ACTION_NOT_ALLOWED');
    expect(account.refused('approveAccount', ADMIN, {})).toBe('FOUR_EYES');
    expect(account.do('approveAccount', SECOND_ADMIN, {}).state.status).toBe('approved');
  });

  test('of one that asks for them later', () => {
    const account = spec()
      .active()
      .do('requestRights', HEAD, { duties: [CLERK, ADMINISTRATOR] });
    account.do('approveRights', ADMIN, {});
    expect(account.state.data.duties).toHaveLength(1);
    account.do('approveRights', SECOND_ADMIN, {});
    expect(account.state.data.duties.map(({ duty }) => duty)).toEqual(['receiveDossiers', 'administerSystem']);
  });
});

describe('A7.1đ: rights change only on the unit head’s written request', () => {
  test('what was held keeps its date and request, what is new has its own', () => {
    const account = spec().active();
    account.pass(MS_PER_DAY).do('requestRights', HEAD, { duties: [CLERK, officer], submission: 'doc-2' });
    const later = account.now;
    account.do('approveRights', ADMIN, {});
    expect(account.state.data.duties).toEqual([
      { ...CLERK, since: start, requestedBy: HEAD, request: null },
      { ...officer, since: later, requestedBy: HEAD, request: 'doc-2' },
    ]);
  });

  test('one request at a time; a refused one changes nothing', () => {
    const account = spec().active().do('requestRights', HEAD, { duties: [] });
    expect(account.refused('requestRights', HEAD, { duties: [officer] })).toBe('REQUEST_PENDING');
    expect(account.refused('approveRights', HEAD, {})).toBe('FOUR_EYES');
    account.do('refuseRights', ADMIN, {});
    expect(account.state.data).toMatchObject({ pending: null, duties: [CLERK] });
    expect(account.refused('approveRights', ADMIN, {})).toBe('REQUEST_NOT_PENDING');
  });
});

describe('A7.3a: a password not changed within one week locks the account', () => {
  test('at the instant the week is over, not before', () => {
    const account = spec().issued();
    expect(account.pass(7 * MS_PER_DAY - 1).state.status).toBe('issued');
    expect(account.pass(1).state).toMatchObject({
      status: 'locked',
      data: { lock: { reason: 'passwordNotChanged', at: start + 7 * MS_PER_DAY } },
    });
  });

  test('never once it was changed', () => {
    expect(
      spec()
        .active()
        .pass(400 * MS_PER_DAY).state.status,
    ).toBe('active');
  });

  test('also when everything was down: a change that comes late finds the account locked since then', () => {
    const account = spec().issued();
    account.now += 30 * MS_PER_DAY;
    expect(account.refused('confirmPassword', OWNER, {})).toBe('ACTION_NOT_ALLOWED');
    account.pass(0);
    expect(account.state.data.lock?.at).toBe(start + 7 * MS_PER_DAY);
  });

  test('a new secret after unlocking has its own week', () => {
    const account = spec()
      .issued()
      .pass(8 * MS_PER_DAY);
    account.do('requestUnlock', HEAD, {}).do('approveUnlock', ADMIN, {}).do('issueSecret', ADMIN, {});
    expect(account.state.data.changeBy).toBe(account.now + 7 * MS_PER_DAY);
    expect(account.pass(6 * MS_PER_DAY).do('confirmPassword', OWNER, {}).state.status).toBe('active');
  });
});

describe('A7.3b: a leaked or lost account is locked at once', () => {
  test.each(['issued', 'active'] as const)('%s', (status) => {
    const account = status === 'issued' ? spec().issued() : spec().active();
    account.do('reportLeak', 'anyone', {});
    expect(account.state).toMatchObject({ status: 'locked', data: { lock: { reason: 'leaked' } } });
  });

  test('one locked for another reason is from then on a leaked one', () => {
    const account = spec()
      .issued()
      .pass(8 * MS_PER_DAY)
      .do('reportLeak', 'anyone', {});
    expect(account.state.data.lock?.reason).toBe('leaked');
  });

  test('it opens only by a new written request, another pair of eyes and a new secret', () => {
    const account = spec().active().do('reportLeak', OWNER, {});
    expect(account.refused('approveUnlock', ADMIN, {})).toBe('REQUEST_NOT_PENDING');
    expect(account.refused('requestUnlock', OWNER, {})).toBe('FOUR_EYES');
    account.do('requestUnlock', HEAD, {});
    expect(account.refused('approveUnlock', HEAD, {})).toBe('FOUR_EYES');
    account.do('approveUnlock', ADMIN, {});
    expect(account.state.status).toBe('approved');
    account.do('issueSecret', ADMIN, {}).do('confirmPassword', OWNER, {});
    expect(account.state).toMatchObject({ status: 'active', data: { lock: null, duties: [CLERK] } });
  });

  test('a request for rights that was under way is gone with the lock', () => {
    const account = spec()
      .active()
      .do('requestRights', HEAD, { duties: [CLERK, officer] })
      .do('reportLeak', OWNER, {});
    expect(account.state.data.pending).toBeNull();
  });

  test('an unlocking refused after its approval leaves it locked', () => {
    const account = spec().active().do('reportLeak', OWNER, {}).do('requestUnlock', HEAD, {});
    account.do('approveUnlock', ADMIN, {}).do('refuseAccount', ADMIN, {});
    expect(account.state.status).toBe('locked');
  });
});

describe('A7.3c: the accounts of a project are locked when it is accepted', () => {
  const contractor = () => {
    const account = spec().do('requestAccount', HEAD, {
      ...{ unitId: 'mc', position: 'counterClerk', duties: [CLERK], projectId: 'project-1' },
    });
    return account.do('checkPerson', ADMIN, {}).do('approveAccount', ADMIN, {}).do('issueSecret', ADMIN, {});
  };
  test('by the signal of that project', () => {
    const account = contractor()
      .do('confirmPassword', OWNER, {})
      .do('lockForProject', 'system', { projectId: 'project-1' });
    expect(account.state).toMatchObject({ status: 'locked', data: { lock: { reason: 'projectAccepted' } } });
  });
  test('of no other one', () => {
    expect(contractor().refused('lockForProject', 'system', { projectId: 'project-2' })).toBe('ACCOUNT_NOT_OF_PROJECT');
    expect(spec().active().refused('lockForProject', 'system', { projectId: 'project-1' })).toBe(
      'ACCOUNT_NOT_OF_PROJECT',
    );
  });
  test('twice is once', () => {
    const account = contractor().do('lockForProject', 'system', { projectId: 'project-1' });
    const { seq } = account.state;
    expect(account.do('lockForProject', 'system', { projectId: 'project-1' }).state.seq).toBe(seq);
  });
});

describe('A7.3 (end): on departure or transfer the unit head notifies in writing', () => {
  test('the account is locked at the beginning of the day given, Vietnamese time', () => {
    const account = spec().active().do('noticeDeparture', HEAD, { on: '2026-03-10' });
    const midnight = parseInstant('2026-03-10T00:00:00+07:00');
    expect(account.pass(midnight - account.now - 1).state.status).toBe('active');
    expect(account.pass(1).state).toMatchObject({
      status: 'locked',
      data: { lock: { reason: 'departed', at: midnight } },
    });
  });
  test('at once when the day has come', () => {
    expect(spec().active().do('noticeDeparture', HEAD, { on: '2026-03-02' }).state.status).toBe('locked');
  });
  test('a notice taken back leaves it open', () => {
    const account = spec().active().do('noticeDeparture', HEAD, { on: '2026-03-10' }).do('withdrawDeparture', HEAD, {});
    expect(account.pass(30 * MS_PER_DAY).state.status).toBe('active');
    expect(account.refused('withdrawDeparture', HEAD, {})).toBe('DEPARTURE_NOT_NOTICED');
  });
  test('who has left is not unlocked', () => {
    const account = spec().active().do('noticeDeparture', HEAD, { on: '2026-03-02' });
    expect(account.refused('requestUnlock', HEAD, {})).toBe('PERSON_HAS_DEPARTED');
  });
  test('the earlier of two dates counts: the week of the password, the day of departure', () => {
    const account = spec()
      .issued()
      .do('noticeDeparture', HEAD, { on: '2026-03-05' })
      .pass(8 * MS_PER_DAY);
    expect(account.state.data.lock?.reason).toBe('departed');
  });
});

test('an account that was there before its workflow is taken over as it is', () => {
  const adopted = spec().do('adopt', 'system', { unitId: 'mc', duties: [CLERK], active: true });
  expect(adopted.state).toMatchObject({ status: 'active', data: { duties: [CLERK] } });
  const locked = spec().do('adopt', 'system', { unitId: 'mc', duties: [CLERK], active: false });
  expect(locked.state).toMatchObject({ status: 'locked', data: { lock: { reason: 'foundLocked' } } });
});

describe('whatever is asked, in whatever order, at whatever time', () => {
  const people = fc.constantFrom(HEAD, ADMIN, SECOND_ADMIN, OWNER, 'anyone');
  const commands = fc.oneof(
    fc.record({
      type: fc.constant('requestAccount'),
      unitId: fc.constant('mc'),
      position: fc.constant('counterClerk'),
      duties: fc.subarray([CLERK, officer, ADMINISTRATOR]),
    }),
    fc.record({ type: fc.constant('requestRights'), duties: fc.subarray([CLERK, officer, ADMINISTRATOR]) }),
    fc.record({ type: fc.constant('noticeDeparture'), on: fc.constantFrom('2026-03-01', '2026-03-05', '2026-04-01') }),
    fc.record({ type: fc.constant('lockForProject'), projectId: fc.constant('project-1') }),
    fc.record({
      type: fc.constantFrom(
        'checkPerson',
        'approveAccount',
        'refuseAccount',
        'issueSecret',
        'confirmPassword',
        'approveRights',
        'refuseRights',
        'reportLeak',
        'withdrawDeparture',
        'requestUnlock',
        'approveUnlock',
        'refuseUnlock',
        'closeAccount',
      ),
    }),
  );
  const steps = fc.array(fc.tuple(commands, people, fc.integer({ min: 0, max: 5 * MS_PER_DAY })), { maxLength: 40 });

  test('nobody decides on what he asked for or on himself, and rights come only with a decision', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const account = spec();
        for (const [command, by, wait] of list) {
          account.pass(wait);
          const before = account.state;
          account.refused(command.type as never, by, command as never);
          const { state } = account;
          expect(ACCOUNT_STATUSES).toContain(state.status);
          const gained = state.data.duties.filter(({ duty }) => !before.data.duties.some((held) => held.duty === duty));
          if (gained.length > 0) {
            expect(['issueSecret', 'approveRights']).toContain(command.type);
            expect(by).not.toBe(OWNER);
            if (command.type === 'approveRights') expect(by).not.toBe(before.data.pending?.requestedBy);
            expect(before.data.pending?.approvedBy.concat(by).length).toBeGreaterThan(0);
            if (gained.some(({ duty }) => duty === 'administerSystem'))
              expect(new Set([...(before.data.pending?.approvedBy ?? []), by]).size).toBeGreaterThanOrEqual(2);
          }
          // Usable means: no lock, and no date gone by.
          if (state.status === 'issued' || state.status === 'active') {
            expect(state.data.lock).toBeNull();
            expect(accountRules.nextDue(state) ?? Infinity).toBeGreaterThan(account.now);
          }
          if (state.status === 'closed' || state.status === 'refused') expect(state.data.duties).toEqual([]);
        }
      }),
      { numRuns: 400 },
    );
  });
});
