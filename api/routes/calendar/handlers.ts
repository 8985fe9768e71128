import { formatLocalDate, parseLocalDate } from '../../../domain/clock/instant';
import { isWorkingDayNumber, windowsOn, type WorkingCalendar } from '../../../domain/clock/working-calendar';
import type { Answer } from '../../http/route';
import type { Services } from '../../services';

export async function showCalendar(context: {
  readonly services: Services;
  readonly query: { readonly year: number };
}): Promise<Answer> {
  const { services, query } = context;
  const { year } = query;
  const { calendar, version } = await services.calendars.requireCalendar();
  return {
    body: {
      year,
      version,
      weekly: calendar.weekly,
      overrides: calendar.overrides
        .filter(({ date }) => date.startsWith(`${year}-`))
        .sort((a, b) => (a.date < b.date ? -1 : 1))
        .map(({ date, kind, name, source }) => {
          return { date, kind, name: name ?? null, source, windows: windowsOn(calendar, date) };
        }),
      workingDays: countByMonth(calendar, year),
    },
  };
}

function countByMonth(calendar: WorkingCalendar, year: number): number[] {
  const counts = Array<number>(12).fill(0);
  const end = parseLocalDate(`${year + 1}-01-01`);
  for (let day = parseLocalDate(`${year}-01-01`); day < end; day += 1) {
    const month = Number(formatLocalDate(day).slice(5, 7)) - 1;
    if (isWorkingDayNumber(calendar, day)) counts[month] = (counts[month] ?? 0) + 1;
  }
  return counts;
}
