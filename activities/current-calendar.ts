import type { Pool } from 'pg';
import { createCalendarRepository } from '../db/repositories/calendar-repository';
import { SEED_CALENDAR } from '../domain/clock/calendar-data';
import type { WorkingCalendar } from '../domain/clock/working-calendar';

/** The calendar in force; before one is published, the one every installation begins with. */
export async function readCurrentCalendar(pool: Pool): Promise<WorkingCalendar> {
  return (await createCalendarRepository(pool).currentCalendar())?.calendar ?? SEED_CALENDAR;
}
