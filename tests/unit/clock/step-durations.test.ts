import fc from 'fast-check';
import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import { comingWorkingDays } from '../../../domain/clock/due-days';
import { parseInstant } from '../../../domain/clock/instant';
import { stepDurations } from '../../../domain/clock/step-durations';
import { isWorkingDay } from '../../../domain/clock/working-calendar';

const at = (text: string) => parseInstant(`${text}+07:00`);

describe('how long steps take', () => {
  it('percentiles are durations that happened, by nearest rank', () => {
    const steps = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((minutes) => ({
      element: 'a',
      openedAt: at('2026-11-25T08:00'),
      closedAt: at('2026-11-25T08:00') + minutes * 60_000,
    }));
    expect(stepDurations(SEED_CALENDAR, steps)).toEqual([
      { element: 'a', count: 10, medianMs: 5 * 60_000, p90Ms: 9 * 60_000, totalMs: 55 * 60_000 },
    ]);
    expect(stepDurations(SEED_CALENDAR, [])).toEqual([]);
  });
});

describe('the coming working days', () => {
  it('begin today when it is one, and hold working days only', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2026-01-01T00:00'), max: at('2026-12-31T00:00') }), (now) => {
        const { days, ends } = comingWorkingDays(SEED_CALENDAR, now, 10);
        expect(new Set(days).size).toBe(10);
        expect(days.every((day) => isWorkingDay(SEED_CALENDAR, day))).toBe(true);
        expect([...days].sort()).toEqual(days);
        // Each ends where the next begins.
        expect(ends.slice(0, -1)).toEqual(days.slice(1).map((day) => at(`${day}T00:00`)));
      }),
    );
    expect(comingWorkingDays(SEED_CALENDAR, at('2026-11-23T23:00'), 3).days).toEqual([
      '2026-11-23',
      '2026-11-25', // the 24th is a holiday
      '2026-11-26',
    ]);
  });

  it('what is due on a day off must be done on the working day before', () => {
    // The 24th is a holiday, the 28th and 29th are a weekend.
    expect(comingWorkingDays(SEED_CALENDAR, at('2026-11-23T23:00'), 4)).toEqual({
      days: ['2026-11-23', '2026-11-25', '2026-11-26', '2026-11-27'],
      ends: [at('2026-11-25T00:00'), at('2026-11-26T00:00'), at('2026-11-27T00:00'), at('2026-11-30T00:00')],
    });
  });
});
