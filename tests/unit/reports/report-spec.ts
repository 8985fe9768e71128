import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import { parseInstant } from '../../../domain/clock/instant';
import type { ReportCommand, ReportEvent } from '../../../domain/reports/report-command';
import { dueAfter } from '../../../domain/clock/due-notices';
import { reportRules } from '../../../domain/reports/report-rules';
import type { ReportData, ReportStatus } from '../../../domain/reports/report-state';
import { CaseSpec } from '../cases/case-spec';

export const FIGURES = { submission: 'figures/1', sha256: 'a'.repeat(64), asOf: 0 };
export const OPENED = parseInstant('2026-11-15T00:00:30+07:00');

export class ReportSpec extends CaseSpec<ReportStatus, ReportData, ReportCommand, ReportEvent> {
  constructor() {
    super(reportRules, OPENED, 'officer');
  }

  opened(fields: Readonly<Record<string, unknown>> = {}): this {
    const { dueAt, notices } = dueAfter(SEED_CALENDAR, '2026-11-14', 5, this.now);
    return this.do('openReport', 'system', {
      ...{ unitId: 'vpdk', receiverUnitId: 'so', period: 'month', from: '2026-10-15', to: '2026-11-14' },
      ...{ dueAt, notices },
      ...fields,
    });
  }

  drafted(): this {
    return this.opened().do('recordFigures', 'system', { figures: FIGURES });
  }

  sent(): this {
    return this.drafted().do('submitReport', 'officer').do('signReport', 'head').do('sendReport', 'head');
  }

  get notices(): number[] {
    return this.events.flatMap((event) => (event.type === 'NoticeFell' ? [event.workingDays] : []));
  }
}
