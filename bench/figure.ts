/** What design §10 allows: the value itself, or its ratio to the floor, at most or at least so much. */
export interface Budget {
  readonly of: 'value' | 'ratio';
  readonly is: 'atMost' | 'atLeast';
  readonly limit: number;
}

/** A figure as a measurement hands it over. */
export interface Measured {
  /** Stable, dotted: `step.latency.p50.20clients`. */
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** The same figure of the bare thing we compare ourselves with, measured in the same run. */
  readonly floor?: number;
  readonly budget?: Budget;
  /** How it was measured, or what makes it less than it seems. */
  readonly note?: string;
}

/** A figure as it is reported: one entry of `out/bench.json`. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly floor?: number;
  readonly ratio?: number;
  readonly budget?: string;
  readonly kept?: boolean;
  readonly note?: string;
}

/** Adds the ratio to the floor and the verdict. The verdict is made on what was measured, not on what is shown. */
export function judgeFigure({ name, unit, value, floor, budget, note }: Measured): Figure {
  const ratio = floor === undefined || floor === 0 ? undefined : value / floor;
  return {
    name,
    unit,
    value: roundForReport(value),
    ...(floor === undefined ? {} : { floor: roundForReport(floor) }),
    ...(ratio === undefined ? {} : { ratio: roundForReport(ratio) }),
    ...(budget ? { budget: describeBudget(budget, unit), kept: keeps(budget, value, ratio) } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

function keeps({ of, is, limit }: Budget, value: number, ratio: number | undefined): boolean {
  const measured = of === 'ratio' ? ratio : value;
  // A ratio to a floor that was not measured proves nothing.
  if (measured === undefined) return false;
  return is === 'atMost' ? measured <= limit : measured >= limit;
}

function describeBudget({ of, is, limit }: Budget, unit: string): string {
  const bound = is === 'atMost' ? '≤' : '≥';
  return of === 'ratio' ? `${bound} ${limit} × floor` : `${bound} ${limit} ${unit}`;
}

/** Three significant digits say all that such a measurement knows; whole numbers above a thousand stay whole. */
function roundForReport(value: number): number {
  if (Number.isInteger(value) || Math.abs(value) >= 1_000) return Math.round(value);
  return Number(value.toPrecision(3));
}
