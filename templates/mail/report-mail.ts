/** To whoever works on a periodic report, signs it, or waits for it (seed Điều 11.8, 15.5). */
import type { ReportEvent } from '../../domain/reports/report-command';
import { periodName, type NamedPeriod } from '../documents/report-names';
import { formatShortMoment, type IsoMoment } from '../documents/vietnamese-format';
import { composeMail, type MailMessage } from './mail-message';

export interface ReportMailData extends NamedPeriod {
  readonly code: string;
  readonly unitName: string;
  readonly event: ReportEvent;
  readonly at: IsoMoment;
  readonly dueAt: IsoMoment;
  readonly url: string;
}

export function composeReportMail(data: ReportMailData): MailMessage {
  const { subject, says } = tell(data);
  const { code, unitName, dueAt, url } = data;
  return composeMail({
    subject: `[${subject}] Báo cáo ${code} ${periodName(data)}`,
    paragraphs: [says],
    facts: [
      { label: 'Báo cáo', value: `${code} – ${periodName(data)}` },
      { label: 'Đơn vị báo cáo', value: unitName },
      { label: 'Hạn gửi', value: formatShortMoment(dueAt) },
    ],
    link: { label: 'Mở Sodo', url },
    sender: 'Hệ thống Sodo',
  });
}

function tell({ event, at }: ReportMailData): { readonly subject: string; readonly says: string } {
  switch (event.type) {
    case 'FiguresDrawn':
      return {
        subject: 'Cần lập báo cáo',
        says: 'Số liệu của kỳ báo cáo đã được lập. Đề nghị kiểm tra, viết nhận xét và trình ký đúng hạn.',
      };
    case 'NoticeFell':
      if (event.workingDays < 0)
        return {
          subject: 'Sắp đến hạn',
          says: `Báo cáo chưa gửi, còn ${-event.workingDays} ngày làm việc là đến hạn.`,
        };
      return event.workingDays === 0
        ? { subject: 'Đến hạn', says: `ĐÃ HẾT HẠN gửi báo cáo lúc ${formatShortMoment(at)} mà báo cáo chưa được gửi.` }
        : { subject: 'Quá hạn', says: `Báo cáo QUÁ HẠN ${event.workingDays} ngày làm việc và chưa được gửi.` };
    case 'ReportSubmitted':
      return { subject: 'Trình ký', says: 'Báo cáo đã lập xong, kính trình ký.' };
    case 'ReportReturned':
      return { subject: 'Trả lại để sửa', says: 'Báo cáo bị trả lại để sửa. Lý do xem trong phần mềm.' };
    case 'ReportSent':
      return { subject: 'Báo cáo mới', says: 'Báo cáo đã được gửi đến. Đề nghị tiếp nhận hoặc yêu cầu lập lại.' };
    case 'ReportSentBack':
      return {
        subject: 'Yêu cầu lập lại',
        says: 'Báo cáo được yêu cầu lập lại, hạn gửi mới nêu dưới đây. Lý do xem trong phần mềm.',
      };
    case 'ReportAccepted':
      return { subject: 'Đã tiếp nhận', says: 'Báo cáo đã được tiếp nhận.' };
    default:
      return { subject: 'Báo cáo', says: 'Báo cáo có thay đổi.' };
  }
}
