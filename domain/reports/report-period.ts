import { formatLocalDate, parseLocalDate, type DayNumber, type LocalDate } from '../clock/instant';

/** Reports of A11.8 and A15.5: regular ones, and what is asked for besides. */
export const REPORT_PERIODS = ['month', 'quarter', 'year', 'onDemand'] as const;
export type ReportPeriod = (typeof REPORT_PERIODS)[number];
export type RegularPeriod = Exclude<ReportPeriod, 'onDemand'>;
export const REGULAR_PERIODS = ['month', 'quarter', 'year'] as const satisfies readonly RegularPeriod[];

/** First and last Vietnamese day of a period. */
export interface PeriodSpan {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const MONTHS: Readonly<Record<RegularPeriod, number>> = { month: 1, quarter: 3, year: 12 };

/**
 * The regular periods of a kind that have ended before `today`, the newest first.
 * @param cutOffDay last day of a month that still counts to its report (NĐ 09/2019/NĐ-CP Đ12: the 14th, so that a month's report
 *   tells of the 15th of the month before to the 14th); 0: the last of the month
 * @param since nothing that ended before this day
 */
export function endedPeriods(
  kind: RegularPeriod,
  { today, since, cutOffDay }: { readonly today: DayNumber; readonly since: DayNumber; readonly cutOffDay: number },
): PeriodSpan[] {
  const periods: PeriodSpan[] = [];
  // Counted in months from year 0; one more than now, as a month may end before the calendar says so.
  const [year, month] = yearAndMonth(today);
  for (let end = year * 12 + month; ; end -= 1) {
    if (end % MONTHS[kind] !== 0) continue;
    const to = lastDayOf(end, cutOffDay);
    if (to >= today) continue;
    if (to < since) return periods;
    const from = lastDayOf(end - MONTHS[kind], cutOffDay) + 1;
    periods.push({ from: formatLocalDate(from), to: formatLocalDate(to) });
  }
}

/** Number of a period in its year, as people call it: month 1–12, quarter 1–4. */
export interface PeriodNumber {
  readonly year: number;
  readonly number: number;
}

/** A period is named by its last day; what was asked for besides has no number. */
export function periodNumber(period: ReportPeriod, to: LocalDate): PeriodNumber | null {
  if (period === 'onDemand') return null;
  const [year, month] = yearAndMonth(parseLocalDate(to));
  return { year, number: Math.ceil(month / MONTHS[period]) };
}

/** Year and month 1–12. */
function yearAndMonth(day: DayNumber): [number, number] {
  const [year = 0, month = 1] = formatLocalDate(day).split('-').map(Number);
  return [year, month];
}

/** @param count months since year 0, the month that ends included (2026-11 = 2026 × 12 + 11) */
function lastDayOf(count: number, cutOffDay: number): DayNumber {
  const [year, month] = [Math.floor((count - 1) / 12), ((count - 1) % 12) + 1];
  const first = (y: number, m: number) => parseLocalDate(`${String(y)}-${String(m).padStart(2, '0')}-01`);
  if (cutOffDay > 0) return first(year, month) + cutOffDay - 1;
  return (month === 12 ? first(year + 1, 1) : first(year, month + 1)) - 1;
}
