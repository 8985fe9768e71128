/** To the applicant: what is missing in the dossier, and until when it may be handed in. */
import type { IsoMoment } from '../documents/vietnamese-format';
import { formatLongDate } from '../documents/vietnamese-format';
import type { ApplicantMailData } from './applicant-mail';
import { describeDossier, linkToLookup } from './applicant-mail';
import type { MailMessage } from './mail-message';
import { composeMail } from './mail-message';

export interface SupplementRequestMailData extends ApplicantMailData {
  /** Names of the components asked for. */
  components: readonly string[];
  reason: string;
  answerBy?: IsoMoment;
}

export function composeSupplementRequestMail(data: SupplementRequestMailData): MailMessage {
  const list = data.components.map((component, index) => `${index + 1}. ${component}`).join('\n');
  return composeMail({
    subject: `Yêu cầu bổ sung hồ sơ ${data.dossierCode}`,
    addressee: data.addressee,
    paragraphs: ['Hồ sơ của Ông/Bà cần được bổ sung, hoàn thiện như sau:'],
    facts: [
      ...describeDossier(data),
      { label: 'Nội dung bổ sung', value: list },
      { label: 'Lý do', value: data.reason },
      ...(data.answerBy ? [{ label: 'Bổ sung chậm nhất', value: formatLongDate(data.answerBy) }] : []),
    ],
    closing: ['Trong thời gian chờ bổ sung, hồ sơ được tạm dừng tính thời hạn giải quyết.'],
    link: linkToLookup(data),
    sender: data.sender,
  });
}
