import type { CaseCommand } from '../cases/case-state';
import type { LocalDate } from '../clock/instant';
import type { NoticedDue } from '../clock/due-notices';
import type { ReportPeriod } from './report-period';
import type { DrawnFigures } from './report-state';

/** What a report begins with. */
export interface ReportOrder extends NoticedDue {
  readonly unitId: string;
  readonly receiverUnitId: string | null;
  readonly period: ReportPeriod;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What may be asked of a periodic report. Figures, words and papers stay in the database. */
export type ReportCommand =
  | (CaseCommand<'openReport'> & ReportOrder)
  /** Of the installation itself: the figures of the period. */
  | (CaseCommand<'recordFigures'> & { readonly figures: DrawnFigures })
  /** Data was corrected since: draw them up again. */
  | CaseCommand<'renewFigures'>
  | CaseCommand<'writeRemarks'>
  | CaseCommand<'submitReport'>
  | CaseCommand<'returnReport'>
  | CaseCommand<'signReport'>
  | CaseCommand<'sendReport'>
  | CaseCommand<'acceptReport'>
  /** To be sent anew until then. */
  | (CaseCommand<'sendBackReport'> & NoticedDue)
  | CaseCommand<'cancelReport'>;

export type ReportCommandType = ReportCommand['type'];

export type ReportEvent =
  | ({ readonly type: 'ReportOpened'; readonly by: string } & ReportOrder)
  | { readonly type: 'FiguresDrawn'; readonly figures: DrawnFigures }
  | { readonly type: 'FiguresRenewed'; readonly by: string }
  | { readonly type: 'RemarksWritten'; readonly submission: string; readonly by: string }
  | { readonly type: 'ReportSubmitted'; readonly by: string }
  | { readonly type: 'ReportReturned'; readonly by: string }
  | { readonly type: 'ReportSigned'; readonly by: string }
  | { readonly type: 'ReportSent'; readonly by: string }
  | { readonly type: 'ReportAccepted'; readonly by: string }
  | ({ readonly type: 'ReportSentBack'; readonly by: string } & NoticedDue)
  | { readonly type: 'ReportCancelled'; readonly by: string }
  /** A reminder before it is due; from 0 on it is late. */
  | { readonly type: 'NoticeFell'; readonly workingDays: number };
