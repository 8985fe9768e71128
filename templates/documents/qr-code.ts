/** The QR code of a dossier: the address where its progress can be looked up. */
import QRCode from 'qrcode';
import type { PageWriter } from './page-writer';

/**
 * The look-up address with the dossier's code in it: added as the query parameter `code` unless the address already
 * carries the code. A secret goes behind the `#`: browsers keep that part to themselves, so it stands in no log of a server
 * or proxy on the way.
 */
export function composeLookupAddress(lookupUrl: string, dossierCode: string, secret?: string): string {
  const address = new URL(lookupUrl);
  const shown = decodeURIComponent(address.href);
  if (!shown.includes(dossierCode)) address.searchParams.set('code', dossierCode);
  if (secret !== undefined) address.hash = new URLSearchParams({ secret }).toString();
  return address.href;
}

/** Draws the code as vector squares, `size` points wide with its quiet zone; top left corner at x, y. */
export function drawQrCode(page: PageWriter, content: string, x: number, y: number, size: number): void {
  const { modules } = QRCode.create(content, { errorCorrectionLevel: 'M' });
  const quietZone = 4;
  const step = size / (modules.size + 2 * quietZone);
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size;) {
      let end = column;
      while (end < modules.size && modules.get(row, end)) end++;
      // A whole dark stretch is one rectangle: neighbouring squares would show hairlines between them.
      if (end > column) {
        page.doc.rect(x + (column + quietZone) * step, y + (row + quietZone) * step, (end - column) * step, step);
      }
      column = end + 1;
    }
  }
  page.doc.fill('black');
}
