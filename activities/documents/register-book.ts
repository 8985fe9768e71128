import { vietnamDate } from './vietnam-date';

/** The one-stop register is kept by month: book `03/2023`. */
export function registerBookOf(receivedAt: Date): string {
  const [year, month] = vietnamDate(receivedAt).split('-');
  return `${month}/${year}`;
}

/** A dossier's entry in the book: the serial its code ends with; an outside code is taken whole (it is opaque to us). */
export function registerEntryOf(dossierCode: string): string {
  return /-(\d{4,})$/.exec(dossierCode)?.[1] ?? dossierCode;
}

/** First day of the book's month, and of the month after, `YYYY-MM-DD` in Vietnam. */
export function registerPeriodOf(receivedAt: Date): { readonly from: string; readonly until: string } {
  const from = `${vietnamDate(receivedAt).slice(0, 7)}-01`;
  const next = new Date(`${from}T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return { from, until: next.toISOString().slice(0, 10) };
}
