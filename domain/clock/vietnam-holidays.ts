import { formatLocalDate, parseLocalDate, weekdayOf, type DayNumber, type LocalDate } from './instant';
import type { DayOverride } from './working-calendar';

/**
 * The paid holidays of the Labour Code (BLLĐ 45/2019 Đ112.1) with their compensatory days (Đ111.3), for one year.
 * Which days of Tết and which neighbour of 2/9 are off, and which days are swapped, is decided yearly and cannot be
 * computed: it comes in as `YearFacts`, and what has not been announced is filled by a default marked as such.
 */

/** `source` of every day nobody has announced yet. */
export const NOT_ANNOUNCED = 'computed default, not announced';

export interface YearFacts {
  readonly year: number;
  /** First day of the lunar year, computed at UTC+7 (the Chinese calendar can differ by a day). */
  readonly tetDayOne: LocalDate;
  /** Giỗ Tổ Hùng Vương: the 10th of the third lunar month. */
  readonly hungKings: LocalDate;
  /** The announced days off for Tết, compensatory days within them included. */
  readonly tet?: { readonly from: LocalDate; readonly to: LocalDate; readonly source: string };
  /** The announced neighbour of 2/9. */
  readonly nationalDayNeighbour?: { readonly date: LocalDate; readonly source: string };
  /** "Hoán đổi": a working day off, and the Saturday worked instead of it. */
  readonly swaps: readonly {
    readonly off: LocalDate;
    readonly offSource: string;
    readonly worked: LocalDate;
    readonly workedSource: string;
  }[];
}

const LABOUR_CODE = 'BLLĐ 45/2019 Đ112.1';
const COMPENSATION = 'BLLĐ 45/2019 Đ111.3 (nghỉ bù)';
const CULTURE_DAY_SOURCE = 'NQ 28/2026/QH16 (từ 1/7/2026)';
const CULTURE_DAY_FIRST_YEAR = 2026;
const SATURDAY = 5;

/** All days of the year that differ from the weekly pattern, in order of date. */
export function listHolidayOverrides(facts: YearFacts): DayOverride[] {
  const days = new Map<DayNumber, DayOverride>();
  // Đ111.3 moves a holiday to "the next working day": that is known only once all holidays stand.
  const onRestDay: { day: DayNumber; name: string; source: string }[] = [];

  const addHoliday = (date: LocalDate, name: string, source: string, compensationSource = COMPENSATION): void => {
    const day = parseLocalDate(date);
    if (days.has(day)) return;
    days.set(day, { date, kind: 'off', name, source });
    if (isWeekend(day)) onRestDay.push({ day, name, source: compensationSource });
  };

  const { year } = facts;
  addHoliday(`${year}-01-01`, 'Tết Dương lịch', LABOUR_CODE);
  addTet(facts, days, addHoliday);
  addHoliday(facts.hungKings, 'Giỗ Tổ Hùng Vương', LABOUR_CODE);
  addHoliday(`${year}-04-30`, 'Ngày Chiến thắng', LABOUR_CODE);
  addHoliday(`${year}-05-01`, 'Ngày Quốc tế lao động', LABOUR_CODE);
  addHoliday(`${year}-09-02`, 'Quốc khánh', LABOUR_CODE);
  const neighbour = facts.nationalDayNeighbour ?? { date: defaultNationalDayNeighbour(year), source: NOT_ANNOUNCED };
  addHoliday(neighbour.date, 'Quốc khánh', neighbour.source, facts.nationalDayNeighbour ? COMPENSATION : NOT_ANNOUNCED);
  if (year >= CULTURE_DAY_FIRST_YEAR) addHoliday(`${year}-11-24`, 'Ngày Văn hóa Việt Nam', CULTURE_DAY_SOURCE);

  for (const { day, name, source } of onRestDay.sort((a, b) => a.day - b.day)) {
    let compensation = day + 1;
    while (isWeekend(compensation) || days.has(compensation)) compensation += 1;
    days.set(compensation, { date: formatLocalDate(compensation), kind: 'off', name: `Nghỉ bù ${name}`, source });
  }
  for (const { off, offSource, worked, workedSource } of facts.swaps) {
    days.set(parseLocalDate(off), { date: off, kind: 'off', name: 'Nghỉ hoán đổi', source: offSource });
    days.set(parseLocalDate(worked), { date: worked, kind: 'working', name: 'Làm bù', source: workedSource });
  }
  return [...days.entries()].sort(([a], [b]) => a - b).map(([, override]) => override);
}

function addTet(
  { tet, tetDayOne }: YearFacts,
  days: Map<DayNumber, DayOverride>,
  addHoliday: (date: LocalDate, name: string, source: string, compensationSource: string) => void,
): void {
  const name = 'Tết Nguyên đán';
  if (tet) {
    // An announcement lists the compensatory days too, so nothing is compensated on top of it.
    for (let day = parseLocalDate(tet.from); day <= parseLocalDate(tet.to); day += 1) {
      days.set(day, { date: formatLocalDate(day), kind: 'off', name, source: tet.source });
    }
    return;
  }
  const dayOne = parseLocalDate(tetDayOne);
  const first = dayOne - daysBeforeTet(dayOne);
  for (let day = first; day < first + 5; day += 1) addHoliday(formatLocalDate(day), name, NOT_ANNOUNCED, NOT_ANNOUNCED);
}

/** As announced for 2023–2026: two days of the old year, but one when Tết falls on a Tuesday (the whole week is off then). */
function daysBeforeTet(dayOne: DayNumber): number {
  const TUESDAY = 1;
  return weekdayOf(dayOne) === TUESDAY ? 1 : 2;
}

/** The neighbour that lengthens the rest most, as announced 2023–2026: after for Monday, Thursday, Sunday; else before. */
function defaultNationalDayNeighbour(year: number): LocalDate {
  const MONDAY = 0;
  const THURSDAY = 3;
  const SUNDAY = 6;
  const weekday = weekdayOf(parseLocalDate(`${year}-09-02`));
  return [MONDAY, THURSDAY, SUNDAY].includes(weekday) ? `${year}-09-03` : `${year}-09-01`;
}

function isWeekend(day: DayNumber): boolean {
  return weekdayOf(day) >= SATURDAY;
}
