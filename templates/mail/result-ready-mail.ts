/** To the applicant: the result can be collected. */
import type { IsoMoment } from '../documents/vietnamese-format';
import { formatMoment, parseMoment } from '../documents/vietnamese-format';
import type { ApplicantMailData } from './applicant-mail';
import { describeDossier, linkToLookup } from './applicant-mail';
import type { MailMessage } from './mail-message';
import { composeMail } from './mail-message';

export interface ResultReadyMailData extends ApplicantMailData {
  readyAt: IsoMoment;
  /** Promised time, on the receipt. */
  dueAt: IsoMoment;
  /** Where the result is collected, or how it will be delivered. */
  collectAt: string;
  /** What to bring: the receipt, the original certificate. */
  bring?: readonly string[];
}

export function composeResultReadyMail(data: ResultReadyMailData): MailMessage {
  const bring = data.bring ?? [];
  const early = parseMoment(data.readyAt) < parseMoment(data.dueAt);
  return composeMail({
    subject: `Hồ sơ ${data.dossierCode} đã có kết quả`,
    addressee: data.addressee,
    paragraphs: [`Hồ sơ của Ông/Bà đã có kết quả giải quyết${early ? ' trước thời hạn đã hẹn' : ''}.`],
    facts: [
      ...describeDossier(data),
      { label: 'Có kết quả lúc', value: formatMoment(data.readyAt) },
      { label: 'Nhận kết quả tại', value: data.collectAt },
      ...(bring.length > 0 ? [{ label: 'Giấy tờ mang theo', value: bring.join('\n') }] : []),
    ],
    link: linkToLookup(data),
    sender: data.sender,
  });
}
