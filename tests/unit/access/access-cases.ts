import fc from 'fast-check';
import { ACTIONS } from '../../../domain/access/access-table';
import type { AccessTarget } from '../../../domain/access/may-do';
import { ROLES, type AccessSubject } from '../../../domain/access/roles';
import { buildUnitTree, type UnitTree } from '../../../domain/access/unit-tree';

const UNIT_COUNT = 9;
const unitId = fc.integer({ min: 0, max: UNIT_COUNT - 1 }).map((index) => `u${index}`);

/** A forest: each unit stands under an earlier one or under none. */
export const anyTree: fc.Arbitrary<UnitTree> = fc
  .tuple(...Array.from({ length: UNIT_COUNT }, (_, index) => fc.integer({ min: -1, max: index - 1 })))
  .map((parents) =>
    buildUnitTree(parents.map((parent, index) => ({ id: `u${index}`, parentId: parent < 0 ? null : `u${parent}` }))),
  );

export const anySubject: fc.Arbitrary<AccessSubject> = fc.record({
  accountId: fc.constant('a'),
  roles: fc.array(fc.record({ role: fc.constantFrom(...ROLES), unitId }), { maxLength: 3 }),
});

export const anyTarget: fc.Arbitrary<AccessTarget> = fc.record({
  unitId,
  receivingUnitId: unitId,
  handlingUnitId: unitId,
  taskUnitId: unitId,
  taskRole: fc.constantFrom(...ROLES),
});

export const anyAction = fc.constantFrom(...ACTIONS);
