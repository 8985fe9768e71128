import { Refusal } from '../refusal';

/**
 * Instants and Vietnamese calendar dates. The legal clock lives at a fixed UTC+7 (no daylight saving), so local time is
 * plain arithmetic and never asks the host for its time zone.
 */

/** A point in time: milliseconds since 1970-01-01T00:00:00Z. The phantom field only keeps other counts of milliseconds out. */
export type Instant = number & { readonly __flavour?: 'Instant' };
/** A Vietnamese calendar date, `YYYY-MM-DD`. */
export type LocalDate = string & { readonly __flavour?: 'LocalDate' };
/** Days since 1970-01-01, the fast form of a `LocalDate`. */
export type DayNumber = number & { readonly __flavour?: 'DayNumber' };

export const MS_PER_MINUTE = 60_000;
export const MS_PER_HOUR = 3_600_000;
export const MS_PER_DAY = 86_400_000;
const UTC_OFFSET_MS = 7 * MS_PER_HOUR;

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The instant an ISO-8601 text with an offset (`Z` or `+07:00`) names. Refuses `INSTANT_INVALID`, also for a text without offset. */
export function parseInstant(text: string): Instant {
  const instant = ISO_INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant))
    throw new Refusal('INSTANT_INVALID', `"${text}" is not an ISO-8601 instant with an offset.`);
  // Date.parse rolls 30 February over to March; the date must be real as written.
  parseLocalDate(text.slice(0, 10));
  return instant;
}

/** ISO-8601 UTC text of an instant, e.g. `2024-02-05T03:00:00.000Z`. */
export function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** The day number of a date. Refuses `DATE_INVALID` when the text is not a real date. */
export function parseLocalDate(date: LocalDate): DayNumber {
  const match = ISO_DATE.exec(date);
  const ms = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) {
    throw new Refusal('DATE_INVALID', `"${date}" is not a date YYYY-MM-DD.`);
  }
  return ms / MS_PER_DAY;
}

export function formatLocalDate(day: DayNumber): LocalDate {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The Vietnamese day in which an instant falls. */
export function dayOf(instant: Instant): DayNumber {
  return Math.floor((instant + UTC_OFFSET_MS) / MS_PER_DAY);
}

/** The Vietnamese date in which an instant falls. */
export function localDateOf(instant: Instant): LocalDate {
  return formatLocalDate(dayOf(instant));
}

/** The instant of Vietnamese midnight at which the day begins. */
export function startOfDay(day: DayNumber): Instant {
  return day * MS_PER_DAY - UTC_OFFSET_MS;
}

/** The first instant of a day or of the first of several, and the first one after the last. */
export function spanOfDays(first: LocalDate, last: LocalDate): { readonly start: Instant; readonly end: Instant } {
  return { start: startOfDay(parseLocalDate(first)), end: startOfDay(parseLocalDate(last)) + MS_PER_DAY };
}

/** The instant of a local time of day: minutes from local midnight. */
export function instantAt(date: LocalDate, minuteOfDay: number): Instant {
  return startOfDay(parseLocalDate(date)) + minuteOfDay * MS_PER_MINUTE;
}

/** Minutes since local midnight; may be fractional. */
export function minuteOfDay(instant: Instant): number {
  return (instant - startOfDay(dayOf(instant))) / MS_PER_MINUTE;
}

/** The corresponding day `months` later; the last day of that month when it has no such day (BLDS 91/2015 Đ148). */
export function addMonths(day: DayNumber, months: number): DayNumber {
  const start = new Date(day * MS_PER_DAY);
  const year = start.getUTCFullYear();
  const month = start.getUTCMonth() + months;
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(start.getUTCDate(), lastOfMonth)) / MS_PER_DAY;
}
