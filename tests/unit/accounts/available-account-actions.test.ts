import type { AccountCommand } from '../../../domain/accounts/account-command';
import { accountRules, type AccountState } from '../../../domain/accounts/account-rules';
import { availableAccountActions } from '../../../domain/accounts/available-account-actions';
import { Refusal } from '../../../domain/refusal';
import { ADMIN, ADMINISTRATOR, AccountSpec, HEAD, OWNER, SECOND_ADMIN } from './account-spec';

const NOW = Date.UTC(2026, 10, 20, 3);
const spec = () => new AccountSpec(NOW);
const offered = ({ state }: AccountSpec, by: string) => availableAccountActions(state, by);

/** Fields a command needs beside who and which key. */
const FIELDS: Readonly<Record<string, object>> = {
  requestAccount: { unitId: 'mc', duties: [], position: 'counterClerk' },
  requestRights: { duties: [], position: 'counterClerk' },
  noticeDeparture: { on: '2026-12-31' },
};

function isTaken(account: AccountSpec, command: AccountCommand): boolean {
  try {
    account.run(command);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

describe('what an account takes now', () => {
  it('A7.1a: the order of things, and never from who asked', () => {
    const account = spec().requested();
    expect(offered(account, ADMIN)).toEqual(['checkPerson', 'refuseAccount']);
    expect(offered(account, HEAD)).toEqual(['refuseAccount']);
    expect(offered(account.do('checkPerson', ADMIN, {}), ADMIN)).toEqual(['approveAccount', 'refuseAccount']);
    expect(offered(account.do('approveAccount', ADMIN, {}), ADMIN)).toEqual(['refuseAccount', 'issueSecret']);
  });

  it('A4.6: who has approved is not asked again; the other one is', () => {
    const account = spec().requested([ADMINISTRATOR]).do('checkPerson', ADMIN, {}).do('approveAccount', ADMIN, {});
    expect(offered(account, ADMIN)).not.toContain('approveAccount');
    expect(offered(account, SECOND_ADMIN)).toContain('approveAccount');
  });

  it('nobody decides on his own account, but may report its leak', () => {
    expect(offered(spec().active(), OWNER)).toEqual(['reportLeak', 'noticeDeparture']);
  });

  const stories: readonly (readonly [string, AccountSpec])[] = [
    ['requested', spec().requested()],
    ['issued', spec().issued()],
    ['active', spec().active()],
    ['with rights asked for', spec().active().do('requestRights', HEAD, { duties: [] })],
    ['leaving', spec().active().do('noticeDeparture', HEAD, { on: '2026-12-01' })],
    ['leaked', spec().active().do('reportLeak', OWNER, {})],
    ['to be unlocked', spec().active().do('reportLeak', OWNER, {}).do('requestUnlock', HEAD, {})],
    ['closed', spec().active().do('closeAccount', ADMIN, {})],
  ];

  it.each(stories)('of an account %s exactly what is offered is taken', (_name, account) => {
    for (const by of [ADMIN, SECOND_ADMIN, HEAD, OWNER]) {
      const taken = [...new Set(Object.values(accountRules.allowed).flat())].filter((type) => {
        const copy = spec();
        copy.state = JSON.parse(JSON.stringify(account.state)) as AccountState;
        return isTaken(copy, { type, requestKey: `try/${type}`, actor: { id: by }, ...FIELDS[type] } as AccountCommand);
      });
      const own = ['requestAccount', 'confirmPassword', 'lockForProject', 'adopt'];
      // A leak may be told of twice; it is offered once.
      const meant = taken.filter((type) => !own.includes(type) && !(type === 'reportLeak' && account.state.data.lock));
      expect(offered(account, by).sort()).toEqual(meant.sort());
    }
  });
});
