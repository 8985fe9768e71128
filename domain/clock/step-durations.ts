import type { Instant } from './instant';
import { workingMsBetween, type WorkingCalendar } from './working-calendar';

export interface DoneStep {
  readonly element: string;
  readonly openedAt: Instant;
  readonly closedAt: Instant;
}

export interface StepDuration {
  readonly element: string;
  readonly count: number;
  /** Working milliseconds. */
  readonly medianMs: number;
  readonly p90Ms: number;
  readonly totalMs: number;
}

/**
 * Working time that steps took, by element, the longest median first. A percentile is the least duration that is not
 * exceeded by that share of the steps (nearest rank), so it is always one that happened.
 */
export function stepDurations(calendar: WorkingCalendar, steps: readonly DoneStep[]): StepDuration[] {
  const byElement = new Map<string, number[]>();
  for (const { element, openedAt, closedAt } of steps) {
    const durations = byElement.get(element) ?? [];
    byElement.set(element, durations);
    durations.push(workingMsBetween(calendar, openedAt, Math.max(openedAt, closedAt)));
  }
  return [...byElement]
    .map(([element, durations]) => {
      const sorted = [...durations].sort((a, b) => a - b);
      return {
        element,
        count: sorted.length,
        medianMs: percentile(sorted, 0.5),
        p90Ms: percentile(sorted, 0.9),
        totalMs: sorted.reduce((sum, ms) => sum + ms, 0),
      };
    })
    .sort((a, b) => b.medianMs - a.medianMs || (a.element < b.element ? -1 : 1));
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
