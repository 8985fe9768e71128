import fc from 'fast-check';
import {
  extendWithApology,
  moveDeadline,
  pauseDeadline,
  recomputeDeadline,
  restartDeadline,
  resumeDeadline,
  startDeadline,
} from '../../../domain/clock/deadline';
import { percentUsed, thresholdInstants } from '../../../domain/clock/deadline-progress';
import { PAUSE_REASONS, deadlineStatus, type DeadlineState } from '../../../domain/clock/deadline-state';
import { dayOf, localDateOf } from '../../../domain/clock/instant';
import { receivedInOfficeHours, type TimeLimit, type TimeLimitUnit } from '../../../domain/clock/time-limit';
import {
  addWorkingDays,
  countWorkingDays,
  workingDayOnOrAfter,
  workingMinutesBetween,
  type WorkingCalendar,
} from '../../../domain/clock/working-calendar';
import { Refusal } from '../../../domain/refusal';
import { anyCalendar, anyInstant, dayOff } from './clock-fixtures';

const MINUTE = 60_000;
const DAY = 86_400_000;
const units: TimeLimitUnit[] = ['workingDay', 'workingHour', 'calendarDay', 'calendarHour', 'month'];
const dayUnits: TimeLimitUnit[] = ['workingDay', 'calendarDay', 'month'];

const limitIn = (...allowed: TimeLimitUnit[]): fc.Arbitrary<TimeLimit> =>
  fc.tuple(fc.constantFrom(...allowed), fc.integer({ min: 0, max: 20 })).map(([unit, amount]) => ({ unit, amount }));
const anyGap = fc.nat(12 * 1440).map((minutes) => minutes * MINUTE);

type Act =
  | { kind: 'pause' | 'resume'; reason: (typeof PAUSE_REASONS)[number]; gap: number }
  | { kind: 'restart'; gap: number }
  | { kind: 'move' | 'apology'; gap: number; ahead: number };

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('pause' as const, 'resume' as const),
    reason: fc.constantFrom(...PAUSE_REASONS.slice(0, 3)),
    gap: anyGap,
  }),
  fc.record({ kind: fc.constant('restart' as const), gap: anyGap }),
  fc.record({ kind: fc.constantFrom('move' as const, 'apology' as const), gap: anyGap, ahead: anyGap }),
);

/** Carries out what is legal of a random list of acts; a refusal changes nothing, anything else fails the test. */
function live(
  calendar: WorkingCalendar,
  begun: DeadlineState,
  acts: readonly Act[],
): { state: DeadlineState; now: number } {
  let state = begun;
  let now = begun.startedAt;
  for (const act of acts) {
    now += act.gap;
    try {
      state = carryOut(calendar, state, act, now);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return { state, now };
}

function carryOut(calendar: WorkingCalendar, state: DeadlineState, act: Act, now: number): DeadlineState {
  switch (act.kind) {
    case 'pause':
      return pauseDeadline(state, act.reason, now, 'evidence');
    case 'resume':
      return resumeDeadline(calendar, state, act.reason, now, 'evidence');
    case 'restart':
      return restartDeadline(calendar, state, now, 'evidence');
    case 'move':
      return moveDeadline(calendar, state, now + act.ahead, 'reason', 'chief', now);
    case 'apology':
      return extendWithApology(calendar, state, state.dueAt + act.ahead, 'reason', 'chief', now);
  }
}

const anyLife = fc.tuple(anyCalendar, limitIn(...units), anyInstant, fc.array(anyAct, { maxLength: 8 }));
const begin = (calendar: WorkingCalendar, limit: TimeLimit, at: number): DeadlineState =>
  startDeadline(calendar, limit, at, { id: 'legal' });

const pauseOnce = (calendar: WorkingCalendar, state: DeadlineState, from: number, to: number): DeadlineState =>
  resumeDeadline(calendar, pauseDeadline(state, 'TAX', from, 'a'), 'TAX', to, 'b');
const datesOf = ({ dueAt, countedDueAt, allowedMs }: DeadlineState) => [dueAt, countedDueAt, allowedMs];

/** The first minute from `at` on at which nobody works. */
function nextRest(calendar: WorkingCalendar, at: number): number {
  let rest = at;
  while (receivedInOfficeHours(calendar, rest) === rest) rest += MINUTE;
  return rest;
}

describe('a deadline, whatever happens to it', () => {
  it('keeps its promised date and is the same after JSON', () => {
    fc.assert(
      fc.property(anyLife, ([calendar, limit, at, acts]) => {
        const begun = begin(calendar, limit, at);
        const { state } = live(calendar, begun, acts);
        expect(state.originalDueAt).toBe(begun.dueAt);
        expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
      }),
    );
  });

  it('is unchanged when recomputed with the same calendar', () => {
    fc.assert(
      fc.property(anyLife, ([calendar, limit, at, acts]) => {
        const { state } = live(calendar, begin(calendar, limit, at), acts);
        expect(recomputeDeadline(calendar, state)).toStrictEqual(state);
      }),
    );
  });

  it('is not due earlier when a day off is added, as long as nobody gave it a date', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        limitIn('workingDay', 'workingHour', 'calendarDay', 'month'),
        anyInstant,
        fc.nat(20),
        (calendar, limit, at, ahead) => {
          const state = begin(calendar, limit, at);
          const date = localDateOf(at + ahead * DAY);
          fc.pre(!calendar.overrides.some((override) => override.date === date));
          const changed = { ...calendar, version: 'changed', overrides: [...calendar.overrides, dayOff(date)] };
          expect(recomputeDeadline(changed, state).dueAt).toBeGreaterThanOrEqual(state.dueAt);
        },
      ),
    );
  });

  it('counts from zero after a restart', () => {
    fc.assert(
      fc.property(anyLife, anyGap, ([calendar, limit, at, acts], gap) => {
        const { state, now } = live(calendar, begin(calendar, limit, at), acts);
        const again = restartDeadline(calendar, state, now + gap, 'supplement');
        const fresh = begin(calendar, limit, now + gap);
        expect([again.dueAt, again.countedDueAt, again.allowedMs]).toEqual([
          fresh.dueAt,
          fresh.countedDueAt,
          fresh.allowedMs,
        ]);
      }),
    );
  });

  it('has thresholds in order, the last of them exactly at its due instant, none while it stands still', () => {
    fc.assert(
      fc.property(anyLife, ([calendar, limit, at, acts]) => {
        const { state } = live(calendar, begin(calendar, limit, at), acts);
        const instants = thresholdInstants(calendar, state).map((threshold) => threshold.at);
        if (deadlineStatus(state) === 'paused') {
          expect(instants).toEqual([]);
          return;
        }
        expect(instants).toEqual([...instants].sort((a, b) => a - b));
        expect(instants.at(-1)).toBe(state.dueAt);
      }),
    );
  });

  it('has used p percent at threshold p, and never less as time goes by', () => {
    fc.assert(
      fc.property(anyLife, fc.nat(100), anyGap, ([calendar, limit, at, acts], percent, gap) => {
        const { state } = live(calendar, begin(calendar, limit, at), acts);
        fc.pre(deadlineStatus(state) === 'running' && state.allowedMs > 0);
        const [threshold] = thresholdInstants(calendar, state, [percent]);
        // An instant is a whole millisecond, so the percentage comes back to within one of them.
        const tolerance = 100 / state.allowedMs + 1e-9;
        expect(Math.abs(percentUsed(calendar, state, threshold!.at) - percent)).toBeLessThanOrEqual(tolerance);
        expect(percentUsed(calendar, state, threshold!.at + gap)).toBeGreaterThanOrEqual(percent - tolerance);
      }),
    );
  });
});

describe('pause neutrality', () => {
  it('P1: a pause without working time changes nothing', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        limitIn('workingDay', 'workingHour', 'calendarDay', 'month'),
        anyInstant,
        anyGap,
        anyGap,
        (calendar, limit, at, gap, length) => {
          const begun = begin(calendar, limit, at);
          const from = nextRest(calendar, at + gap);
          const open = receivedInOfficeHours(calendar, from);
          const to = Math.min(from + length, open);
          expect(workingMinutesBetween(calendar, from, to)).toBe(0);
          expect(datesOf(pauseOnce(calendar, begun, from, to))).toEqual(datesOf(begun));
        },
      ),
    );
  });

  it('P1: only the working time of a pause counts, not where outside of it the pause begins and ends', () => {
    fc.assert(
      fc.property(anyCalendar, limitIn(...dayUnits), anyInstant, anyGap, anyGap, (calendar, limit, at, gap, length) => {
        const begun = begin(calendar, limit, at);
        const [from, to] = [at + gap, at + gap + length];
        const opened = pauseOnce(
          calendar,
          begun,
          receivedInOfficeHours(calendar, from),
          receivedInOfficeHours(calendar, to),
        );
        // What became overdue while nobody worked is overdue at the opening too.
        expect(pauseOnce(calendar, begun, from, to).dueAt).toBe(opened.dueAt);
      }),
    );
  });

  it('P1: a limit in days paused and resumed at work on one date is due as before', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        limitIn(...dayUnits),
        anyInstant,
        anyGap,
        fc.nat(1439),
        (calendar, limit, at, gap, minutes) => {
          const begun = begin(calendar, limit, at);
          const from = receivedInOfficeHours(calendar, at + gap);
          const to = receivedInOfficeHours(calendar, from + minutes * MINUTE);
          fc.pre(dayOf(from) === dayOf(to) && !(from <= begun.dueAt && begun.dueAt <= to));
          expect(datesOf(pauseOnce(calendar, begun, from, to))).toEqual(datesOf(begun));
        },
      ),
    );
  });

  it('P1: a limit in working days keeps its whole remaining days', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        limitIn('workingDay'),
        anyInstant,
        anyGap,
        anyGap,
        (calendar, limit, at, gap, length) => {
          const begun = begin(calendar, limit, at);
          const [from, to] = [at + gap, at + gap + length].map((end) => receivedInOfficeHours(calendar, end)) as [
            number,
            number,
          ];
          const [pausedOn, resumedOn, dueOn] = [from, to, begun.dueAt].map(localDateOf) as [string, string, string];
          fc.pre(pausedOn < dueOn && pausedOn < resumedOn);
          const remaining = countWorkingDays(calendar, pausedOn, dueOn);
          const resumed = pauseOnce(calendar, begun, at + gap, at + gap + length);
          expect(localDateOf(resumed.dueAt)).toBe(addWorkingDays(calendar, resumedOn, remaining));
        },
      ),
    );
  });

  it('P1: several pauses never move the date further than one that holds from the first to the last', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        limitIn(...units),
        anyInstant,
        fc.array(fc.tuple(anyGap, anyGap), { minLength: 1, maxLength: 6 }),
        (calendar, limit, at, pauses) => {
          const begun = begin(calendar, limit, at);
          let state = begun;
          let now = at;
          for (const [gap, length] of pauses) {
            state = pauseOnce(calendar, state, now + gap, now + gap + length);
            now += gap + length;
          }
          const hull = pauseOnce(calendar, begun, at + pauses[0]![0], now);
          expect(state.dueAt).toBeGreaterThanOrEqual(begun.dueAt);
          expect(state.dueAt).toBeLessThanOrEqual(hull.dueAt);
        },
      ),
    );
  });

  it('P2: a date missed during a pause or before is due at the first due hour after it', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        limitIn('workingDay'),
        anyInstant,
        anyGap,
        anyGap,
        (calendar, limit, at, late, length) => {
          const begun = begin(calendar, limit, at);
          const from = begun.dueAt + late;
          const to = from + length;
          const [pausedOn, resumedOn] = [from, to].map((end) => localDateOf(receivedInOfficeHours(calendar, end)));
          fc.pre(pausedOn! < resumedOn!);
          const { dueAt } = pauseOnce(calendar, begun, from, to);
          expect(dueAt).toBeGreaterThan(to);
          const first = workingDayOnOrAfter(calendar, localDateOf(to));
          expect([first, addWorkingDays(calendar, first, 1)]).toContain(localDateOf(dueAt));
        },
      ),
    );
  });

  it('P3: a limit in working hours is moved by exactly the working time of the pause', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        limitIn('workingHour'),
        anyInstant,
        anyGap,
        anyGap,
        (calendar, limit, at, gap, length) => {
          const begun = begin(calendar, limit, at);
          const from = at + gap;
          fc.pre(from < begun.dueAt);
          const to = from + length;
          const resumed = resumeDeadline(calendar, pauseDeadline(begun, 'TAX', from, 'a'), 'TAX', to, 'b');
          expect(workingMinutesBetween(calendar, begun.dueAt, resumed.dueAt)).toBe(
            workingMinutesBetween(calendar, from, to),
          );
        },
      ),
    );
  });

  it('a longer pause never brings the date forward', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        limitIn(...units),
        anyInstant,
        anyGap,
        anyGap,
        anyGap,
        (calendar, limit, at, gap, length, more) => {
          const begun = begin(calendar, limit, at);
          const paused = pauseDeadline(begun, 'TAX', at + gap, 'a');
          const short = resumeDeadline(calendar, paused, 'TAX', at + gap + length, 'b');
          const long = resumeDeadline(calendar, paused, 'TAX', at + gap + length + more, 'b');
          expect(short.dueAt).toBeGreaterThanOrEqual(begun.dueAt);
          expect(long.dueAt).toBeGreaterThanOrEqual(short.dueAt);
          expect(long.countedDueAt).toBeGreaterThanOrEqual(short.countedDueAt);
        },
      ),
    );
  });

  it('P4: overlapping reasons hold the clock as one pause from the first to the last', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        limitIn(...units),
        anyInstant,
        anyGap,
        fc.tuple(anyGap, anyGap, anyGap),
        (calendar, limit, at, gap, [a, b, c]) => {
          const begun = begin(calendar, limit, at);
          const t = at + gap;
          const both = pauseDeadline(pauseDeadline(begun, 'TAX', t, ''), 'PAYMENT', t + a, '');
          const taxEnded = resumeDeadline(calendar, both, 'TAX', t + a + b, '');
          const overlapping = resumeDeadline(calendar, taxEnded, 'PAYMENT', t + a + b + c, '');
          const single = resumeDeadline(calendar, pauseDeadline(begun, 'TAX', t, ''), 'TAX', t + a + b + c, '');
          expect(overlapping.dueAt).toBe(single.dueAt);
        },
      ),
    );
  });
});
