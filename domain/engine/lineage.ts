import type { Lineage } from './state';

/** What all the joined tokens went through: the steps that dominate the join in this run. */
export function shareLineage(lineages: readonly Lineage[]): Lineage {
  const [first = {}, ...others] = lineages;
  if (others.length === 0) return first;
  return Object.fromEntries(
    Object.entries(first).filter(([element, id]) => others.every((other) => other[element] === id)),
  );
}
