const MAIL_ADDRESS = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g;
/** Numbers of identity cards, tax codes, telephones and accounts; ports, sizes and codes are shorter. */
const LONG_NUMBER = /(?<!\w)\+?\d(?:[ .-]?\d){8,}(?!\w)/g;

/** What a mail server or another system answered, for technicians: who is meant is none of their business. */
export function withoutPersonalData(text: string | null): string | null {
  return text && text.replace(MAIL_ADDRESS, '***@***').replace(LONG_NUMBER, '***');
}
