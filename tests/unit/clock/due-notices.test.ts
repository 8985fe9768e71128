import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import { formatInstant, parseInstant } from '../../../domain/clock/instant';
import { dueAfter, dueOnDay } from '../../../domain/clock/due-notices';

const at = (local: string) => parseInstant(`${local}:00+07:00`);
const told = ({ dueAt, notices }: ReturnType<typeof dueAfter>) => ({
  due: local(dueAt),
  notices: notices.map(({ workingDays, at: instant }) => `${workingDays} ${local(instant)}`),
});
const local = (instant: number) => formatInstant(instant + 7 * 3_600_000).slice(0, 16);

describe('A11.8, A15.5: when a report is due and who is reminded when', () => {
  test('five working days after the period, at closing; reminders in the morning of working days', () => {
    // 24 November 2026 is a day off (domain-facts §4).
    // The period ends on a Saturday: Monday is the first day.
    expect(told(dueAfter(SEED_CALENDAR, '2026-11-14', 5, at('2026-11-15T00:00')))).toEqual({
      due: '2026-11-20T17:30',
      notices: [
        '-3 2026-11-17T07:30',
        '-1 2026-11-19T07:30',
        '0 2026-11-20T17:30',
        '1 2026-11-23T07:30',
        '5 2026-11-30T07:30',
      ],
    });
  });

  test('Tết stands still: what is due after it is due the later', () => {
    const { due, notices } = told(dueAfter(SEED_CALENDAR, '2026-02-14', 5, at('2026-02-15T00:00')));
    const plain = told(dueAfter({ ...SEED_CALENDAR, overrides: [] }, '2026-02-14', 5, at('2026-02-15T00:00')));
    expect(plain.due).toBe('2026-02-20T17:30');
    expect(due > plain.due).toBe(true);
    expect(notices).toHaveLength(5);
  });

  test('what lies in the past when the report begins is not told', () => {
    const { notices } = told(dueOnDay(SEED_CALENDAR, '2026-11-25', at('2026-11-24T15:00')));
    expect(notices).toEqual(['0 2026-11-25T17:30', '1 2026-11-26T07:30', '5 2026-12-02T07:30']);
  });

  test('due on a day off is due on the working day after it', () => {
    expect(told(dueOnDay(SEED_CALENDAR, '2026-11-28', at('2026-11-20T08:00'))).due).toBe('2026-11-30T17:30');
  });
});
