import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import {
  moveDeadline,
  pauseDeadline,
  resumeDeadline,
  startDeadline,
  stopDeadline,
} from '../../../domain/clock/deadline';
import {
  isNearDue,
  isOverdue,
  nearDueInstant,
  percentUsed,
  thresholdInstants,
} from '../../../domain/clock/deadline-progress';
import type { DeadlineState } from '../../../domain/clock/deadline-state';
import type { TimeLimit } from '../../../domain/clock/time-limit';
import { local, show } from './clock-fixtures';

function start(at: string, limit: TimeLimit): DeadlineState {
  return startDeadline(SEED_CALENDAR, limit, local(at), { id: 'legal' });
}
function thresholds(state: DeadlineState, percents?: readonly number[]): string[] {
  return thresholdInstants(SEED_CALENDAR, state, percents).map(({ percent, at }) => `${percent} ${show(at)}`);
}

// Monday 16/11/2026 8:00 + 3 days = Thursday 17:00: 7.5 + 8 + 8 + 7.5 = 31 working hours allowed.
const threeDays = start('2026-11-16 08:00', { amount: 3, unit: 'workingDay' });
const eightHours = start('2026-11-16 10:00', { amount: 8, unit: 'workingHour' });

describe('thresholds', () => {
  it('divide the working time of a limit in days', () => {
    expect(thresholds(threeDays)).toEqual([
      '50 2026-11-18 07:30',
      '75 2026-11-18 17:15',
      '90 2026-11-19 13:54',
      '100 2026-11-19 17:00',
    ]);
  });

  it('divide a limit in working hours and in calendar hours', () => {
    expect(thresholds(eightHours)).toEqual([
      '50 2026-11-16 16:00',
      '75 2026-11-17 08:00',
      '90 2026-11-17 09:12',
      '100 2026-11-17 10:00',
    ]);
    expect(thresholds(start('2026-11-20 20:00', { amount: 72, unit: 'calendarHour' }), [25, 100, 150])).toEqual([
      '25 2026-11-21 14:00',
      '100 2026-11-23 20:00',
      '150 2026-11-25 08:00',
    ]);
  });

  it('may lie beyond the due instant', () => {
    expect(thresholds(eightHours, [125])).toEqual(['125 2026-11-17 14:00']);
  });

  it('are silent while the clock stands, and follow it when it goes on', () => {
    const paused = pauseDeadline(eightHours, 'TAX', local('2026-11-16 14:00'), 'slip');
    expect(thresholds(paused)).toEqual([]);
    const resumed = resumeDeadline(SEED_CALENDAR, paused, 'TAX', local('2026-11-18 08:00'), 'receipt');
    // Two of eight hours were used before the pause, so half is two hours after it.
    expect(thresholds(resumed, [50, 100])).toEqual(['50 2026-11-18 10:00', '100 2026-11-18 16:00']);
    expect(thresholds(stopDeadline(resumed, local('2026-11-18 09:00')))).toEqual([]);
  });

  it('stretch with a moved date', () => {
    const moved = moveDeadline(
      SEED_CALENDAR,
      eightHours,
      local('2026-11-18 10:00'),
      'x',
      'chief',
      local('2026-11-16 14:00'),
    );
    expect(thresholds(moved, [50, 100])).toEqual(['50 2026-11-17 10:00', '100 2026-11-18 10:00']);
  });
});

describe('percent used', () => {
  it.each([
    ['2026-11-16 10:00', 0],
    ['2026-11-16 16:00', 50],
    ['2026-11-16 23:00', 68.75],
    ['2026-11-17 10:00', 100],
    ['2026-11-17 14:00', 125],
  ])('at %s is %d', (now, percent) => {
    expect(percentUsed(SEED_CALENDAR, eightHours, local(now))).toBeCloseTo(percent, 6);
  });

  it('stands still with the clock, and starts at 0 when received in the evening', () => {
    const paused = pauseDeadline(eightHours, 'TAX', local('2026-11-16 14:00'), 'slip');
    expect(percentUsed(SEED_CALENDAR, paused, local('2026-12-16 14:00'))).toBe(25);
    expect(isOverdue(paused, local('2026-12-16 14:00'))).toBe(false);
    const stopped = stopDeadline(eightHours, local('2026-11-16 16:00'));
    expect(percentUsed(SEED_CALENDAR, stopped, local('2026-12-16 14:00'))).toBe(50);
    const evening = start('2026-11-15 20:00', { amount: 1, unit: 'workingDay' });
    expect(percentUsed(SEED_CALENDAR, evening, local('2026-11-15 21:00'))).toBe(0);
  });

  it('of nothing allowed is all or nothing', () => {
    const nothing = start('2026-11-16 10:00', { amount: 0, unit: 'workingHour' });
    expect(percentUsed(SEED_CALENDAR, nothing, local('2026-11-16 10:00'))).toBe(100);
  });
});

describe('near due', () => {
  it.each([
    ['2026-11-18 17:00', false, 'eight hours left of 31: over a fifth'],
    ['2026-11-19 08:30', false, 'six and a half hours left'],
    ['2026-11-19 08:48', true, 'a fifth left: six hours twelve minutes'],
    ['2026-11-19 17:00', true, 'at the due instant'],
    ['2026-11-19 17:01', false, 'overdue is no longer near'],
  ])('three days at %s: %s (%s)', (now, near) => {
    expect(isNearDue(SEED_CALENDAR, threeDays, local(now))).toBe(near);
  });

  it('begins at one instant, which rows can keep', () => {
    expect(nearDueInstant(SEED_CALENDAR, threeDays)).toBe(local('2026-11-19 08:48'));
    const odd = startDeadline(SEED_CALENDAR, { amount: 7, unit: 'workingHour' }, local('2026-11-16 10:00') + 123, {
      id: 'legal',
    });
    const from = nearDueInstant(SEED_CALENDAR, odd) ?? NaN;
    expect([from - 1, from].map((at) => isNearDue(SEED_CALENDAR, odd, at))).toEqual([false, true]);
    const paused = pauseDeadline(eightHours, 'TAX', local('2026-11-17 09:00'), 'slip');
    expect(nearDueInstant(SEED_CALENDAR, paused)).toBeUndefined();
  });

  it('goes by the hours when they are reached first', () => {
    expect(isNearDue(SEED_CALENDAR, eightHours, local('2026-11-16 17:29'))).toBe(false);
    expect(isNearDue(SEED_CALENDAR, eightHours, local('2026-11-17 08:00'))).toBe(true);
    expect(isNearDue(SEED_CALENDAR, eightHours, local('2026-11-17 08:00'), { fraction: 0.2, hours: 1 })).toBe(false);
  });

  it('is never so while paused or stopped; overdue is asked separately', () => {
    const paused = pauseDeadline(eightHours, 'TAX', local('2026-11-17 09:00'), 'slip');
    expect(isNearDue(SEED_CALENDAR, paused, local('2026-11-17 09:30'))).toBe(false);
    expect(isOverdue(eightHours, local('2026-11-17 10:00'))).toBe(false);
    expect(isOverdue(eightHours, local('2026-11-17 10:01'))).toBe(true);
  });
});
