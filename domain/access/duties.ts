import type { UnitKind } from './unit-kind';
import { ACCESS, ACTIONS, type AccessRule, type Action } from './access-table';
import type { Role, RoleInUnit } from './roles';

/**
 * What a person is charged with in a unit. Rights are never given one by one: a duty carries the role whose rights it needs
 * (`ACCESS`), and may be held only in units of the kinds it exists in (A7.1d).
 */
export const DUTY_IDS = [
  'receiveDossiers',
  'processDossiers',
  'leadUnit',
  'overseeProvince',
  'administerSystem',
  'operateDataCentre',
] as const;
export type DutyId = (typeof DUTY_IDS)[number];

export interface Duty {
  readonly role: Role;
  readonly unitKinds: readonly UnitKind[];
  /** Gives rights over other people's rights: two administrators approve it. */
  readonly givesAuthority?: true;
}

export const DUTIES = {
  receiveDossiers: { role: 'oneStopClerk', unitKinds: ['oneStop'] },
  processDossiers: {
    role: 'officer',
    unitKinds: ['branch', 'registrationOffice', 'department', 'district', 'commune'],
  },
  leadUnit: {
    role: 'unitHead',
    unitKinds: ['branch', 'registrationOffice', 'oneStop', 'district', 'commune', 'department'],
  },
  overseeProvince: { role: 'manager', unitKinds: ['department', 'registrationOffice'] },
  administerSystem: { role: 'admin', unitKinds: ['department'], givesAuthority: true },
  operateDataCentre: { role: 'operator', unitKinds: ['department', 'dataCentre'] },
} as const satisfies Record<DutyId, Duty>;

export interface DutyInUnit {
  readonly duty: DutyId;
  readonly unitId: string;
}

/** Posts people are employed in, with the duties the work of that post needs: what goes beyond is shown before approval. */
export const POSITIONS = {
  counterClerk: ['receiveDossiers'],
  cadastralOfficer: ['processDossiers'],
  headOfUnit: ['leadUnit', 'processDossiers'],
  departmentLeader: ['overseeProvince'],
  systemAdministrator: ['administerSystem'],
  dataCentreOperator: ['operateDataCentre'],
  contractorSurveyor: ['processDossiers'],
} as const satisfies Record<string, readonly DutyId[]>;
export type PositionId = keyof typeof POSITIONS;

/** The roles that duties come to, without doubles. */
export function rolesOf(grants: readonly DutyInUnit[]): RoleInUnit[] {
  const roles = new Map<string, RoleInUnit>();
  for (const { duty, unitId } of grants) {
    const { role } = DUTIES[duty];
    roles.set(`${role} ${unitId}`, { role, unitId });
  }
  return [...roles.values()];
}

/** What a duty allows at all. */
export function actionsOf(duty: DutyId): Action[] {
  const { role } = DUTIES[duty];
  return ACTIONS.filter((action) => (ACCESS[action] as AccessRule).grants[role] !== undefined);
}

export interface SurplusDuty extends DutyInUnit {
  /** What it allows that the post does not need. */
  readonly actions: readonly Action[];
}

/** A7.1d "enough rights, no surplus": duties asked for that give more than the post needs, each with what is too much. */
export function surplusDuties(position: PositionId, grants: readonly DutyInUnit[]): SurplusDuty[] {
  const needed = new Set(POSITIONS[position].flatMap((duty) => actionsOf(duty)));
  return grants.flatMap((grant) => {
    if ((POSITIONS[position] as readonly DutyId[]).includes(grant.duty)) return [];
    const actions = actionsOf(grant.duty).filter((action) => !needed.has(action));
    return [{ ...grant, actions }];
  });
}

export function givesAuthority(grants: readonly DutyInUnit[]): boolean {
  return grants.some(({ duty }) => (DUTIES[duty] as Duty).givesAuthority);
}

/** Duties asked for in a unit of a kind they do not exist in, or in no unit at all. */
export function misplacedDuties(
  grants: readonly DutyInUnit[],
  kindOf: (unitId: string) => UnitKind | undefined,
): DutyInUnit[] {
  return grants.filter(({ duty, unitId }) => {
    const kind = kindOf(unitId);
    return kind === undefined || !(DUTIES[duty].unitKinds as readonly UnitKind[]).includes(kind);
  });
}

/** The duties that roles come from: of an account that was entered before duties were (each role has one duty). */
export function dutiesOf(roles: readonly RoleInUnit[]): DutyInUnit[] {
  return roles.flatMap(({ role, unitId }) => {
    const duty = DUTY_IDS.find((id) => DUTIES[id].role === role);
    return duty === undefined ? [] : [{ duty, unitId }];
  });
}
