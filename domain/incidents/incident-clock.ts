import type { Instant } from '../clock/instant';
import { dueInstant, receivedInOfficeHours, type CountingRules, type TimeLimit } from '../clock/time-limit';
import { subtractWorkingMs, workingMsBetween, type WorkingCalendar } from '../clock/working-calendar';

/**
 * `recoveryTarget` and `recoveryLimit` are the two times of A19.3b–d, `interruption` the twelve hours of A14.4 and A15.9,
 * `leakNotice` the 72 hours for telling the authority, `quickReport` when the quick report is expected.
 */
export const CLOCK_IDS = ['recoveryTarget', 'recoveryLimit', 'interruption', 'leakNotice', 'quickReport'] as const;
export type ClockId = (typeof CLOCK_IDS)[number];

const INCIDENT_THRESHOLDS = [50, 75, 90, 100] as const;

/** A legal clock. Its thresholds are fixed when it starts, so that nothing but its own rows says when they fall. */
export interface IncidentClock {
  readonly id: ClockId;
  /** Rule it comes from, e.g. `A19.3b`. */
  readonly rule: string;
  /** Epoch ms, as all times here. */
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  readonly thresholds: readonly { readonly percent: number; readonly at: Instant }[];
  /** Percents told already. */
  readonly raised: readonly number[];
  /** Stands still since; only the interruption does, while the service is back. */
  readonly pausedAt: Instant | null;
  readonly stoppedAt: Instant | null;
}

/** A limit "in the working day" ends when the office closes, not at an hour of appointment. */
const UNTIL_CLOSING: CountingRules = { dueMinute: 1_440, sameDayCutOffMinute: 1_440, extraWorkingDays: 0 };

export interface ClockRule {
  readonly id: ClockId;
  readonly rule: string;
  readonly limit: TimeLimit;
  /** Never due after this many hours, whatever the working days are. */
  readonly withinHours?: number;
}

const MS_PER_HOUR = 3_600_000;

/** @param calendar the working days around `at`; needed for limits in working days */
export function startClock(
  { id, rule, limit, withinHours }: ClockRule,
  calendar: WorkingCalendar,
  at: Instant,
): IncidentClock {
  const counted = dueInstant(calendar, limit, at, UNTIL_CLOSING);
  const dueAt = Math.min(counted, at + (withinHours ?? Infinity) * MS_PER_HOUR);
  // Cut short by the hours, the limit runs by hours.
  const inWorkingTime = limit.unit === 'workingDay' && dueAt === counted;
  return {
    id,
    rule,
    startedAt: at,
    dueAt,
    thresholds: INCIDENT_THRESHOLDS.map((percent) => ({
      percent,
      at: inWorkingTime
        ? thresholdInWork(calendar, at, dueAt, percent)
        : at + Math.round(((dueAt - at) * percent) / 100),
    })),
    raised: [],
    pausedAt: null,
    stoppedAt: null,
  };
}

/** What has come due and was not told, the earliest first. */
export function nextThreshold({
  thresholds,
  raised,
  pausedAt,
  stoppedAt,
}: IncidentClock): { readonly percent: number; readonly at: Instant } | undefined {
  if (stoppedAt !== null || pausedAt !== null) return undefined;
  return thresholds.find(({ percent }) => !raised.includes(percent));
}

export function pauseClock(clock: IncidentClock, at: Instant): IncidentClock {
  return { ...clock, pausedAt: at };
}

/** Goes on with what was left; what had been used up stays used up. */
export function resumeClock(clock: IncidentClock, at: Instant): IncidentClock {
  const byMs = at - (clock.pausedAt ?? at);
  return {
    ...clock,
    dueAt: clock.dueAt + byMs,
    thresholds: clock.thresholds.map(({ percent, at: before }) => ({
      percent,
      at: clock.raised.includes(percent) ? before : before + byMs,
    })),
    pausedAt: null,
  };
}

export function stopClock(clock: IncidentClock, at: Instant): IncidentClock {
  return { ...clock, stoppedAt: at };
}

/** Whether it was, or is, kept: a stopped one by when it stopped, a standing one by when it was halted. */
export function isKept({ dueAt, stoppedAt, pausedAt }: IncidentClock, now: Instant): boolean {
  return (stoppedAt ?? pausedAt ?? now) <= dueAt;
}

function thresholdInWork(calendar: WorkingCalendar, at: Instant, dueAt: Instant, percent: number): Instant {
  const from = receivedInOfficeHours(calendar, at);
  const allowedMs = workingMsBetween(calendar, from, dueAt);
  return subtractWorkingMs(calendar, dueAt, Math.round((allowedMs * (100 - percent)) / 100));
}
