import type { ReportEvent } from './report-command';
import { NO_REPORT, type ReportState } from './report-state';

type Next = Pick<ReportState, 'status' | 'data'>;

/** @param at epoch ms of the event */
export function evolveReport({ status, data }: ReportState, event: ReportEvent, at: number): Next {
  switch (event.type) {
    case 'ReportOpened': {
      const { unitId, receiverUnitId, period, from, to, dueAt, notices, by } = event;
      const order = { unitId, receiverUnitId, period, from, to, dueAt, notices };
      return { status: 'collecting', data: { ...NO_REPORT, ...order, opened: { by, at } } };
    }
    case 'FiguresDrawn':
      return { status: 'drafted', data: { ...data, figures: event.figures } };
    case 'FiguresRenewed':
      return { status: 'collecting', data };
    case 'RemarksWritten':
      return { status, data: { ...data, remarks: event.submission } };
    case 'ReportSubmitted':
      return { status: 'submitted', data: { ...data, submitted: { by: event.by, at } } };
    case 'ReportReturned':
      return { status: 'drafted', data: { ...data, submitted: null, signed: null } };
    case 'ReportSigned':
      return { status: 'signed', data: { ...data, signed: { by: event.by, at } } };
    case 'ReportSent': {
      const sentLate = data.sentLate || (data.dueAt !== null && at > data.dueAt);
      return { status: 'sent', data: { ...data, sent: { by: event.by, at }, sentLate } };
    }
    case 'ReportAccepted':
      return { status: 'accepted', data: { ...data, accepted: { by: event.by, at } } };
    case 'ReportSentBack': {
      const { dueAt, notices } = event;
      const open = { submitted: null, signed: null, sent: null, raised: [] };
      return { status: 'drafted', data: { ...data, ...open, dueAt, notices, sentBack: data.sentBack + 1 } };
    }
    case 'ReportCancelled':
      return { status: 'cancelled', data };
    case 'NoticeFell':
      return { status, data: { ...data, raised: [...data.raised, event.workingDays] } };
  }
}
