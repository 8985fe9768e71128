import { formatTime, vietnamDay } from './format';

const WHOLE = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

/** Whether a day and a time were given. */
export function isWholeMoment(moment: string | undefined): boolean {
  return moment !== undefined && WHOLE.test(moment);
}

/** The instant of a Vietnamese local time `2026-11-25T14:30`, as the API writes it. */
export function instantOf(moment: string): string {
  return new Date(`${moment}:00+07:00`).toISOString();
}

/** The Vietnamese local time of an instant, in ms. */
export function momentOf(instant: number): string {
  return `${vietnamDay(instant)}T${formatTime(instant)}`;
}
