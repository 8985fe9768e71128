import fc from 'fast-check';
import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import { decideCase } from '../../../domain/cases/decide-case';
import { Refusal } from '../../../domain/refusal';
import { availableReportSteps, REPORT_STEPS } from '../../../domain/reports/available-report-actions';
import type { ReportCommand } from '../../../domain/reports/report-command';
import { dueOnDay } from '../../../domain/clock/due-notices';
import { isReportLate, reportRules } from '../../../domain/reports/report-rules';
import { FIGURES, OPENED, ReportSpec } from './report-spec';

const spec = () => new ReportSpec();

describe('A11.8, A15.5: a periodic report', () => {
  test('is drawn up, prepared, signed, sent and taken', () => {
    const report = spec().sent().do('acceptReport', 'department');
    expect(report.state.status).toBe('accepted');
    expect(report.state.data).toMatchObject({
      figures: FIGURES,
      submitted: { by: 'officer' },
      signed: { by: 'head' },
      sent: { by: 'head' },
      accepted: { by: 'department' },
      sentLate: false,
    });
    expect(reportRules.nextDue(report.state)).toBeUndefined();
  });

  test('tells of days that have begun only', () => {
    expect(spec().refused('openReport', 'head', { from: '2026-11-02', to: '2026-11-01' })).toBe(
      'REPORT_PERIOD_INVALID',
    );
    expect(spec().refused('openReport', 'head', { from: '2026-11-01', to: '2026-11-16' })).toBe(
      'REPORT_PERIOD_INVALID',
    );
  });

  test('is signed by another than who handed it in', () => {
    const report = spec().drafted().do('submitReport', 'head');
    expect(availableReportSteps(report.state, 'head')).not.toContain('signReport');
    expect(report.refused('signReport', 'head')).toBe('FOUR_EYES');
    expect(report.do('signReport', 'deputy').state.status).toBe('signed');
  });

  test('keeps the figures it was signed with', () => {
    const report = spec().drafted().do('submitReport').do('signReport', 'head');
    for (const type of ['renewFigures', 'recordFigures', 'writeRemarks'] as const)
      expect(report.refused(type, 'officer', { figures: { ...FIGURES, sha256: 'b'.repeat(64) } })).toBe(
        'ACTION_NOT_ALLOWED',
      );
    expect(report.state.data.figures).toEqual(FIGURES);
  });

  test('is drawn up again on request while it is being prepared', () => {
    const report = spec().drafted().do('writeRemarks', 'officer', { submission: 'words' }).do('renewFigures');
    expect(report.state.status).toBe('collecting');
    const anew = { ...FIGURES, submission: 'figures/2', sha256: 'b'.repeat(64) };
    report.do('recordFigures', 'system', { figures: anew });
    expect(report.state).toMatchObject({ status: 'drafted', data: { figures: anew, remarks: 'words' } });
  });

  test('goes back to who prepares it, before and after the signature', () => {
    const report = spec().drafted().do('submitReport').do('returnReport', 'head');
    expect(report.state).toMatchObject({ status: 'drafted', data: { submitted: null } });
    report.do('submitReport').do('signReport', 'head').do('returnReport', 'head');
    expect(report.state).toMatchObject({ status: 'drafted', data: { submitted: null, signed: null } });
  });

  test('is sent back with a new due day, which is reminded of anew', () => {
    const report = spec().sent().at('2026-11-19T09:00');
    const due = dueOnDay(SEED_CALENDAR, '2026-11-26', report.now);
    report.do('sendBackReport', 'department', { ...due });
    expect(report.state).toMatchObject({
      status: 'drafted',
      data: { sentBack: 1, signed: null, sent: null, dueAt: due.dueAt, raised: [] },
    });
    report.at('2026-11-25T08:00').do('wake', 'system');
    expect(report.notices.slice(-2)).toEqual([-3, -1]);
  });

  test('a regular one cannot be dropped, one on demand can', () => {
    expect(spec().drafted().refused('cancelReport', 'department')).toBe('REPORT_REQUIRED');
    const asked = spec().opened({ period: 'onDemand' }).do('cancelReport', 'department');
    expect(asked.state.status).toBe('cancelled');
  });

  test('is reminded of before it is due, and is late from the hour it was due on', () => {
    const report = spec().drafted();
    report.at('2026-11-17T07:29').do('wake', 'system');
    expect(report.notices).toEqual([]);
    report.at('2026-11-19T07:30').do('wake', 'system');
    expect(report.notices).toEqual([-3, -1]);
    report.at('2026-11-20T17:30');
    expect(isReportLate({ ...report.state, ...report.state.data }, report.now)).toBe(false);
    report.do('wake', 'system');
    expect(report.notices).toEqual([-3, -1, 0]);
    expect(isReportLate({ ...report.state, ...report.state.data }, report.now)).toBe(true);
  });

  test('what fell while everything was down is told at once, before the command that comes first', () => {
    const report = spec().drafted().at('2026-12-01T08:00').do('submitReport');
    expect(report.events.slice(-6).map(({ type }) => type)).toEqual([
      ...Array<string>(5).fill('NoticeFell'),
      'ReportSubmitted',
    ]);
  });

  test('sent late stays late, and what is sent is reminded of no more', () => {
    const report = spec()
      .drafted()
      .at('2026-11-23T06:00')
      .do('submitReport')
      .do('signReport', 'head')
      .do('sendReport', 'head');
    expect(report.state.data.sentLate).toBe(true);
    report.at('2026-12-10T08:00').do('wake', 'system');
    expect(report.notices).toEqual([-3, -1, 0]);
    report.do('acceptReport', 'department');
    expect(isReportLate({ ...report.state, ...report.state.data }, report.now)).toBe(true);
  });

  test('whatever is tried in whatever order: it is signed by two, every notice falls once, and what is shown can be done', () => {
    const step = fc.record({
      type: fc.constantFrom(...REPORT_STEPS, 'recordFigures' as const, 'wake' as const),
      by: fc.constantFrom('officer', 'head', 'deputy'),
      hours: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.constantFrom('month', 'onDemand'), (steps, period) => {
        const report = spec().opened({ period });
        for (const { type, by, hours } of steps) {
          report.now += hours * 3_600_000;
          const isShown =
            type !== 'wake' && type !== 'recordFigures' && availableReportSteps(report.state, by).includes(type);
          const fields = { figures: FIGURES, ...dueOnDay(SEED_CALENDAR, '2026-12-31', report.now) };
          const command = {
            type,
            requestKey: `k${report.now}`,
            actor: { id: by },
            ...fields,
          } as unknown as ReportCommand;
          try {
            const { state } = decideCase(reportRules, report.state, command, report.now);
            report.state = state;
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            expect(isShown).toBe(false);
          }
          const { data, status } = report.state;
          if (data.signed) expect(data.signed.by).not.toBe(data.submitted?.by);
          if (['signed', 'sent', 'accepted'].includes(status)) expect(data.figures).not.toBeNull();
          expect(new Set(data.raised).size).toBe(data.raised.length);
          report.now += 1;
        }
        expect(report.now).toBeGreaterThan(OPENED);
      }),
    );
  });
});
