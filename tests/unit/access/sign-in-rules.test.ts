import { describeDevice } from '../../../domain/access/device-words';
import { listPendingSteps, requiresSecondFactor } from '../../../domain/access/pending-steps';
import { listDelays } from '../../../domain/access/sign-in-delay';

describe('waits after failures', () => {
  const lockOut = {
    freeFailures: 5,
    firstDelayMs: 30_000,
    longestDelayMs: 900_000,
    accountFailures: 50,
    windowMs: 3_600_000,
  };

  it('begin after the free ones, double, and stop growing', () => {
    expect(listDelays(lockOut).slice(0, 11)).toEqual([
      ...[0, 0, 0, 0],
      ...[30_000, 60_000, 120_000, 240_000, 480_000, 900_000, 900_000],
    ]);
  });

  it('never grow beyond numbers', () => {
    expect(listDelays(lockOut).every((delay) => Number.isFinite(delay) && delay <= 900_000)).toBe(true);
  });
});

describe('what is left to do after signing in', () => {
  const done = { mustChangePassword: false, termsAccepted: true, hasSecondFactor: false };
  const admin = [{ role: 'admin', unitId: 'so' }] as const;
  const officer = [{ role: 'officer', unitId: 'cn' }] as const;

  it('is nothing for whoever has done it', () => {
    expect(listPendingSteps(done, officer, ['admin'])).toEqual([]);
    expect(listPendingSteps({ ...done, hasSecondFactor: true }, admin, ['admin'])).toEqual([]);
  });

  it('A7.3a, A7.2a: the one-time secret goes first, then the terms, then the second factor', () => {
    const fresh = { mustChangePassword: true, termsAccepted: false, hasSecondFactor: false };
    expect(listPendingSteps(fresh, officer, ['admin'])).toEqual(['password', 'terms']);
    expect(listPendingSteps(fresh, admin, ['admin'])).toEqual(['password', 'terms', 'secondFactor']);
  });

  it('depends on the roles the installation names', () => {
    expect(requiresSecondFactor(admin, ['admin'])).toBe(true);
    expect(requiresSecondFactor(officer, ['admin'])).toBe(false);
    expect(requiresSecondFactor([...officer, ...admin], ['admin'])).toBe(true);
    expect(requiresSecondFactor(admin, [])).toBe(false);
  });
});

describe('a device in words', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      'Chrome · Windows',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
      'Edge · Windows',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari · iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15; SM-A556E) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36',
      'Samsung Internet · Android',
    ],
    ['curl/8.5', ''],
    ['', ''],
  ])('%s', (userAgent, words) => expect(describeDevice(userAgent)).toBe(words));
});
