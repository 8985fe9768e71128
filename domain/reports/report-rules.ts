import type { CaseRules } from '../cases/case-rules';
import { fallenNotice, nextNotice } from '../clock/due-notices';
import { localDateOf } from '../clock/instant';
import { Refusal } from '../refusal';
import type { ReportCommand, ReportEvent } from './report-command';
import { evolveReport } from './report-events';
import { NO_REPORT, type ReportData, type ReportState, type ReportStatus } from './report-state';

/** It is still owed: reminders fall. */
export const OWED_STATUSES: readonly ReportStatus[] = ['collecting', 'drafted', 'submitted', 'signed'];

/**
 * A report on operation, exploitation and updating (seed Điều 11.8, 15.5): the office to Sở, Sở to the People's Committee and the
 * Ministry. Its figures are drawn up by the installation, and are those it was signed with for ever.
 */
export const reportRules: CaseRules<ReportStatus, ReportData, ReportCommand, ReportEvent> = {
  kind: 'periodicReport',
  initial: { status: 'new', data: NO_REPORT },
  allowed: {
    new: ['openReport'],
    collecting: ['recordFigures', 'writeRemarks', 'cancelReport'],
    drafted: ['renewFigures', 'writeRemarks', 'submitReport', 'cancelReport'],
    submitted: ['signReport', 'returnReport', 'cancelReport'],
    signed: ['sendReport', 'returnReport', 'cancelReport'],
    sent: ['acceptReport', 'sendBackReport'],
    accepted: [],
    cancelled: [],
  },
  terminal: ['accepted', 'cancelled'],
  decide: decideReport,
  expire(state, now) {
    return fallenNotice(nextOf(state), now);
  },
  evolve: evolveReport,
  nextDue(state) {
    return nextOf(state)?.at;
  },
  describe(state) {
    return { unitId: state.data.unitId, dueAt: nextOf(state)?.at ?? null };
  },
};

function nextOf({ status, data }: ReportState) {
  return OWED_STATUSES.includes(status) ? nextNotice(data.notices, data.raised) : undefined;
}

function decideReport({ data }: ReportState, command: ReportCommand, now: number): readonly ReportEvent[] {
  const by = command.actor.id;
  switch (command.type) {
    case 'openReport': {
      const { unitId, receiverUnitId, period, from, to, dueAt, notices } = command;
      if (from > to || to > localDateOf(now))
        throw new Refusal(
          'REPORT_PERIOD_INVALID',
          'A report tells of days that have begun, the first before the last.',
          {
            from,
            to,
          },
        );
      return [{ type: 'ReportOpened', unitId, receiverUnitId, period, from, to, dueAt, notices, by }];
    }
    case 'recordFigures':
      return [{ type: 'FiguresDrawn', figures: command.figures }];
    case 'renewFigures':
      return [{ type: 'FiguresRenewed', by }];
    case 'writeRemarks':
      return [{ type: 'RemarksWritten', submission: command.submission ?? command.requestKey, by }];
    case 'submitReport':
      return [{ type: 'ReportSubmitted', by }];
    case 'returnReport':
      return [{ type: 'ReportReturned', by }];
    case 'signReport':
      if (data.submitted?.by === by)
        throw new Refusal('FOUR_EYES', 'Who handed it in for signing does not sign it.', { by });
      return [{ type: 'ReportSigned', by }];
    case 'sendReport':
      return [{ type: 'ReportSent', by }];
    case 'acceptReport':
      return [{ type: 'ReportAccepted', by }];
    case 'sendBackReport':
      return [{ type: 'ReportSentBack', dueAt: command.dueAt, notices: command.notices, by }];
    case 'cancelReport':
      // The regulation asks for the regular ones; nobody lets one drop.
      if (data.period !== 'onDemand')
        throw new Refusal('REPORT_REQUIRED', 'A regular report cannot be cancelled.', { period: data.period });
      return [{ type: 'ReportCancelled', by }];
  }
}

/** Whether it was sent late, or is not sent although it is due. */
export function isReportLate(
  { status, sentLate, dueAt }: { readonly status: ReportStatus } & Pick<ReportData, 'sentLate' | 'dueAt'>,
  now: number,
): boolean {
  return sentLate || (OWED_STATUSES.includes(status) && dueAt !== null && now > dueAt);
}
