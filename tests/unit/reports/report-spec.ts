import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import { parseInstant } from '../../../domain/clock/instant';
import { decideCase, initialCase, type WAKE } from '../../../domain/cases/decide-case';
import { Refusal } from '../../../domain/refusal';
import type { ReportCommand, ReportCommandType, ReportEvent } from '../../../domain/reports/report-command';
import { dueAfter } from '../../../domain/clock/due-notices';
import { reportRules } from '../../../domain/reports/report-rules';
import type { ReportState } from '../../../domain/reports/report-state';

export const FIGURES = { submission: 'figures/1', sha256: 'a'.repeat(64), asOf: 0 };
export const OPENED = parseInstant('2026-11-15T00:00:30+07:00');
const MINUTE = 60_000;

/** One report on a clock of its own. */
export class ReportSpec {
  state: ReportState = initialCase(reportRules, 'report-1');
  now = OPENED;
  readonly events: ReportEvent[] = [];
  private requests = 0;

  do(type: ReportCommandType | typeof WAKE, by = 'officer', fields: Readonly<Record<string, unknown>> = {}): this {
    this.requests += 1;
    const command = { type, requestKey: `r${this.requests}`, actor: { id: by }, ...fields };
    const { state, events } = decideCase(reportRules, this.state, command as unknown as ReportCommand, this.now);
    this.state = state;
    this.events.push(...events.map(({ event }) => event));
    this.now += MINUTE;
    return this;
  }

  refused(type: ReportCommandType, by?: string, fields?: Readonly<Record<string, unknown>>): string {
    try {
      this.do(type, by, fields);
      return 'accepted';
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  /** @param local `2026-11-20T08:00` */
  at(local: string): this {
    this.now = parseInstant(`${local}:00+07:00`);
    return this;
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
