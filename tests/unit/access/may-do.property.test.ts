import fc from 'fast-check';
import { ACCESS, type AccessRule } from '../../../domain/access/access-table';
import { claimableGroups, mayDo, mayDoAnywhere, visibleUnits, type ListAction } from '../../../domain/access/may-do';
import { anyAction, anySubject, anyTarget, anyTree } from './access-cases';

const LISTS = [
  ...(['draft.write', 'dossier.read', 'dossier.search', 'document.read', 'task.read', 'sla.read'] as const),
  ...(['audit.read', 'account.read', 'account.request', 'project.read', 'handover.read', 'report.read'] as const),
];

/** What a list query does with the answer of `visibleUnits`. */
function isListed(units: readonly string[] | 'all', ofRow: readonly (string | undefined)[]): boolean {
  return units === 'all' || ofRow.some((unit) => unit !== undefined && units.includes(unit));
}

describe('access, whatever the tree, the roles and the dossier', () => {
  it.each<ListAction>(LISTS)('A8.2: a row is in the list of %s exactly when the row itself may be read', (action) => {
    fc.assert(
      fc.property(anySubject, anyTarget, anyTree, (subject, target, tree) => {
        const { unitId, receivingUnitId, handlingUnitId, taskUnitId } = target;
        const side = ACCESS[action].side;
        const ofRow = { unit: [unitId], involved: [receivingUnitId, handlingUnitId], task: [taskUnitId] }[side];
        expect(isListed(visibleUnits(subject, action, tree), ofRow)).toBe(mayDo(subject, action, target, tree));
      }),
      { numRuns: 500 },
    );
  });

  it('A5.4: a task is in one of my groups exactly when I may take it', () => {
    fc.assert(
      fc.property(anySubject, anyTarget, anyTree, (subject, target, tree) => {
        const inGroups = claimableGroups(subject).some(
          ({ role, unitId }) => role === target.taskRole && unitId === target.taskUnitId,
        );
        expect(inGroups).toBe(mayDo(subject, 'task.claim', target, tree));
      }),
      { numRuns: 500 },
    );
  });

  it('A5.4: another role never takes a right away, and the rights of two roles are those of either', () => {
    fc.assert(
      fc.property(anySubject, anySubject, anyAction, anyTarget, anyTree, (one, other, action, target, tree) => {
        const both = { accountId: 'both', roles: [...one.roles, ...other.roles] };
        const either = mayDo(one, action, target, tree) || mayDo(other, action, target, tree);
        expect(mayDo(both, action, target, tree)).toBe(either);
      }),
      { numRuns: 500 },
    );
  });

  it('A8.2: what happens in one unit depends on no unit beside it', () => {
    fc.assert(
      fc.property(anySubject, anyAction, anyTarget, anyTree, (subject, action, target, tree) => {
        const { unitId, receivingUnitId, handlingUnitId, taskUnitId } = target;
        const involved = [unitId, receivingUnitId, handlingUnitId, taskUnitId].flatMap((unit) =>
          tree.ancestorsOf(unit ?? ''),
        );
        const { grants }: AccessRule = ACCESS[action];
        const near = subject.roles.filter(
          (held) => involved.includes(held.unitId) || grants[held.role] === 'everywhere',
        );
        if (ACCESS[action].side === 'none') return;
        expect(mayDo({ ...subject, roles: near }, action, target, tree)).toBe(mayDo(subject, action, target, tree));
      }),
      { numRuns: 500 },
    );
  });

  it('who may do it here may do it somewhere', () => {
    fc.assert(
      fc.property(anySubject, anyAction, anyTarget, anyTree, (subject, action, target, tree) => {
        if (mayDo(subject, action, target, tree)) expect(mayDoAnywhere(subject, action)).toBe(true);
      }),
    );
  });
});
