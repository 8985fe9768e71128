import { ACCESS, type AccessRule, type Action, type Reach, type Side } from './access-table';
import type { AccessSubject, RoleInUnit } from './roles';
import type { UnitTree } from './unit-tree';

/** What is acted upon, by its units; which of them counts is said in `ACCESS`. */
export interface AccessTarget {
  /** Of a draft, of an overview. */
  readonly unitId?: string;
  readonly receivingUnitId?: string;
  readonly handlingUnitId?: string;
  readonly taskUnitId?: string;
  /** Whom the task is meant for. */
  readonly taskRole?: string;
}

/** Whether the subject may do it. Only rights are judged here; whether the dossier can take it now is judged by its workflow. */
export function mayDo(subject: AccessSubject, action: Action, target: AccessTarget, units: UnitTree): boolean {
  const rule: AccessRule = ACCESS[action];
  const sides = unitsOf(rule, target);
  return subject.roles.some((held) => {
    const reach = rule.grants[held.role];
    return reach !== undefined && reaches(reach, held, sides, target, units);
  });
}

/** Whether the subject may do it to something; a menu shows what this allows. */
export function mayDoAnywhere(subject: AccessSubject, action: Action): boolean {
  const { grants }: AccessRule = ACCESS[action];
  return subject.roles.some(({ role }) => grants[role] !== undefined);
}

/** Actions whose lists are narrowed by unit alone. */
export type ListAction =
  | 'draft.write'
  | 'dossier.read'
  | 'dossier.search'
  | 'document.read'
  | 'task.read'
  | 'task.assign'
  | 'sla.read'
  | 'audit.read'
  | 'account.read'
  | 'account.request'
  | 'project.read'
  | 'handover.read'
  | 'report.read';

/**
 * The units whose rows the subject may see in a list: a row belongs in it when one of the units on the action's side
 * (`ACCESS[action].side`: for a dossier its receiving or its handling unit) is among them. Empty: nothing at all.
 */
export function visibleUnits(subject: AccessSubject, action: ListAction, units: UnitTree): readonly string[] | 'all' {
  const { grants }: AccessRule = ACCESS[action];
  const visible = new Set<string>();
  for (const { role, unitId } of subject.roles) {
    const reach = grants[role];
    if (reach === 'everywhere') return 'all';
    if (reach === 'own') visible.add(unitId);
    if (reach === 'below') units.subtreeOf(unitId).forEach((unit) => visible.add(unit));
  }
  return [...visible];
}

/** Whose unassigned tasks the subject may take: unit and role, without doubles. */
export function claimableGroups(subject: AccessSubject): readonly RoleInUnit[] {
  const { grants }: AccessRule = ACCESS['task.claim'];
  const groups = new Map<string, RoleInUnit>();
  for (const held of subject.roles) {
    if (grants[held.role] === 'candidate') groups.set(`${held.unitId}\0${held.role}`, held);
  }
  return [...groups.values()];
}

function unitsOf({ side }: AccessRule, target: AccessTarget): readonly string[] {
  const { unitId, receivingUnitId, handlingUnitId, taskUnitId } = target;
  const bySide: Readonly<Record<Side, readonly (string | undefined)[]>> = {
    unit: [unitId],
    receiving: [receivingUnitId],
    handling: [handlingUnitId],
    involved: [receivingUnitId, handlingUnitId],
    task: [taskUnitId],
    none: [],
  };
  return bySide[side].filter((unit) => unit !== undefined);
}

function reaches(
  reach: Reach,
  { role, unitId }: RoleInUnit,
  sides: readonly string[],
  target: AccessTarget,
  units: UnitTree,
): boolean {
  switch (reach) {
    case 'everywhere':
      return true;
    case 'own':
      return sides.includes(unitId);
    case 'below':
      return sides.some((side) => units.ancestorsOf(side).includes(unitId));
    case 'candidate':
      return sides.includes(unitId) && target.taskRole === role;
  }
}
