import { listHolidayOverrides, type YearFacts } from './vietnam-holidays';
import { OFFICE_HOURS, OFFICE_WEEK, type WorkingCalendar } from './working-calendar';

/**
 * Seed of the working calendar for civil servants of Bình Phước. Marks in the sources: (R) read in the announcement or
 * law, (F) read in a public file, (mem) from memory and to be checked against the announcement by whoever keeps the
 * calendar. The years after 2026 have no announcement yet: see `NOT_ANNOUNCED`.
 */
const YEARS: readonly YearFacts[] = [
  {
    year: 2023,
    tetDayOne: '2023-01-22',
    hungKings: '2023-04-29',
    tet: { from: '2023-01-20', to: '2023-01-26', source: '20–26/1 (mem)' },
    nationalDayNeighbour: { date: '2023-09-01', source: '1–4/9 (mem)' },
    swaps: [],
  },
  {
    year: 2024,
    tetDayOne: '2024-02-10',
    hungKings: '2024-04-18',
    tet: { from: '2024-02-08', to: '2024-02-14', source: '8–14/2 (mem)' },
    nationalDayNeighbour: { date: '2024-09-03', source: '31/8–3/9 (mem)' },
    swaps: [{ off: '2024-04-29', offSource: '29/4 swap (mem)', worked: '2024-05-04', workedSource: '4/5 (mem)' }],
  },
  {
    year: 2025,
    tetDayOne: '2025-01-29',
    hungKings: '2025-04-07',
    tet: { from: '2025-01-25', to: '2025-02-02', source: '25/1–2/2 (R)' },
    nationalDayNeighbour: { date: '2025-09-01', source: '30/8–2/9 (R)' },
    swaps: [{ off: '2025-05-02', offSource: '2/5 swap', worked: '2025-04-26', workedSource: '26/4 (mem)' }],
  },
  {
    year: 2026,
    tetDayOne: '2026-02-17',
    hungKings: '2026-04-26',
    tet: { from: '2026-02-14', to: '2026-02-22', source: 'TB 312/TB-UBND Đồng Nai; TB 9441/TB-BNV (R)' },
    nationalDayNeighbour: { date: '2026-09-01', source: '31/8 swap, so 29/8–2/9 (F)' },
    swaps: [
      { off: '2026-01-02', offSource: '2/1 swap (mem)', worked: '2026-01-10', workedSource: '10/1 (mem)' },
      { off: '2026-08-31', offSource: '31/8 swap, so 29/8–2/9 (F)', worked: '2026-08-22', workedSource: '22/8 (F)' },
    ],
  },
  { year: 2027, tetDayOne: '2027-02-06', hungKings: '2027-04-16', swaps: [] },
  // Beyond the required years, so that a limit started late in 2027 does not run through an empty calendar.
  { year: 2028, tetDayOne: '2028-01-26', hungKings: '2028-04-04', swaps: [] },
  { year: 2029, tetDayOne: '2029-02-13', hungKings: '2029-04-23', swaps: [] },
  { year: 2030, tetDayOne: '2030-02-02', hungKings: '2030-04-12', swaps: [] },
];

/** The calendar a fresh installation begins with, 2023–2030. */
export const SEED_CALENDAR: WorkingCalendar = {
  version: 'seed-2026-11',
  weekly: OFFICE_WEEK,
  workedDay: OFFICE_HOURS,
  overrides: YEARS.flatMap(listHolidayOverrides),
};
