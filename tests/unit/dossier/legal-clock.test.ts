import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import type { ProcedureContent } from '../../../domain/dossier/procedure-content';
import { CLERK, DossierSpec, HEAD, loadTransfer } from '../../support/dossier-spec';
import { dayOff, local, show } from '../clock/clock-fixtures';

// The legal clock of a dossier received on Monday 6 March 2023: ten working days, due Monday the 20th at 17:00.

const PROMISED = '2023-03-20 17:00';
let procedure: ProcedureContent;
beforeAll(async () => {
  procedure = await loadTransfer('2013');
});
const dossier = (receivedAt?: string, extraWorkingDays = 0) =>
  new DossierSpec(procedure, {
    identity: { extraWorkingDays, ...(receivedAt ? { receivedAt: local(receivedAt) } : {}) },
  });
const promised = (given: DossierSpec) => show(given.state.deadline?.originalDueAt ?? 0);

describe('starts', () => {
  test('at the receipt, and shows every threshold of the running time', () => {
    const given = dossier().submit();
    expect([given.dueAt, promised(given)]).toEqual([PROMISED, PROMISED]);
    // 86 working hours from Monday 09:00 to Monday 17:00.
    expect(given.lastCommit.thresholds.map(({ percent, at }) => [percent, show(at)])).toEqual([
      [50, '2023-03-13 14:00'],
      [75, '2023-03-16 09:30'],
      [90, '2023-03-17 16:24'],
      [100, PROMISED],
    ]);
  });

  test.each([
    ['after hours: as on the next working day', '2023-03-05 20:00', 0, PROMISED],
    ['a remote commune: ten working days more', '2023-03-06 09:00', 10, '2023-04-03 17:00'],
  ])('%s', (_name, receivedAt, extra, due) => {
    expect(dossier(receivedAt, extra).submit().dueAt).toBe(due);
  });

  test('and ends at the hour of appointment that the regime names', () => {
    const rules = { ...procedure.rules, dueHour: '16:30' };
    expect(new DossierSpec({ ...procedure, rules }).submit().dueAt).toBe('2023-03-20 16:30');
  });

  test('and what comes in after the hour the regime names is due a working day later, when it is due the same day', () => {
    const dueWith = (sameDayCutOff?: string) => {
      const rules = { ...procedure.rules, limit: { amount: 0, unit: 'workingDay' as const }, sameDayCutOff };
      return new DossierSpec({ ...procedure, rules }).submit().dueAt; // received at 09:00
    };
    expect([dueWith('15:00'), dueWith('08:30'), dueWith()]).toEqual([
      '2023-03-06 17:00',
      '2023-03-07 17:00',
      '2023-03-06 17:00',
    ]);
  });

  test('nothing is refused because the clock of the receiving machine was a little ahead', () => {
    const given = dossier('2023-03-06 09:03').submit();
    given.act('requestSupplement', { task: given.idOf('appraise') });
    given.act('withdraw', {}, CLERK);
    expect(given.state.deadline).toMatchObject({ stoppedAt: local('2023-03-06 09:03'), outcome: 'early' });
  });
});

describe('stands still', () => {
  test('while tax determines and the citizen pays: one pause without a gap', () => {
    const given = dossier().toSending().at('2023-03-08 10:00').sent();
    expect(given.lastEntries).toEqual(['ClockPaused', 'StatusChanged']);
    expect(given.lastCommit.thresholds).toEqual([]);
    given.at('2023-03-10 10:00').notices(1, { 'TB-1': true });
    expect(given.lastEntries).toEqual(['TaxNoticesReceived', 'ClockPaused', 'ClockResumed', 'StatusChanged']);
    expect([given.pauses, show(given.state.deadline?.pause?.since ?? 0)]).toEqual([['PAYMENT'], '2023-03-08 10:00']);
    given.at('2023-03-15 10:00').pay('TB-1');
    // Eight days remained after Wednesday the 8th; they count from the day after Wednesday the 15th.
    expect([given.dueAt, promised(given), given.pauses]).toEqual(['2023-03-27 17:00', PROMISED, []]);
  });

  test('and goes on when tax returns the slip: that time is the office’s own', () => {
    const given = dossier().toSending().at('2023-03-08 10:00').sent().at('2023-03-10 10:00').slipReturned(1);
    expect([given.dueAt, given.pauses]).toEqual(['2023-03-22 17:00', []]);
    given.complete('prepareTaxSlip').at('2023-03-14 10:00').sent(2);
    expect(given.pauses).toEqual(['TAX']);
    given.at('2023-03-16 10:00').notices(2, {});
    expect([given.dueAt, promised(given)]).toEqual(['2023-03-24 17:00', PROMISED]);
  });

  test('not while the slip is being sent, nor while it is prepared', () => {
    expect(dossier().toSending().pauses).toEqual([]);
    expect(dossier().toTaxSlip().pauses).toEqual([]);
  });
});

describe('stops when the result is registered', () => {
  test.each([
    ['2023-03-17 16:00', 'early'],
    ['2023-03-20 16:59', 'onTime'],
    ['2023-03-20 17:01', 'late'],
  ])('at %s: %s', (at, outcome) => {
    const given = dossier().toRegistering().at(at).complete('registerResult');
    expect(given.state.deadline).toMatchObject({ stoppedAt: local(at), outcome });
    expect(given.lastCommit.dossier).toMatchObject({ outcome, clockStoppedAt: local(at), status: 'HANDOVER' });
    expect(given.lastCommit.thresholds).toEqual([]);
    given.at('2023-05-05 09:00').complete('returnResult', {}, CLERK);
    expect(given.state.deadline).toMatchObject({ stoppedAt: local(at), outcome });
  });

  test('a pause that was justified does not make the dossier late', () => {
    const given = dossier().toSending().at('2023-03-08 10:00').sent().at('2023-04-14 10:00').notices(1, {});
    given.at('2023-04-19 10:00').finish();
    expect(given.state.deadline?.outcome).toBe('early');
  });
});

describe('a new date', () => {
  const move = (given: DossierSpec, to: string, apology: boolean) =>
    given.act('moveDeadline', { dueAt: local(to), apology, submission: 'S-1' }, HEAD);

  test('given by a manager counts, the promised date stays', () => {
    const given = dossier().submit();
    move(given, '2023-03-24 17:00', false);
    expect(given.lastEntries).toEqual(['DeadlineMoved']);
    expect([given.dueAt, promised(given)]).toEqual(['2023-03-24 17:00', PROMISED]);
    expect(given.lastCommit.thresholds.map(({ cycle }) => cycle)).toEqual([1, 1, 1, 1]);
    given.complete('appraise', { eligible: true, taxExempt: true }).at('2023-03-23 10:00').finish();
    expect(given.state.deadline?.outcome).toBe('early');
  });

  test('with an apology is given once, and what comes after the first date is late', () => {
    const given = dossier().submit();
    move(given, '2023-03-24 17:00', true);
    expect(given.sentOut('document')).toContain('apology');
    expect(given.sentOut('mail')).toEqual(['apology']);
    const again = { dueAt: local('2023-03-28 17:00'), apology: true };
    expect(given.refusal('moveDeadline', again, HEAD)).toMatchObject({ code: 'APOLOGY_ALREADY_USED' });
    given.complete('appraise', { eligible: true, taxExempt: true }).at('2023-03-23 10:00').finish();
    expect(given.state.deadline?.outcome).toBe('late');
  });

  test('with an apology that comes on the last day is taken, and kept as late', () => {
    const inTime = dossier().submit().at('2023-03-17 16:00');
    move(inTime, '2023-03-24 17:00', true);
    expect(inTime.lastCommit.entries.at(-1)).not.toHaveProperty('lateNotice');
    const late = dossier().submit().at('2023-03-20 08:00');
    move(late, '2023-03-24 17:00', true);
    expect(late.lastCommit.entries.at(-1)).toMatchObject({ type: 'DeadlineMoved', lateNotice: true });
    const moved = dossier().submit().at('2023-03-20 08:00');
    move(moved, '2023-03-24 17:00', false);
    expect(moved.lastCommit.entries.at(-1)).not.toHaveProperty('lateNotice');
  });

  test.each([
    ['given at once: every threshold counts anew', '2023-03-06 10:00', '2023-03-24 17:00', [50, 75, 90, 100]],
    [
      'later, when half was used by both dates: that is not raised again',
      '2023-03-15 10:00',
      '2023-03-21 17:00',
      [75, 90, 100],
    ],
    [
      'later, when half is not used any more: it comes again',
      '2023-03-15 10:00',
      '2023-04-14 17:00',
      [50, 75, 90, 100],
    ],
    ['when all is over: what the new date has left is watched', '2023-03-21 08:00', '2023-03-24 17:00', [75, 90, 100]],
    ['earlier: what is used up thereby is raised', '2023-03-14 10:00', '2023-03-15 17:00', [50, 75, 90, 100]],
  ])('is watched, %s', (_name, at, to, percents) => {
    const given = dossier().submit().at(at);
    move(given, to, false);
    expect(given.lastCommit.thresholds.map(({ percent }) => percent)).toEqual(percents);
    // A pause changes nothing in that.
    given.complete('appraise', { eligible: true, taxExempt: false }).complete('prepareTaxSlip').sent();
    given.at('2023-03-28 10:00').notices(1, {});
    expect(given.lastCommit.thresholds.map(({ percent }) => percent)).toEqual(percents);
  });

  test('with an apology, but done by the first date after all, is not late', () => {
    const given = dossier().toPrinting();
    move(given, '2023-03-24 17:00', true);
    given.at('2023-03-20 16:00').finish();
    expect(given.state.deadline?.outcome).toBe('onTime');
  });

  test('late stays late, whoever gives a new date or stops the clock afterwards', () => {
    const given = dossier().toTaxSlip().at('2023-03-21 08:00');
    move(given, '2023-03-31 17:00', false);
    given.complete('prepareTaxSlip').sent().at('2023-03-24 10:00').notices(1, {}).finish();
    expect(given.state.deadline?.outcome).toBe('late');
  });

  test.each<[string, (given: DossierSpec) => unknown, string, boolean, string]>([
    ['while the clock stands still', (given) => given.toTax(), '2023-03-24 17:00', false, 'DEADLINE_PAUSED'],
    ['in the past', (given) => given.submit(), '2023-03-03 17:00', false, 'NEW_DUE_IN_PAST'],
    ['on a day off', (given) => given.submit(), '2023-03-25 17:00', false, 'NEW_DUE_NOT_WORKING_DAY'],
    ['that is no later, with an apology', (given) => given.submit(), '2023-03-17 17:00', true, 'NEW_DUE_NOT_LATER'],
  ])('%s is refused', (_name, lead, to, apology, code) => {
    const given = dossier();
    lead(given);
    expect(given.refusal('moveDeadline', { dueAt: local(to), apology }, HEAD)).toMatchObject({ code });
  });
});

describe('when the calendar of holidays changes', () => {
  const withDayOff = (date: string) => ({
    ...SEED_CALENDAR,
    version: 'changed',
    overrides: [...SEED_CALENDAR.overrides, dayOff(date)],
  });
  const recompute = (given: DossierSpec, date: string) => {
    given.calendar = withDayOff(date);
    given.act('recomputeDeadlines', {}, 'system');
    return given;
  };

  test('the date is derived anew, the promised one stays', () => {
    const given = recompute(dossier().submit(), '2023-03-14');
    expect([given.dueAt, promised(given)]).toEqual(['2023-03-21 17:00', PROMISED]);
    expect(given.lastCommit.entries).toEqual([
      { type: 'DeadlineRecomputed', from: local(PROMISED), to: local('2023-03-21 17:00') },
    ]);
    expect(given.state.deadline?.calendarVersion).toBe('changed');
  });

  test('a day that does not concern the dossier leaves no trace in its log', () => {
    expect(recompute(dossier().submit(), '2023-06-14').lastCommit.entries).toEqual([]);
  });

  test('a standing clock goes on with the new calendar', () => {
    const given = dossier().toSending().at('2023-03-08 10:00').sent();
    recompute(given, '2023-03-17');
    expect(given.pauses).toEqual(['TAX']);
    given.at('2023-03-15 10:00').notices(1, {});
    // Seven days remain now; the 17th does not count.
    expect(given.dueAt).toBe('2023-03-28 17:00');
  });

  test('a stopped clock stays as it was', () => {
    const given = dossier().toRegistering().at('2023-03-20 10:00').complete('registerResult');
    const { deadline } = given.state;
    expect(recompute(given, '2023-03-20').state.deadline).toEqual(deadline);
  });

  test('the citizen’s window grows with it, and never ends before the date on form 02', () => {
    const asked = () => {
      const given = dossier().submit();
      given.act('requestSupplement', { task: given.idOf('appraise') });
      return given;
    };
    const longer = recompute(asked(), '2023-03-16');
    expect(longer.lastEntries).toEqual(['DeadlineRecomputed', 'SupplementWindowExtended']);
    expect(show(longer.state.supplement?.windowEndsAt ?? 0)).toBe('2023-03-28 17:00');
    const shorter = asked();
    shorter.calendar = {
      ...SEED_CALENDAR,
      overrides: [...SEED_CALENDAR.overrides, { date: '2023-03-11', kind: 'working', source: 'test' }],
    };
    shorter.act('recomputeDeadlines', {}, 'system');
    expect(show(shorter.state.supplement?.windowEndsAt ?? 0)).toBe('2023-03-27 17:00');
  });
});
