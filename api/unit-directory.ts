import type { Unit, UnitRepository } from '../db/repositories/unit-repository';
import { buildUnitTree, type UnitTree } from '../domain/access/unit-tree';

interface Units {
  readonly tree: UnitTree;
  readonly byId: ReadonlyMap<string, Unit>;
}

export interface UnitDirectory {
  /** The organisation as it was at most a minute ago: it is asked at every request and changes a few times a year. */
  current(): Promise<Units>;
}

const FRESH_MS = 60_000;

export function createUnitDirectory(repository: UnitRepository): UnitDirectory {
  let known: { readonly readAt: number; readonly units: Promise<Units> } | undefined;
  return {
    current() {
      if (known && Date.now() - known.readAt < FRESH_MS) return known.units;
      const units = repository
        .listUnits()
        .then((rows) => ({ tree: buildUnitTree(rows), byId: new Map(rows.map((unit) => [unit.id, unit])) }));
      const mine = { readAt: Date.now(), units };
      known = mine;
      units.catch(() => {
        if (known === mine) known = undefined; // the next request tries again
      });
      return units;
    },
  };
}
