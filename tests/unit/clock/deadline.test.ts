import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import {
  extendWithApology,
  moveDeadline,
  pauseDeadline,
  recomputeDeadline,
  restartDeadline,
  resumeDeadline,
  startDeadline,
  stopDeadline,
} from '../../../domain/clock/deadline';
import { deadlineStatus, listMoves, listPauses, type DeadlineState } from '../../../domain/clock/deadline-state';
import type { CountingRules, TimeLimit } from '../../../domain/clock/time-limit';
import { dayOff, local, refusal, show } from './clock-fixtures';

const TEN_DAYS: TimeLimit = { amount: 10, unit: 'workingDay' };

function start(at: string, limit: TimeLimit = TEN_DAYS, rules: Partial<CountingRules> = {}): DeadlineState {
  return startDeadline(SEED_CALENDAR, limit, local(at), { id: 'legal', rules });
}
function pause(state: DeadlineState, at: string, reason: 'TAX' | 'PAYMENT' | 'SUPPLEMENT' = 'TAX'): DeadlineState {
  return pauseDeadline(state, reason, local(at), `begin ${reason}`);
}
function resume(state: DeadlineState, at: string, reason: 'TAX' | 'PAYMENT' | 'SUPPLEMENT' = 'TAX'): DeadlineState {
  return resumeDeadline(SEED_CALENDAR, state, reason, local(at), `end ${reason}`);
}

describe('starting a deadline', () => {
  it('promises the due date and runs', () => {
    const state = start('2026-11-02 10:00');
    expect(show(state.dueAt)).toBe('2026-11-16 17:00');
    expect(state.originalDueAt).toBe(state.dueAt);
    expect(deadlineStatus(state)).toBe('running');
    expect(state.calendarVersion).toBe(SEED_CALENDAR.version);
    expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
  });

  it('refuses a limit that cannot be counted', () => {
    expect(() => start('2026-11-02 10:00', { amount: -1, unit: 'workingDay' })).toThrow(refusal('TIME_LIMIT_INVALID'));
  });
});

describe('pausing a limit in working days', () => {
  // Started Monday 2/11/2026 10:00, ten days, due Monday 16/11 17:00.
  it.each([
    ['2026-11-04 10:00', '2026-11-04 16:00', '2026-11-16 17:00', 'P1: within one date nothing changes'],
    ['2026-11-04 10:00', '2026-11-05 08:00', '2026-11-17 17:00', 'P1: into the next date, one day'],
    ['2026-11-04 17:00', '2026-11-05 07:45', '2026-11-17 17:00', 'P1: days, not hours'],
    ['2026-11-04 18:00', '2026-11-05 06:00', '2026-11-16 17:00', 'P1: a night has no working time'],
    ['2026-11-04 11:45', '2026-11-04 13:15', '2026-11-16 17:00', 'P1: nor has noon'],
    ['2026-11-06 18:00', '2026-11-09 07:00', '2026-11-16 17:00', 'P1: nor has a weekend'],
    ['2026-11-07 09:00', '2026-11-08 20:00', '2026-11-16 17:00', 'P1: nor a part of it'],
    ['2026-11-06 18:00', '2026-11-10 07:00', '2026-11-17 17:00', 'P1: all of Monday, one day'],
    ['2026-11-06 16:00', '2026-11-07 09:00', '2026-11-17 17:00', 'P1: as if resumed when Monday opens'],
    ['2026-11-06 16:00', '2026-11-09 07:30', '2026-11-17 17:00', 'P1: the same working time, the same date'],
    ['2026-11-16 16:00', '2026-11-16 17:15', '2026-11-17 17:00', 'P2: the due hour passed meanwhile'],
    ['2026-11-16 17:10', '2026-11-16 17:20', '2026-11-16 17:00', 'P1 holds when overdue as well'],
    ['2026-11-16 18:00', '2026-11-17 07:00', '2026-11-16 17:00', 'a night does not cure what is overdue'],
    ['2026-11-04 10:00', '2026-11-11 10:00', '2026-11-23 17:00', 'five working days'],
    ['2026-11-04 10:00', '2026-11-18 10:00', '2026-12-01 17:00', 'ten working days, and 24/11 off'],
    ['2026-11-13 10:00', '2026-11-20 10:00', '2026-11-23 17:00', 'one day remaining'],
    ['2026-11-16 10:00', '2026-11-20 10:00', '2026-11-20 17:00', 'P2: none remaining, resumed in time'],
    ['2026-11-16 10:00', '2026-11-20 17:15', '2026-11-23 17:00', 'P2: none remaining, resumed too late'],
    ['2026-11-16 10:00', '2026-11-21 10:00', '2026-11-23 17:00', 'P2: none remaining, resumed on a Saturday'],
    ['2026-11-16 18:00', '2026-11-16 18:05', '2026-11-16 17:00', 'P1 holds when overdue as well'],
    ['2026-11-18 10:00', '2026-11-20 10:00', '2026-11-20 17:00', 'P2: paused when overdue'],
  ])('paused %s, resumed %s: due %s (%s)', (pausedAt, resumedAt, expected) => {
    const state = resume(pause(start('2026-11-02 10:00'), pausedAt), resumedAt);
    expect(show(state.dueAt)).toBe(expected);
    expect(show(state.originalDueAt)).toBe('2026-11-16 17:00');
    expect(deadlineStatus(state)).toBe('running');
  });

  it('P4: goes on when the last reason has ended, not before', () => {
    const twice = pause(pause(start('2026-11-02 10:00'), '2026-11-04 10:00', 'TAX'), '2026-11-05 10:00', 'PAYMENT');
    const taxDone = resume(twice, '2026-11-06 10:00', 'TAX');
    expect(deadlineStatus(taxDone)).toBe('paused');
    expect(show(taxDone.dueAt)).toBe('2026-11-16 17:00');
    expect(taxDone.pause).toEqual({
      since: local('2026-11-04 10:00'),
      open: [{ reason: 'PAYMENT', from: local('2026-11-05 10:00'), evidence: 'begin PAYMENT' }],
    });
    const both = resume(taxDone, '2026-11-11 10:00', 'PAYMENT');
    expect(show(both.dueAt)).toBe('2026-11-23 17:00');
    expect(listPauses(both)).toEqual([
      {
        reason: 'TAX',
        from: local('2026-11-04 10:00'),
        to: local('2026-11-06 10:00'),
        evidence: 'begin TAX',
        endEvidence: 'end TAX',
      },
      {
        reason: 'PAYMENT',
        from: local('2026-11-05 10:00'),
        to: local('2026-11-11 10:00'),
        evidence: 'begin PAYMENT',
        endEvidence: 'end PAYMENT',
      },
    ]);
  });

  it('adds up one pause after another', () => {
    const first = resume(pause(start('2026-11-02 10:00'), '2026-11-04 10:00'), '2026-11-05 10:00');
    const second = resume(pause(first, '2026-11-09 10:00', 'PAYMENT'), '2026-11-10 10:00', 'PAYMENT');
    expect(show(second.dueAt)).toBe('2026-11-18 17:00');
  });

  it.each<[TimeLimit['unit'], string]>([
    ['workingDay', '2026-11-17 17:00'],
    // Due on Thursday the 12th before any pause.
    ['calendarDay', '2026-11-13 17:00'],
  ])('P1: short pauses night after night (%s) add up to the time they take, not to a day each', (unit, expected) => {
    let state = start('2026-11-02 10:00', { amount: 10, unit });
    for (const [from, to] of [
      ['03', '04'],
      ['04', '05'],
      ['05', '06'],
      ['09', '10'],
      ['10', '11'],
      ['11', '12'],
    ]) {
      state = resume(pause(state, `2026-11-${from} 16:59`), `2026-11-${to} 07:31`);
    }
    expect(show(state.dueAt)).toBe(expected);
  });

  it('P1: two half days are one day', () => {
    const first = resume(pause(start('2026-11-02 10:00'), '2026-11-04 07:30'), '2026-11-04 13:30');
    expect(show(first.dueAt)).toBe('2026-11-16 17:00');
    expect(show(resume(pause(first, '2026-11-05 13:30'), '2026-11-05 17:30').dueAt)).toBe('2026-11-17 17:00');
  });

  it('refuses a reason that is already open, and to end one that is not', () => {
    const paused = pause(start('2026-11-02 10:00'), '2026-11-04 10:00');
    expect(() => pause(paused, '2026-11-05 10:00')).toThrow(refusal('PAUSE_ALREADY_OPEN'));
    expect(() => resume(paused, '2026-11-05 10:00', 'PAYMENT')).toThrow(refusal('PAUSE_NOT_OPEN'));
    expect(() => resume(start('2026-11-02 10:00'), '2026-11-05 10:00')).toThrow(refusal('PAUSE_NOT_OPEN'));
  });
});

describe('pausing limits in other units', () => {
  it.each<[TimeLimit, string, string, string, string]>([
    [
      { amount: 8, unit: 'workingHour' },
      '2026-11-02 14:00',
      '2026-11-03 09:00',
      '2026-11-03 17:00',
      'P3: moved by 5 hours of work',
    ],
    [
      { amount: 8, unit: 'workingHour' },
      '2026-11-02 18:00',
      '2026-11-03 07:00',
      '2026-11-03 10:00',
      'P3: a night takes no working time',
    ],
    [
      { amount: 8, unit: 'workingHour' },
      '2026-11-03 10:30',
      '2026-11-05 10:00',
      '2026-11-03 10:00',
      'P3: nothing remained',
    ],
    [
      { amount: 72, unit: 'calendarHour' },
      '2026-11-03 10:00',
      '2026-11-04 12:00',
      '2026-11-06 12:00',
      'P3: around the clock',
    ],
    [
      { amount: 15, unit: 'calendarDay' },
      '2026-11-09 10:00',
      '2026-11-11 10:00',
      '2026-11-19 17:00',
      'eight calendar days remained',
    ],
    [
      { amount: 12, unit: 'calendarDay' },
      '2026-11-09 10:00',
      '2026-11-11 10:00',
      '2026-11-16 17:00',
      'to Monday 16/11, also without a day off between',
    ],
    [
      { amount: 12, unit: 'calendarDay' },
      '2026-11-14 10:00',
      '2026-11-18 10:00',
      '2026-11-18 17:00',
      'P2: the last calendar day was reached',
    ],
    [{ amount: 1, unit: 'month' }, '2026-11-09 10:00', '2026-11-10 10:00', '2026-12-03 17:00', 'a month moves by days'],
  ])('%j started 2/11 10:00, paused %s, resumed %s: due %s (%s)', (limit, pausedAt, resumedAt, expected) => {
    expect(show(resume(pause(start('2026-11-02 10:00', limit), pausedAt), resumedAt).dueAt)).toBe(expected);
  });

  it('pauses an unrolled end: a Saturday end is not counted as the Monday it gave way to', () => {
    const state = start('2026-11-02 10:00', { amount: 12, unit: 'calendarDay' }); // Saturday 14/11 → Monday 16/11
    expect(show(state.dueAt)).toBe('2026-11-16 17:00');
    expect(show(resume(pause(state, '2026-11-13 10:00'), '2026-11-17 10:00').dueAt)).toBe('2026-11-18 17:00');
  });
});

describe('restarting from zero', () => {
  it('counts the whole limit from the supplement, ends the pause and keeps the promise', () => {
    const paused = pause(start('2026-11-02 10:00'), '2026-11-04 10:00', 'SUPPLEMENT');
    const again = restartDeadline(SEED_CALENDAR, paused, local('2026-11-10 09:00'), 'supplement 1');
    const fresh = start('2026-11-10 09:00');
    expect(again.dueAt).toBe(fresh.dueAt);
    expect(again.allowedMs).toBe(fresh.allowedMs);
    expect(show(again.originalDueAt)).toBe('2026-11-16 17:00');
    expect(deadlineStatus(again)).toBe('running');
    expect(listPauses(again)).toEqual([
      {
        reason: 'SUPPLEMENT',
        from: local('2026-11-04 10:00'),
        to: local('2026-11-10 09:00'),
        evidence: 'begin SUPPLEMENT',
      },
    ]);
    expect(() => resume(again, '2026-11-11 10:00', 'SUPPLEMENT')).toThrow(refusal('PAUSE_NOT_OPEN'));
  });
});

describe('a new date', () => {
  const move = (state: DeadlineState, to: string, at: string): DeadlineState =>
    moveDeadline(SEED_CALENDAR, state, local(to), 'boundary unclear', 'chief', local(at));
  const apologise = (state: DeadlineState, to: string, at: string): DeadlineState =>
    extendWithApology(SEED_CALENDAR, state, local(to), 'map not ready', 'chief', local(at));

  it('is set by a manager, with who, why and when', () => {
    const state = move(start('2026-11-02 10:00'), '2026-11-18 16:00', '2026-11-10 10:00');
    expect(show(state.dueAt)).toBe('2026-11-18 16:00');
    expect(show(state.originalDueAt)).toBe('2026-11-16 17:00');
    expect(listMoves(state)).toEqual([
      {
        kind: 'moved',
        by: 'chief',
        reason: 'boundary unclear',
        from: local('2026-11-16 17:00'),
        to: local('2026-11-18 16:00'),
        at: local('2026-11-10 10:00'),
      },
    ]);
    expect(stopDeadline(state, local('2026-11-17 10:00')).outcome).toBe('early');
  });

  it('is what a later pause moves on from', () => {
    const state = move(start('2026-11-02 10:00'), '2026-11-18 16:00', '2026-11-10 10:00');
    expect(show(resume(pause(state, '2026-11-16 10:00'), '2026-11-17 10:00').dueAt)).toBe('2026-11-19 17:00');
  });

  it('is given with an apology at most once, and the dossier still counts late', () => {
    const state = apologise(start('2026-11-02 10:00'), '2026-11-20 17:00', '2026-11-13 10:00');
    expect(show(state.dueAt)).toBe('2026-11-20 17:00');
    expect(listMoves(state).map(({ kind }) => kind)).toEqual(['apology']);
    expect(() => apologise(state, '2026-11-25 17:00', '2026-11-19 10:00')).toThrow(refusal('APOLOGY_ALREADY_USED'));
    expect(stopDeadline(state, local('2026-11-18 10:00')).outcome).toBe('late');
    expect(stopDeadline(state, local('2026-11-13 16:00')).outcome).toBe('early');
  });

  it('is refused when it makes no sense', () => {
    const state = start('2026-11-02 10:00');
    expect(() => move(state, '2026-11-10 09:00', '2026-11-10 10:00')).toThrow(refusal('NEW_DUE_IN_PAST'));
    expect(() => move(state, '2026-11-24 17:00', '2026-11-10 10:00')).toThrow(refusal('NEW_DUE_NOT_WORKING_DAY'));
    expect(() => apologise(state, '2026-11-16 17:00', '2026-11-10 10:00')).toThrow(refusal('NEW_DUE_NOT_LATER'));
    const paused = pause(state, '2026-11-10 10:00');
    expect(() => move(paused, '2026-11-20 17:00', '2026-11-11 10:00')).toThrow(refusal('DEADLINE_PAUSED'));
  });
});

describe('stopping', () => {
  it.each([
    ['2026-11-13 17:20', 'early'],
    ['2026-11-16 08:00', 'onTime'],
    ['2026-11-16 17:00', 'onTime'],
    ['2026-11-16 17:01', 'late'],
    ['2026-11-17 08:00', 'late'],
  ])('at %s, due 16/11 17:00, is %s', (at, outcome) => {
    const stopped = stopDeadline(start('2026-11-02 10:00'), local(at));
    expect(stopped.outcome).toBe(outcome);
    expect(deadlineStatus(stopped)).toBe('stopped');
  });

  it('while paused counts where the clock stands, and ends the pause', () => {
    const stopped = stopDeadline(pause(start('2026-11-02 10:00'), '2026-11-04 10:00'), local('2027-03-01 10:00'));
    expect(stopped.outcome).toBe('early');
    expect(stopped.pause).toBeUndefined();
    expect(listPauses(stopped)).toEqual([
      { reason: 'TAX', from: local('2026-11-04 10:00'), to: local('2027-03-01 10:00'), evidence: 'begin TAX' },
    ]);
  });

  it('P6: a pause or a new date after the due instant does not cure lateness; a restart does', () => {
    const missed = start('2026-11-02 10:00');
    const paused = resume(pause(missed, '2026-11-18 10:00'), '2026-11-20 10:00');
    expect(stopDeadline(paused, local('2026-11-20 11:00')).outcome).toBe('late');
    const moved = moveDeadline(
      SEED_CALENDAR,
      missed,
      local('2026-11-27 17:00'),
      'late',
      'chief',
      local('2026-11-18 10:00'),
    );
    expect(stopDeadline(moved, local('2026-11-20 11:00')).outcome).toBe('late');
    const restarted = restartDeadline(SEED_CALENDAR, missed, local('2026-11-18 10:00'), 'supplement');
    expect(stopDeadline(restarted, local('2026-11-20 11:00')).outcome).toBe('early');
  });

  it('ends all commands', () => {
    const stopped = stopDeadline(start('2026-11-02 10:00'), local('2026-11-10 10:00'));
    const refused = refusal('DEADLINE_STOPPED');
    expect(() => pause(stopped, '2026-11-11 10:00')).toThrow(refused);
    expect(() => resume(stopped, '2026-11-11 10:00')).toThrow(refused);
    expect(() => stopDeadline(stopped, local('2026-11-11 10:00'))).toThrow(refused);
    expect(() => restartDeadline(SEED_CALENDAR, stopped, local('2026-11-11 10:00'), 'x')).toThrow(refused);
    expect(() =>
      extendWithApology(SEED_CALENDAR, stopped, local('2026-11-20 17:00'), 'x', 'chief', local('2026-11-11 10:00')),
    ).toThrow(refused);
  });

  it('refuses what lies before the record', () => {
    const paused = pause(start('2026-11-02 10:00'), '2026-11-04 10:00');
    expect(() => resume(paused, '2026-11-04 09:59')).toThrow(refusal('DEADLINE_TIME_REVERSED'));
    expect(() => pause(start('2026-11-02 10:00'), '2026-11-02 09:59')).toThrow(refusal('DEADLINE_TIME_REVERSED'));
  });
});

describe('a changed calendar', () => {
  const announced = {
    ...SEED_CALENDAR,
    version: 'announced',
    overrides: [...SEED_CALENDAR.overrides, dayOff('2026-11-12'), dayOff('2026-11-18')],
  };

  it('moves the due date and keeps the promise', () => {
    const state = recomputeDeadline(announced, start('2026-11-02 10:00'));
    expect(show(state.dueAt)).toBe('2026-11-17 17:00');
    expect(show(state.originalDueAt)).toBe('2026-11-16 17:00');
    expect(state.calendarVersion).toBe('announced');
  });

  it('counts pauses anew, and leaves a given date alone unless it became a day off (P5)', () => {
    const paused = resume(pause(start('2026-11-02 10:00'), '2026-11-11 10:00'), '2026-11-13 10:00');
    expect(show(paused.dueAt)).toBe('2026-11-18 17:00');
    // Under the new calendar: due 17/11, three days remaining on 11/11, so 13/11 + 3 over 18/11 off.
    expect(show(recomputeDeadline(announced, paused).dueAt)).toBe('2026-11-19 17:00');
    const movedTo = (to: string): DeadlineState =>
      moveDeadline(SEED_CALENDAR, start('2026-11-02 10:00'), local(to), 'x', 'chief', local('2026-11-10 10:00'));
    expect(show(recomputeDeadline(announced, movedTo('2026-11-20 16:00')).dueAt)).toBe('2026-11-20 16:00');
    expect(show(recomputeDeadline(announced, movedTo('2026-11-18 16:00')).dueAt)).toBe('2026-11-19 17:00');
  });

  it('reaches a paused deadline too, and never a stopped one', () => {
    const paused = recomputeDeadline(announced, pause(start('2026-11-02 10:00'), '2026-11-11 10:00'));
    expect(deadlineStatus(paused)).toBe('paused');
    expect(show(paused.dueAt)).toBe('2026-11-17 17:00');
    const stopped = stopDeadline(start('2026-11-02 10:00'), local('2026-11-10 10:00'));
    expect(recomputeDeadline(announced, stopped)).toBe(stopped);
  });
});
