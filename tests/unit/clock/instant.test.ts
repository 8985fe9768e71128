import fc from 'fast-check';
import {
  addMonths,
  dayOf,
  formatInstant,
  formatLocalDate,
  instantAt,
  localDateOf,
  minuteOfDay,
  parseInstant,
  parseLocalDate,
  weekdayOf,
} from '../../../domain/clock/instant';
import { anyDate, anyInstant, local, refusal } from './clock-fixtures';

describe('instants and Vietnamese dates', () => {
  it('reads an instant with its offset and writes it in UTC', () => {
    expect(formatInstant(parseInstant('2024-02-05T10:00:00+07:00'))).toBe('2024-02-05T03:00:00.000Z');
    expect(parseInstant('2024-02-05T03:00:00.000Z')).toBe(local('2024-02-05 10:00'));
  });

  it.each(['2024-02-05T10:00:00', '2024-02-05', '2024-02-30T10:00:00Z', '05/02/2024', ''])(
    'refuses %p as an instant',
    (text) => {
      expect(() => parseInstant(text)).toThrow(/is not (an ISO-8601 instant|a date)/);
    },
  );

  it.each(['2023-02-29', '2024-13-01', '2024-1-1', '2024-00-10'])('refuses %p as a date', (text) => {
    expect(() => parseLocalDate(text)).toThrow(refusal('DATE_INVALID'));
  });

  it.each([
    ['2024-02-05 00:00', '2024-02-05'],
    ['2024-02-05 06:59', '2024-02-05'],
    ['2024-02-05 23:59', '2024-02-05'],
    ['1969-12-31 08:00', '1969-12-31'],
  ])('%s falls on %s in Vietnam', (at, date) => {
    expect(localDateOf(local(at))).toBe(date);
  });

  it('knows the weekday: Monday 0, Sunday 6, also before 1970', () => {
    expect(weekdayOf(parseLocalDate('2026-11-23'))).toBe(0);
    expect(weekdayOf(parseLocalDate('2026-11-22'))).toBe(6);
    expect(weekdayOf(parseLocalDate('1969-12-29'))).toBe(0);
  });

  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-11-15', 3, '2025-02-15'],
    ['2024-08-31', 1, '2024-09-30'],
    ['2024-05-10', 0, '2024-05-10'],
  ])('%s plus %i months is %s', (from, months, to) => {
    expect(formatLocalDate(addMonths(parseLocalDate(from), months))).toBe(to);
  });

  it('takes every date and instant apart and puts it together again', () => {
    fc.assert(
      fc.property(anyDate, anyInstant, (date, instant) => {
        expect(formatLocalDate(parseLocalDate(date))).toBe(date);
        expect(instantAt(localDateOf(instant), minuteOfDay(instant))).toBe(instant);
        expect(parseInstant(formatInstant(instant))).toBe(instant);
        expect(formatLocalDate(dayOf(instant))).toBe(localDateOf(instant));
      }),
    );
  });
});
