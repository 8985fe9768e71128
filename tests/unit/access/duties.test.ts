import { DUTIES, DUTY_IDS, dutiesOf, misplacedDuties, rolesOf, surplusDuties } from '../../../domain/access/duties';
import { ROLES } from '../../../domain/access/roles';
import type { UnitKind } from '../../../domain/access/unit-kind';

const KINDS: Readonly<Record<string, UnitKind>> = { mc: 'oneStop', cn: 'branch', so: 'department' };
const kindOf = (id: string) => KINDS[id];

describe('duties', () => {
  it('A7.1d: exist in units of their kinds only', () => {
    const asked = [
      { duty: 'receiveDossiers', unitId: 'mc' },
      { duty: 'receiveDossiers', unitId: 'cn' },
      { duty: 'administerSystem', unitId: 'mc' },
      { duty: 'leadUnit', unitId: 'nowhere' },
    ] as const;
    expect(misplacedDuties(asked, kindOf)).toEqual(asked.slice(1));
  });

  it('give each role by one duty, so that roles held lead back to it', () => {
    expect(DUTY_IDS.map((id) => DUTIES[id].role).sort()).toEqual([...ROLES].sort());
    const roles = ROLES.map((role) => ({ role, unitId: 'u' }));
    expect(rolesOf(dutiesOf(roles)).map(({ role }) => role)).toEqual(ROLES);
  });

  it('A7.1d: what a post does not need is surplus, with all it would allow', () => {
    const grants = [
      { duty: 'receiveDossiers', unitId: 'mc' },
      { duty: 'administerSystem', unitId: 'so' },
    ] as const;
    const [surplus, ...others] = surplusDuties('counterClerk', grants);
    expect(others).toEqual([]);
    expect(surplus).toMatchObject({ duty: 'administerSystem', unitId: 'so' });
    expect(surplus?.actions).toContain('account.decide');
    expect(surplus?.actions).not.toContain('draft.write');
  });
});
