import fc from 'fast-check';
import { buildUnitTree } from '../../../domain/access/unit-tree';
import { anyTree } from './access-cases';

describe('unit tree', () => {
  const tree = buildUnitTree([
    { id: 'branch', parentId: 'office' },
    { id: 'so', parentId: null },
    { id: 'office', parentId: 'so' },
    { id: 'commune', parentId: null },
  ]);

  it('lists a unit with those above it, nearest first', () => {
    expect(tree.ancestorsOf('branch')).toEqual(['branch', 'office', 'so']);
    expect(tree.ancestorsOf('commune')).toEqual(['commune']);
    expect(tree.ancestorsOf('nowhere')).toEqual([]);
  });

  it('lists a unit with all below it', () => {
    expect([...tree.subtreeOf('so')].sort()).toEqual(['branch', 'office', 'so']);
    expect(tree.subtreeOf('branch')).toEqual(['branch']);
    expect(tree.subtreeOf('nowhere')).toEqual([]);
  });

  it('ends at a parent that does not exist, and in a ring', () => {
    const odd = buildUnitTree([
      { id: 'orphan', parentId: 'gone' },
      { id: 'x', parentId: 'y' },
      { id: 'y', parentId: 'x' },
    ]);
    expect(odd.ancestorsOf('orphan')).toEqual(['orphan']);
    expect(odd.ancestorsOf('x')).toEqual(['x', 'y']);
  });

  it('a unit is below another exactly when the other is above it', () => {
    fc.assert(
      fc.property(anyTree, (any) => {
        for (const one of any.ids) {
          for (const other of any.ids) {
            expect(any.subtreeOf(one).includes(other)).toBe(any.ancestorsOf(other).includes(one));
          }
        }
      }),
    );
  });
});
