import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { MeasurementName } from './bench-options';
import type { Figure } from './figure';

/** A figure with the measurement it comes from. */
export interface MeasuredFigure extends Figure {
  readonly measurement: MeasurementName;
}

/** A figure as the file keeps it: when it was measured, which may be an earlier run than the others. */
export interface KeptFigure extends MeasuredFigure {
  /** Begin of its run, ISO 8601; names the run in `earlierRuns`. */
  readonly measuredAt: string;
}

/** One run of the bench: on what, with how much. */
export interface BenchRun {
  readonly at: string;
  readonly machine: Readonly<Record<string, unknown>>;
  readonly dossiers: number;
}

/** What `out/bench.json` holds. `details` are query plans and the like, by measurement's own names. */
export interface BenchReport extends BenchRun {
  readonly figures: readonly KeptFigure[];
  readonly failures: readonly { readonly measurement: string; readonly reason: string }[];
  readonly details: Readonly<Record<string, unknown>>;
  /** Runs that figures or failures of before still come from. */
  readonly earlierRuns: readonly BenchRun[];
}

export interface NewRun extends BenchRun {
  readonly figures: readonly MeasuredFigure[];
  readonly failures: readonly { readonly measurement: string; readonly reason: string }[];
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * The report after a run: what it measured takes the place of what was known, by name; figures of measurements it left out
 * (`--only`) or could not make stay, with the date of their own run. Of a measurement made anew nothing old stays.
 */
export function mergeReport(before: BenchReport | undefined, run: NewRun): BenchReport {
  const made = new Set<string>(run.figures.map(({ measurement }) => measurement));
  const names = new Set(run.figures.map(({ name }) => name));
  const kept = (before?.figures ?? []).filter(({ measurement, name }) => !made.has(measurement) && !names.has(name));
  const failed = new Set(run.failures.map(({ measurement }) => measurement));
  const known = before
    ? [{ at: before.at, machine: before.machine, dossiers: before.dossiers }, ...before.earlierRuns]
    : [];
  return {
    at: run.at,
    machine: run.machine,
    dossiers: run.dossiers,
    figures: [...kept, ...run.figures.map((figure) => ({ ...figure, measuredAt: run.at }))],
    failures: [
      ...(before?.failures ?? []).filter(({ measurement }) => !made.has(measurement) && !failed.has(measurement)),
      ...run.failures,
    ],
    details: { ...before?.details, ...run.details },
    earlierRuns: known.filter(({ at }) => at !== run.at && kept.some(({ measuredAt }) => measuredAt === at)),
  };
}

/** The report of before; `undefined` when there is none, or one that is damaged or of an older form. */
export function readReport(file: string): BenchReport | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Partial<BenchReport> | null;
    const isOurs = typeof found?.at === 'string' && Array.isArray(found.figures) && Array.isArray(found.earlierRuns);
    return isOurs ? (found as BenchReport) : undefined;
  } catch {
    return undefined;
  }
}

/** Written aside and renamed: an interrupted run loses nothing that was known. */
export function writeReport(file: string, report: BenchReport): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(report, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
