import { DEFAULT_SETTINGS } from '../../../api/parts';
import { ACCESS, ACTIONS, type AccessRule } from '../../../domain/access/access-table';
import { claimableGroups, mayDo, mayDoAnywhere, type AccessTarget } from '../../../domain/access/may-do';
import { ROLES, type AccessSubject, type Role } from '../../../domain/access/roles';
import { buildUnitTree } from '../../../domain/access/unit-tree';

/** Sở over the registration office over two branches, each with its counter. */
const units = buildUnitTree([
  { id: 'so', parentId: null },
  { id: 'vpdk', parentId: 'so' },
  { id: 'cn.a', parentId: 'vpdk' },
  { id: 'mc.a', parentId: 'cn.a' },
  { id: 'cn.b', parentId: 'vpdk' },
  { id: 'mc.b', parentId: 'cn.b' },
]);
const is = (role: Role, unitId: string): AccessSubject => ({
  accountId: `${role}@${unitId}`,
  roles: [{ role, unitId }],
});

/** Received at counter A, handled by branch A. */
const dossier = { receivingUnitId: 'mc.a', handlingUnitId: 'cn.a' } satisfies AccessTarget;
const officerTask = { ...dossier, taskUnitId: 'cn.a', taskRole: 'officer' } satisfies AccessTarget;

describe('the access table', () => {
  it('stands as it was agreed', () => {
    expect(ACCESS).toMatchSnapshot();
  });

  it('A5.4: gives administrators and operators no dossier, no task and no draft', () => {
    const technicians = [is('admin', 'so'), is('operator', 'so')];
    const target = { ...officerTask, unitId: 'so', handlingUnitId: 'so', receivingUnitId: 'so', taskUnitId: 'so' };
    const allowed = ACTIONS.filter((action) => technicians.some((who) => mayDo(who, action, target, units)));
    expect(allowed).toEqual([
      ...[
        'dossier.retry',
        'outbox.read',
        'outbox.retry',
        'calendar.change',
        'audit.read',
        'compliance.read',
        'metrics.read',
      ],
      ...['account.read', 'account.request', 'account.decide', 'account.readPersonalData'],
      ...['incident.read', 'incident.handle'],
      ...['project.read', 'handover.read', 'handover.give', 'handover.receive'],
      ...['copy.read', 'copy.make', 'copy.archive', 'data.restore'],
    ]);
  });

  it('A19.3đ: asks whoever may restore data or decide on accounts for a second factor, unless an office says otherwise', () => {
    const rules: readonly AccessRule[] = [ACCESS['data.restore'], ACCESS['account.decide']];
    const asked: readonly string[] = DEFAULT_SETTINGS.signIn.secondFactorRoles;
    expect(rules.flatMap(({ grants }) => Object.keys(grants)).filter((role) => !asked.includes(role))).toEqual([]);
  });

  it('allows nothing to an account without a role', () => {
    const nobody: AccessSubject = { accountId: 'nobody', roles: [] };
    expect(ACTIONS.filter((action) => mayDo(nobody, action, { ...officerTask, unitId: 'so' }, units))).toEqual([]);
    expect(ACTIONS.filter((action) => mayDoAnywhere(nobody, action))).toEqual([]);
  });

  it('lets every role do something, and every action be done by somebody', () => {
    expect(ROLES.filter((role) => !ACTIONS.some((action) => mayDoAnywhere(is(role, 'so'), action)))).toEqual([]);
    expect(ACTIONS.filter((action) => !ROLES.some((role) => mayDoAnywhere(is(role, 'so'), action)))).toEqual([]);
  });
});

describe('A8.2: every unit works on its own dossiers', () => {
  it.each<[Role, string, boolean]>([
    ['oneStopClerk', 'mc.a', true],
    ['oneStopClerk', 'mc.b', false],
    ['officer', 'cn.a', true],
    ['officer', 'cn.b', false],
    ['officer', 'vpdk', false],
    ['unitHead', 'cn.a', true],
    ['unitHead', 'cn.b', false],
    ['unitHead', 'vpdk', true],
    ['manager', 'so', true],
    ['manager', 'cn.b', false],
    ['admin', 'so', false],
    ['operator', 'so', false],
  ])('%s of %s reads a dossier of branch A: %s', (role, unitId, expected) => {
    for (const action of ['dossier.read', 'dossier.search', 'document.read'] as const) {
      expect(mayDo(is(role, unitId), action, dossier, units)).toBe(expected);
    }
  });

  it('a dossier received at counter A and handled by branch B is known to both', () => {
    const sentOn = { receivingUnitId: 'mc.a', handlingUnitId: 'cn.b' };
    expect(mayDo(is('oneStopClerk', 'mc.a'), 'dossier.read', sentOn, units)).toBe(true);
    expect(mayDo(is('officer', 'cn.b'), 'dossier.read', sentOn, units)).toBe(true);
    expect(mayDo(is('officer', 'cn.a'), 'dossier.read', sentOn, units)).toBe(false);
  });

  it('a draft belongs to the counter it was begun at', () => {
    expect(mayDo(is('oneStopClerk', 'mc.a'), 'draft.write', { unitId: 'mc.a' }, units)).toBe(true);
    expect(mayDo(is('oneStopClerk', 'mc.b'), 'draft.write', { unitId: 'mc.a' }, units)).toBe(false);
    expect(mayDo(is('manager', 'so'), 'dossier.submit', { unitId: 'mc.a' }, units)).toBe(false);
  });

  it('a target without the unit that counts is nobody’s', () => {
    expect(mayDo(is('manager', 'so'), 'dossier.read', {}, units)).toBe(false);
    expect(mayDo(is('officer', 'cn.a'), 'task.complete', { taskRole: 'officer' }, units)).toBe(false);
  });
});

describe('A7.1, A7.2c: accounts', () => {
  it.each<[Role, string, boolean, boolean]>([
    ['unitHead', 'cn.a', true, false],
    ['unitHead', 'cn.b', false, false],
    ['manager', 'so', true, false],
    ['admin', 'so', true, true],
    ['operator', 'so', false, false],
    ['officer', 'cn.a', false, false],
    ['oneStopClerk', 'mc.a', false, false],
  ])('%s of %s asks for accounts of counter A: %s, and decides on them: %s', (role, unitId, asks, decides) => {
    const who = is(role, unitId);
    expect(mayDo(who, 'account.request', { unitId: 'mc.a' }, units)).toBe(asks);
    expect(mayDo(who, 'account.read', { unitId: 'mc.a' }, units)).toBe(asks);
    expect(mayDo(who, 'account.decide', { unitId: 'mc.a' }, units)).toBe(decides);
    expect(mayDo(who, 'account.readPersonalData', { unitId: 'mc.a' }, units)).toBe(decides);
  });
});

describe('A5.4: right authority, right responsibility', () => {
  it.each<[Role, string, boolean]>([
    ['officer', 'cn.a', true],
    ['officer', 'cn.b', false],
    ['unitHead', 'cn.a', false],
    ['oneStopClerk', 'cn.a', false],
    ['manager', 'so', false],
  ])('%s of %s takes and completes an officer’s task of branch A: %s', (role, unitId, expected) => {
    for (const action of ['task.claim', 'task.complete', 'task.release', 'task.return'] as const) {
      expect(mayDo(is(role, unitId), action, officerTask, units)).toBe(expected);
    }
  });

  it('only heads and managers above a unit give its tasks to somebody', () => {
    expect(mayDo(is('unitHead', 'cn.a'), 'task.assign', officerTask, units)).toBe(true);
    expect(mayDo(is('manager', 'so'), 'task.assign', officerTask, units)).toBe(true);
    expect(mayDo(is('unitHead', 'cn.b'), 'task.assign', officerTask, units)).toBe(false);
    expect(mayDo(is('officer', 'cn.a'), 'task.assign', officerTask, units)).toBe(false);
  });

  it('only heads and managers move a deadline or stop a dossier', () => {
    for (const action of ['dossier.moveDeadline', 'dossier.stop'] as const) {
      expect(ROLES.filter((role) => mayDo(is(role, 'cn.a'), action, dossier, units))).toEqual(['unitHead', 'manager']);
    }
  });

  it('papers of the citizen come in at the counter that received the dossier', () => {
    for (const action of ['dossier.receiveSupplement', 'dossier.withdraw'] as const) {
      expect(mayDo(is('oneStopClerk', 'mc.a'), action, dossier, units)).toBe(true);
      expect(mayDo(is('oneStopClerk', 'mc.b'), action, dossier, units)).toBe(false);
      expect(mayDo(is('officer', 'cn.a'), action, dossier, units)).toBe(false);
    }
  });

  it('only the administrator changes the calendar', () => {
    expect(ROLES.filter((role) => mayDo(is(role, 'so'), 'calendar.change', {}, units))).toEqual(['admin']);
  });

  it('who holds several roles has the rights of each, in its own unit only', () => {
    const both: AccessSubject = {
      accountId: 'b',
      roles: [
        { role: 'oneStopClerk', unitId: 'mc.b' },
        { role: 'officer', unitId: 'cn.a' },
        { role: 'officer', unitId: 'cn.a' },
      ],
    };
    expect(mayDo(both, 'task.complete', officerTask, units)).toBe(true);
    expect(mayDo(both, 'draft.write', { unitId: 'mc.b' }, units)).toBe(true);
    expect(mayDo(both, 'draft.write', { unitId: 'cn.a' }, units)).toBe(false);
    expect(claimableGroups(both)).toEqual([
      { role: 'oneStopClerk', unitId: 'mc.b' },
      { role: 'officer', unitId: 'cn.a' },
    ]);
  });
});
