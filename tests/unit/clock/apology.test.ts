import { lastNoticeOfApology } from '../../../domain/clock/apology';
import { extendWithApology, pauseDeadline, startDeadline, stopDeadline } from '../../../domain/clock/deadline';
import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import type { DeadlineState } from '../../../domain/clock/deadline-state';
import { local, refusal, show } from './clock-fixtures';

const ONCE = { maxTimes: 1, noticeBefore: { amount: 1, unit: 'workingDay' } } as const;
const state = startDeadline(SEED_CALENDAR, { amount: 10, unit: 'workingDay' }, local('2026-11-02 10:00'), {
  id: 'legal',
});

function lastNotice(of: DeadlineState, rule: Parameters<typeof lastNoticeOfApology>[2] = ONCE): string | undefined {
  const at = lastNoticeOfApology(SEED_CALENDAR, of, rule);
  return at === undefined ? undefined : show(at);
}

function apologise(of: DeadlineState, to: string, at: string, maxTimes?: number): DeadlineState {
  return extendWithApology(SEED_CALENDAR, of, local(to), 'map not ready', 'chief', local(at), maxTimes);
}

describe('an apology with a new date', () => {
  it('comes in time a working day before the due hour, over the weekend and any number of days', () => {
    expect(show(state.dueAt)).toBe('2026-11-16 17:00'); // a Monday
    expect(lastNotice(state)).toBe('2026-11-13 17:00');
    expect(lastNotice(state, { ...ONCE, noticeBefore: { amount: 3, unit: 'workingDay' } })).toBe('2026-11-11 17:00');
  });

  it('cannot come in time while no date is in force, nor when none may be given any more', () => {
    expect(lastNotice(pauseDeadline(state, 'TAX', local('2026-11-04 10:00'), 'slip'))).toBeUndefined();
    expect(lastNotice(stopDeadline(state, local('2026-11-04 10:00')))).toBeUndefined();
    expect(lastNotice(apologise(state, '2026-11-20 17:00', '2026-11-12 10:00'))).toBeUndefined();
  });

  it('is given as often as the regime allows', () => {
    const once = apologise(state, '2026-11-20 17:00', '2026-11-12 10:00', 2);
    expect(lastNotice(once, { ...ONCE, maxTimes: 2 })).toBe('2026-11-19 17:00');
    const twice = apologise(once, '2026-11-30 17:00', '2026-11-19 10:00', 2);
    expect(() => apologise(twice, '2026-12-04 17:00', '2026-11-27 10:00', 2)).toThrow(refusal('APOLOGY_ALREADY_USED'));
    expect(() => apologise(state, '2026-11-20 17:00', '2026-11-12 10:00', 0)).toThrow(refusal('APOLOGY_ALREADY_USED'));
  });
});
