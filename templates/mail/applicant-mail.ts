/** What every mail to an applicant carries. The name is the addressee's own; no other personal data goes into a mail. */
import type { MailFact } from './mail-message';

export interface ApplicantMailData {
  /** Name of the addressee, as the applicant gave it. */
  addressee: string;
  dossierCode: string;
  procedureName: string;
  /** Public look-up address. */
  lookupUrl?: string;
  /** Body in whose name the mail is sent. */
  sender: string;
}

/** The two facts that tell the addressee which dossier is meant. */
export function describeDossier({ dossierCode, procedureName }: ApplicantMailData): MailFact[] {
  return [
    { label: 'Mã hồ sơ', value: dossierCode },
    { label: 'Thủ tục', value: procedureName },
  ];
}

/** The link to the public look-up, when there is an address. */
export function linkToLookup({ lookupUrl }: ApplicantMailData): { label: string; url: string } | undefined {
  return lookupUrl ? { label: 'Tra cứu hồ sơ', url: lookupUrl } : undefined;
}
