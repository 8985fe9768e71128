/** To the officer, and to the heads above: a share of the allowed time of a dossier or of one step has been used up. */
import type { IsoMoment } from '../documents/vietnamese-format';
import { formatShortMoment } from '../documents/vietnamese-format';
import type { MailMessage } from './mail-message';
import { composeMail } from './mail-message';

/** No name of the applicant: the reader finds it in the application, where reading it is logged. */
export interface EscalationMailData {
  dossierCode: string;
  procedureName: string;
  /** Step whose own limit it is; left out, it is the limit of the whole dossier. */
  stepName?: string;
  /** Share of the allowed time that has passed, in percent: 50, 75, 90, 100 (configurable). */
  thresholdPercent: number;
  /** When the threshold was reached. */
  reachedAt: IsoMoment;
  dueAt: IsoMoment;
  /** Set when the threshold passed while the system was down and was made up for at this moment. */
  caughtUpAt?: IsoMoment;
  dossierUrl?: string;
  sender: string;
}

export function composeEscalationMail(data: EscalationMailData): MailMessage {
  const overdue = data.thresholdPercent >= 100;
  const scope = data.stepName ? `bước “${data.stepName}”` : 'toàn bộ hồ sơ';
  const state = overdue ? 'ĐÃ HẾT THỜI HẠN' : `đã dùng ${data.thresholdPercent}% thời hạn`;
  return composeMail({
    subject: `[${overdue ? 'Quá hạn' : `Sắp hạn ${data.thresholdPercent}%`}] Hồ sơ ${data.dossierCode}${data.stepName ? ` – ${data.stepName}` : ''}`,
    paragraphs: [
      `Hồ sơ ${data.dossierCode} ${state} giải quyết, tính cho ${scope}.`,
      ...(data.caughtUpAt
        ? [
            `Cảnh báo này được gửi bù: mốc thời hạn đến trong lúc hệ thống gián đoạn và được ghi nhận lúc ${formatShortMoment(data.caughtUpAt)}.`,
          ]
        : []),
    ],
    facts: [
      { label: 'Mã hồ sơ', value: data.dossierCode },
      { label: 'Thủ tục', value: data.procedureName },
      ...(data.stepName ? [{ label: 'Bước xử lý', value: data.stepName }] : []),
      { label: 'Mốc thời hạn', value: `${data.thresholdPercent}%, lúc ${formatShortMoment(data.reachedAt)}` },
      { label: 'Hạn xử lý', value: formatShortMoment(data.dueAt) },
    ],
    closing: [
      overdue
        ? 'Đề nghị xử lý ngay, báo cáo thủ trưởng đơn vị và thực hiện xin lỗi, hẹn lại ngày trả kết quả theo quy định.'
        : 'Đề nghị kiểm tra và xử lý hồ sơ trước thời hạn nêu trên.',
    ],
    link: data.dossierUrl ? { label: 'Mở hồ sơ', url: data.dossierUrl } : undefined,
    sender: data.sender,
  });
}
