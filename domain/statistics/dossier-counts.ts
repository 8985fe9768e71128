import { deadlineAsOf } from '../clock/deadline-history';
import type { DeadlineState } from '../clock/deadline-state';
import type { Instant } from '../clock/instant';
import type { WorkingCalendar } from '../clock/working-calendar';
import {
  standingOfOpen,
  sumFigures,
  type DossierFigures,
  type FigureCell,
  type Origin,
  type Standing,
} from './dossier-figures';

interface Group {
  /** Id of the handling unit. */
  readonly unit: string;
  /** Key of the procedure. */
  readonly procedure: string;
}
export interface CountedCell extends Group, FigureCell {
  readonly cell: Origin | Standing;
}
/** Undecided dossiers of today with the same fate. */
export interface OpenGroup extends Group {
  readonly reasons: readonly string[];
  readonly overdue: boolean;
  readonly count: number;
}
/** A dossier that was undecided at the end of a past period. */
export interface OpenThen extends Group {
  readonly deadline: DeadlineState | null;
}

/** What a report on dossiers is counted from: one of the two lists of open ones is empty. */
export interface DossierCounts {
  /** Received, carried over, decided. */
  readonly closed: readonly CountedCell[];
  readonly openNow: readonly OpenGroup[];
  readonly openThen: readonly OpenThen[];
}

/** A field of procedures, as the report names it. */
export interface Field {
  readonly code: string;
  readonly name: string;
}

export interface DossierTable {
  readonly total: DossierFigures;
  readonly units: readonly { readonly unitId: string; readonly unitName: string; readonly figures: DossierFigures }[];
  readonly fields: readonly (Field & { readonly figures: DossierFigures })[];
}

/** @param end the first instant after the period */
export function cellsOf(counts: DossierCounts, calendar: WorkingCalendar, end: Instant): CountedCell[] {
  const openNow = counts.openNow.map(({ unit, procedure, reasons, overdue, count }) => {
    return { unit, procedure, cell: standingOfOpen(reasons, overdue), count };
  });
  const openThen = counts.openThen.map(({ unit, procedure, deadline }) => {
    const then = deadline && deadlineAsOf(calendar, deadline, end - 1);
    return { unit, procedure, cell: standingOfOpen(then?.openReasons ?? [], then?.overdue ?? false), count: 1 };
  });
  return [...counts.closed, ...openNow, ...openThen];
}

/** The table by unit and by field; rows add up to the total. */
export function dossierTable(
  cells: readonly CountedCell[],
  nameOf: (unitId: string) => string,
  fields: ReadonlyMap<string, Field>,
): DossierTable {
  const fieldOf = ({ procedure }: CountedCell) => fields.get(procedure) ?? { code: procedure, name: procedure };
  const fieldNames = new Map(cells.map((cell) => [fieldOf(cell).code, fieldOf(cell).name]));
  return {
    total: sumFigures(cells),
    units: group(cells, ({ unit }) => unit).map(([unitId, own]) => {
      return { unitId, unitName: nameOf(unitId), figures: sumFigures(own) };
    }),
    fields: group(cells, (cell) => fieldOf(cell).code).map(([code, own]) => {
      return { code, name: fieldNames.get(code) ?? code, figures: sumFigures(own) };
    }),
  };
}

function group<Cell>(cells: readonly Cell[], keyOf: (cell: Cell) => string): [string, Cell[]][] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = keyOf(cell);
    const known = groups.get(key);
    if (known) known.push(cell);
    else groups.set(key, [cell]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
