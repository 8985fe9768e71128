/** The units with their place under one another. */
export interface UnitTree {
  readonly ids: readonly string[];
  /** The unit itself first, then the units it stands under; empty for a unit that does not exist. */
  ancestorsOf(unitId: string): readonly string[];
  /** The unit itself and all below it; empty for a unit that does not exist. */
  subtreeOf(unitId: string): readonly string[];
}

/** A parent that is not listed, or a ring of parents, ends the walk upwards. */
export function buildUnitTree(units: readonly { readonly id: string; readonly parentId: string | null }[]): UnitTree {
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]));
  const ancestors = new Map<string, readonly string[]>();
  const subtrees = new Map<string, string[]>();
  for (const { id } of units) {
    const chain = climb(parents, id);
    ancestors.set(id, chain);
    for (const above of chain) {
      const below = subtrees.get(above);
      if (below) below.push(id);
      else subtrees.set(above, [id]);
    }
  }
  return {
    ids: units.map(({ id }) => id),
    ancestorsOf: (unitId) => ancestors.get(unitId) ?? [],
    subtreeOf: (unitId) => subtrees.get(unitId) ?? [],
  };
}

function climb(parents: ReadonlyMap<string, string | null>, id: string): readonly string[] {
  const chain: string[] = [];
  let at: string | null | undefined = id;
  while (at != null && parents.has(at) && !chain.includes(at)) {
    chain.push(at);
    at = parents.get(at);
  }
  return chain;
}
