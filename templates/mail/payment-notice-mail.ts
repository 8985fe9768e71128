/** To the applicant: the tax office's notices of what is to be paid for the dossier. */
import { readMoney } from '../documents/number-in-words';
import type { IsoMoment } from '../documents/vietnamese-format';
import { formatLongDate, formatMoney } from '../documents/vietnamese-format';
import type { ApplicantMailData } from './applicant-mail';
import { describeDossier, linkToLookup } from './applicant-mail';
import type { MailMessage } from './mail-message';
import { composeMail } from './mail-message';

export interface PaymentNotice {
  /** Item, `Lệ phí trước bạ nhà, đất`. */
  name: string;
  number: string;
  amountVnd: number;
  payBy?: IsoMoment;
}

export interface PaymentNoticeMailData extends ApplicantMailData {
  notices: readonly PaymentNotice[];
}

export function composePaymentNoticeMail(data: PaymentNoticeMailData): MailMessage {
  const total = data.notices.reduce((sum, notice) => sum + notice.amountVnd, 0);
  return composeMail({
    subject: `Thông báo nộp nghĩa vụ tài chính – hồ sơ ${data.dossierCode}`,
    addressee: data.addressee,
    paragraphs: ['Cơ quan thuế đã có thông báo nghĩa vụ tài chính đối với hồ sơ của Ông/Bà:'],
    facts: [
      ...describeDossier(data),
      ...data.notices.map(({ name, number, amountVnd, payBy }) => ({
        label: `${name} (Thông báo số ${number})`,
        value: `${formatMoney(amountVnd)}${payBy ? `, nộp chậm nhất ${formatLongDate(payBy)}` : ''}`,
      })),
      { label: 'Tổng cộng', value: `${formatMoney(total)} (bằng chữ: ${readMoney(total)})` },
    ],
    closing: [
      'Ông/Bà nộp tiền tại Kho bạc Nhà nước, ngân hàng thương mại hoặc Cổng Dịch vụ công quốc gia theo thông báo của cơ quan thuế. Thời gian thực hiện nghĩa vụ tài chính không tính vào thời gian giải quyết hồ sơ.',
    ],
    link: linkToLookup(data),
    sender: data.sender,
  });
}
