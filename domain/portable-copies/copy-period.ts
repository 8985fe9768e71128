import { dayOf, formatLocalDate, localDateOf, parseLocalDate, type DayNumber, type LocalDate } from '../clock/instant';

/**
 * What goes to a portable disk: `database` attributes and spatial data, every two weeks (A18.1a); `scans` these and every stored
 * file, every six months (A18.1b).
 */
export const COPY_KINDS = ['database', 'scans'] as const;
export type CopyKind = (typeof COPY_KINDS)[number];

/** First and last Vietnamese day. */
export interface CopySpan {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const FORTNIGHT = 14;
/** Day 0 was a Thursday: this is the Monday before. */
const FIRST_MONDAY = -3;

/** The newest period that has ended before the day of `now`: two weeks from a Monday to a Sunday, or half a year. */
export function lastEndedSpan(kind: CopyKind, now: number): CopySpan {
  const [from, next] = kind === 'database' ? lastFortnight(dayOf(now)) : lastHalfYear(localDateOf(now));
  return { from: formatLocalDate(from), to: formatLocalDate(next - 1) };
}

/** First day of it, and of the one after it. */
function lastFortnight(today: DayNumber): readonly [DayNumber, DayNumber] {
  const next = Math.floor((today - FIRST_MONDAY) / FORTNIGHT) * FORTNIGHT + FIRST_MONDAY;
  return [next - FORTNIGHT, next];
}

function lastHalfYear(today: LocalDate): readonly [DayNumber, DayNumber] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return month <= 6
    ? [parseLocalDate(`${year - 1}-07-01`), parseLocalDate(`${year}-01-01`)]
    : [parseLocalDate(`${year}-01-01`), parseLocalDate(`${year}-07-01`)];
}
