/** To the applicant: the result will be late, with an apology and the new date (NĐ 61/2018 Điều 19). */
import type { IsoMoment } from '../documents/vietnamese-format';
import { formatMoment } from '../documents/vietnamese-format';
import type { ApplicantMailData } from './applicant-mail';
import { describeDossier, linkToLookup } from './applicant-mail';
import type { MailMessage } from './mail-message';
import { composeMail } from './mail-message';

export interface ApologyMailData extends ApplicantMailData {
  dueAt: IsoMoment;
  newDueAt: IsoMoment;
  reason: string;
}

export function composeApologyMail(data: ApologyMailData): MailMessage {
  return composeMail({
    subject: `Xin lỗi và hẹn lại ngày trả kết quả hồ sơ ${data.dossierCode}`,
    addressee: data.addressee,
    paragraphs: [`${data.sender} xin lỗi Ông/Bà vì chưa trả được kết quả giải quyết hồ sơ đúng thời hạn đã hẹn.`],
    facts: [
      ...describeDossier(data),
      { label: 'Thời hạn đã hẹn', value: formatMoment(data.dueAt) },
      { label: 'Hẹn trả kết quả mới', value: formatMoment(data.newDueAt) },
      { label: 'Lý do', value: data.reason },
    ],
    closing: ['Mong nhận được sự thông cảm của Ông/Bà vì sự chậm trễ này.'],
    link: linkToLookup(data),
    sender: data.sender,
  });
}
