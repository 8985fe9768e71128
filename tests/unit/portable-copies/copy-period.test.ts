import fc from 'fast-check';
import { localDateOf, parseInstant, parseLocalDate } from '../../../domain/clock/instant';
import { lastEndedSpan } from '../../../domain/portable-copies/copy-period';

const at = (local: string) => parseInstant(`${local}:00+07:00`);
const DAY = 86_400_000;

describe('A18.1a, A18.1b: of which period a copy is owed', () => {
  test('two weeks from a Monday to a Sunday, of Vietnam’s days', () => {
    expect(lastEndedSpan('database', at('2026-11-29T23:59'))).toEqual({ from: '2026-11-02', to: '2026-11-15' });
    expect(lastEndedSpan('database', at('2026-11-30T00:00'))).toEqual({ from: '2026-11-16', to: '2026-11-29' });
  });

  test('half a year', () => {
    expect(lastEndedSpan('scans', at('2026-06-30T23:59'))).toEqual({ from: '2025-07-01', to: '2025-12-31' });
    expect(lastEndedSpan('scans', at('2026-07-01T00:00'))).toEqual({ from: '2026-01-01', to: '2026-06-30' });
    expect(lastEndedSpan('scans', at('2027-01-01T00:00'))).toEqual({ from: '2026-07-01', to: '2026-12-31' });
  });

  test('periods follow one another without a gap, and the last one ended within two weeks or half a year', () => {
    const moment = fc.integer({ min: at('2020-01-01T00:00'), max: at('2040-01-01T00:00') });
    fc.assert(
      fc.property(moment, fc.constantFrom('database' as const, 'scans' as const), (now, kind) => {
        const { from, to } = lastEndedSpan(kind, now);
        const sinceEnd = parseLocalDate(localDateOf(now)) - parseLocalDate(to);
        expect(sinceEnd).toBeGreaterThan(0);
        expect(sinceEnd).toBeLessThanOrEqual(kind === 'database' ? 14 : 184);
        const before = lastEndedSpan(kind, now - sinceEnd * DAY);
        expect(parseLocalDate(before.to) + 1).toBe(parseLocalDate(from));
      }),
    );
  });
});
