import { vietnamDay } from './format';

/** How far the server's clock is ahead of this machine's, in ms; 0 until it has answered once. */
let aheadMs = 0;

/** The `Date` header tells whole seconds; on average half a second has passed since. */
const HALF_SECOND_MS = 500;

/** Takes the time from an answer of the API. No answer comes from a cache, so it is the time of the answer. */
export function setServerClock(dateHeader: string | null): void {
  const told = Date.parse(dateHeader ?? '');
  if (!Number.isNaN(told)) aheadMs = told + HALF_SECOND_MS - Date.now();
}

/** What time it is at the server, in ms: what is entered or judged does not hang on the clock of a counter's machine. */
export function serverNow(): number {
  return Date.now() + aheadMs;
}

/** The Vietnamese day it is, as `2026-11-25`. */
export function today(): string {
  return vietnamDay(serverNow());
}
