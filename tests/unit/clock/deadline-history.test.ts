import { pauseDeadline, resumeDeadline, startDeadline, stopDeadline } from '../../../domain/clock/deadline';
import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import { deadlineAsOf } from '../../../domain/clock/deadline-history';
import { parseInstant } from '../../../domain/clock/instant';

const at = (text: string) => parseInstant(`${text}+07:00`);
const limit = { amount: 8, unit: 'workingDay' } as const;
/** Received on 1 October 2026, paused from the 5th to the 20th, decided on the 26th. */
const started = startDeadline(SEED_CALENDAR, limit, at('2026-10-01T09:00'), {
  id: 'legal',
  rules: { dueMinute: 1020 },
});
const paused = pauseDeadline(started, 'SUPPLEMENT', at('2026-10-05T10:00'), 'x');
const resumed = resumeDeadline(SEED_CALENDAR, paused, 'SUPPLEMENT', at('2026-10-20T10:00'), 'y');
const stopped = stopDeadline(resumed, at('2026-10-26T10:00'));
const asOf = (text: string) => deadlineAsOf(SEED_CALENDAR, stopped, at(text));

describe('a deadline as it stood earlier', () => {
  it.each([
    ['before anything happened', '2026-10-02T08:00', started.dueAt, [], false],
    ['while it was paused', '2026-10-15T08:00', started.dueAt, ['SUPPLEMENT'], false],
    ['after the pause', '2026-10-21T08:00', resumed.dueAt, [], false],
  ])('%s', (_when, then, dueAt, openReasons, overdue) => {
    expect(asOf(then)).toEqual({ dueAt, openReasons, overdue });
  });

  it('is late after its due date, and stands while it is paused', () => {
    expect(deadlineAsOf(SEED_CALENDAR, started, started.dueAt + 1).overdue).toBe(true);
    expect(deadlineAsOf(SEED_CALENDAR, paused, started.dueAt + 1).overdue).toBe(false);
  });
});
