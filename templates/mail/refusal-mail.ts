/** To the applicant: the dossier is not accepted, and why. */
import type { ApplicantMailData } from './applicant-mail';
import { describeDossier, linkToLookup } from './applicant-mail';
import type { MailMessage } from './mail-message';
import { composeMail } from './mail-message';

export interface RefusalMailData extends ApplicantMailData {
  reasons: readonly string[];
  legalBasis?: readonly string[];
}

export function composeRefusalMail(data: RefusalMailData): MailMessage {
  const basis = data.legalBasis ?? [];
  return composeMail({
    subject: `Từ chối tiếp nhận, giải quyết hồ sơ ${data.dossierCode}`,
    addressee: data.addressee,
    paragraphs: ['Hồ sơ của Ông/Bà không được tiếp nhận, giải quyết với lý do sau:'],
    facts: [
      ...describeDossier(data),
      { label: 'Lý do', value: data.reasons.join('\n') },
      ...(basis.length > 0 ? [{ label: 'Căn cứ', value: basis.join('\n') }] : []),
    ],
    closing: ['Phiếu từ chối tiếp nhận, giải quyết hồ sơ được trả tại nơi Ông/Bà đã nộp hồ sơ.'],
    link: linkToLookup(data),
    sender: data.sender,
  });
}
