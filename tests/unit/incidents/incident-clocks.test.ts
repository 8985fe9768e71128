import { at, reported } from './incident-spec';

describe('A19.3b: lost data is recovered within the working day, at most two days from detection', () => {
  test.each([
    ['on a working morning: the same day’s closing', '2026-03-03T09:00', '2026-03-03T17:30', '2026-03-05T09:00'],
    ['at noon: the same day’s closing', '2026-03-03T12:00', '2026-03-03T17:30', '2026-03-05T12:00'],
    ['after closing: the next working day', '2026-03-03T18:00', '2026-03-04T17:30', '2026-03-05T18:00'],
    [
      'on Friday evening: two days are over before work begins',
      '2026-03-06T18:00',
      '2026-03-08T18:00',
      '2026-03-08T18:00',
    ],
    ['on Sunday: Monday', '2026-03-08T10:00', '2026-03-09T17:30', '2026-03-10T10:00'],
    ['in the Tết holidays: two days, holidays or not', '2026-02-14T08:00', '2026-02-16T08:00', '2026-02-16T08:00'],
    ['on the last day of Tết: the first working day', '2026-02-22T15:00', '2026-02-23T17:30', '2026-02-24T15:00'],
    ['on a Saturday worked for a bridge day', '2026-08-22T09:00', '2026-08-22T17:30', '2026-08-24T09:00'],
  ])('%s', (_, detected, target, limit) => {
    const incident = reported('dataLoss', detected);
    expect(incident.due('recoveryTarget')).toBe(target);
    expect(incident.due('recoveryLimit')).toBe(limit);
    expect(incident.clock('recoveryLimit')?.rule).toBe('A19.3b');
  });

  test('counts from the detection, however late it is reported', () => {
    const incident = reported('dataLoss', '2026-03-03T16:00', { detectedAt: at('2026-03-03T09:00') });
    expect(incident.due('recoveryLimit')).toBe('2026-03-05T09:00');
    // 50 and 75 % of the working day had passed before anybody said so.
    expect(incident.until(incident.now).told('recoveryTarget')).toEqual([
      [50, '2026-03-03T14:15'],
      [75, '2026-03-03T15:52'],
    ]);
  });
});

test('A19.3c: a broken DBMS or operating system is mended in two days, at most four, days off or not', () => {
  const incident = reported('dbmsOrOsFailure', '2026-02-13T16:00');
  expect(incident.due('recoveryTarget')).toBe('2026-02-15T16:00');
  expect(incident.due('recoveryLimit')).toBe('2026-02-17T16:00');
});

describe('A19.3d: after broken hardware two working days, at most four days, from when the hardware is fixed', () => {
  test('before that nothing is counted, and no fix is taken', () => {
    const incident = reported('hardwareFailure', '2026-03-03T09:00');
    expect(incident.clock('recoveryTarget')).toBeUndefined();
    expect(incident.until(at('2026-03-20T09:00')).refused('recordFix', { at: at('2026-03-20T09:00') })).toBe(
      'HARDWARE_NOT_FIXED',
    );
  });

  test.each([
    ['on a Monday', '2026-03-09T10:00', '2026-03-11T17:30', '2026-03-13T10:00'],
    [
      'on a Thursday: the weekend does not count, and four days cut it short',
      '2026-03-12T10:00',
      '2026-03-16T10:00',
      '2026-03-16T10:00',
    ],
    ['before Tết: four days', '2026-02-13T10:00', '2026-02-17T10:00', '2026-02-17T10:00'],
    ['on a Wednesday: Friday’s closing', '2026-03-11T10:00', '2026-03-13T17:30', '2026-03-15T10:00'],
  ])('%s', (_, fixed, target, limit) => {
    const incident = reported('hardwareFailure', '2026-02-10T09:00').until(at(fixed));
    incident.do('recordHardwareFixed', { at: at(fixed) });
    expect(incident.due('recoveryTarget')).toBe(target);
    expect(incident.due('recoveryLimit')).toBe(limit);
  });
});

describe('A14.4, A15.9: the software is never interrupted for more than twelve hours', () => {
  const down = () => reported('linkFailure', '2026-03-06T20:00', { interruptedSince: at('2026-03-06T19:00') });

  test('around the clock, from when it went down, told at 50, 75, 90 and 100 %', () => {
    const incident = down();
    expect(incident.due('interruption')).toBe('2026-03-07T07:00');
    expect(incident.until(at('2026-03-08T00:00')).told('interruption')).toEqual([
      [50, '2026-03-07T01:00'],
      [75, '2026-03-07T04:00'],
      [90, '2026-03-07T05:48'],
      [100, '2026-03-07T07:00'],
    ]);
  });

  test('stands while it is back, and goes on with what is left when it goes down again', () => {
    const incident = down().until(at('2026-03-07T02:00'));
    incident.do('recordServiceRestored', { at: at('2026-03-07T01:30') });
    expect(incident.until(at('2026-03-09T08:00')).told('interruption')).toHaveLength(1);
    incident.do('recordInterruption', { at: at('2026-03-09T08:00') });
    // 6 h 30 min are used up, 5 h 30 min are left.
    expect(incident.due('interruption')).toBe('2026-03-09T13:30');
    expect(incident.until(at('2026-03-10T00:00')).told('interruption').slice(1)).toEqual([
      [75, '2026-03-09T10:30'],
      [90, '2026-03-09T12:18'],
      [100, '2026-03-09T13:30'],
    ]);
  });

  test('is not told any more once the service is back for good', () => {
    const incident = down().do('recordServiceRestored', { at: at('2026-03-06T19:30') });
    expect(incident.until(at('2026-03-20T00:00')).told('interruption')).toEqual([]);
  });

  test('what is over within its very minute is over when it began: moments are named to the minute', () => {
    const began = at('2026-03-06T20:00') + 41_000;
    const incident = reported('linkFailure', '2026-03-06T20:00', { detectedAt: at('2026-03-06T20:00') });
    incident.until(began + 5_000).do('recordInterruption', { at: began });
    expect(incident.refused('recordServiceRestored', { at: at('2026-03-06T19:59') + 59_999 })).toBe(
      'INCIDENT_TIME_INVALID',
    );
    incident.do('recordServiceRestored', { at: at('2026-03-06T20:00') });
    expect(incident.clock('interruption')).toMatchObject({ pausedAt: began });
    incident.do('recordInterruption', { at: at('2026-03-06T20:00') });
    expect(incident.state.data.interruptedSince).toBe(began);
  });

  test('no time that cannot be', () => {
    const incident = down();
    expect(incident.refused('recordServiceRestored', { at: at('2026-03-06T18:00') })).toBe('INCIDENT_TIME_INVALID');
    expect(incident.refused('recordServiceRestored', { at: at('2026-03-06T20:01') })).toBe('INCIDENT_TIME_INVALID');
    expect(incident.refused('recordInterruption', { at: incident.now })).toBe('INCIDENT_STEP_NOT_NEEDED');
  });
});

describe('a leak of personal data', () => {
  test('is told to the authority within 72 hours of its detection', () => {
    const incident = reported('personalDataLeak', '2026-02-13T10:00');
    expect(incident.due('leakNotice')).toBe('2026-02-16T10:00');
    incident.until(at('2026-02-14T09:00')).do('recordAuthorityNotice', { at: at('2026-02-14T08:00') });
    expect(incident.until(at('2026-03-01T00:00')).told('leakNotice')).toEqual([]);
  });

  test('may come with an incident of any class', () => {
    expect(reported('dataLoss', '2026-03-03T09:00').clock('leakNotice')).toBeUndefined();
    expect(reported('dataLoss', '2026-03-03T09:00', { personalData: true }).due('leakNotice')).toBe('2026-03-06T09:00');
  });
});

test('a threshold that fell while everything was down is told as of when it fell, once', () => {
  const incident = reported('dataLoss', '2026-03-03T09:00');
  incident.now = at('2026-03-07T00:00');
  incident.wake().wake();
  expect(incident.told('recoveryLimit')).toEqual([
    [50, '2026-03-04T09:00'],
    [75, '2026-03-04T21:00'],
    [90, '2026-03-05T04:12'],
    [100, '2026-03-05T09:00'],
  ]);
  expect(incident.told('recoveryTarget').at(-1)).toEqual([100, '2026-03-03T17:30']);
});

test('the clocks of A19.3 stop when data and software are back, and run on when they were not', () => {
  const incident = reported('dataLoss', '2026-03-03T09:00').until(at('2026-03-03T14:30'));
  incident.do('recordFix', { at: at('2026-03-03T14:00') });
  expect(incident.until(at('2026-03-04T00:00')).told('recoveryTarget')).toEqual([[50, '2026-03-03T14:15']]);
  incident.do('reopenIncident', {});
  expect(incident.until(at('2026-03-04T08:00')).told('recoveryTarget').slice(1)).toEqual([
    [75, '2026-03-03T15:52'],
    [90, '2026-03-03T16:51'],
    [100, '2026-03-03T17:30'],
  ]);
});
