import type { z } from 'zod';
import type { calendarSchema } from '../../../contracts/calendar.schema';

export type YearCalendar = z.infer<typeof calendarSchema>;
type Override = YearCalendar['overrides'][number];

export interface DayPlan {
  readonly working: boolean;
  readonly override: Override | undefined;
}

/** 0 = Monday … 6 = Sunday of a day `2026-11-25`. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** Whether a day of that year is worked, and what sets it apart from its weekday. */
export function planOf(calendar: YearCalendar, day: string): DayPlan {
  const override = calendar.overrides.find(({ date }) => date === day);
  if (override) return { working: override.kind === 'working', override };
  return { working: (calendar.weekly[weekdayOf(day)] ?? []).length > 0, override: undefined };
}
