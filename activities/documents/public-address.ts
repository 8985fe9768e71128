/** Addresses of our own pages that leave the house on paper and in mails. */

/** The public look-up of a dossier; without a code, the page on which it is typed in. */
export function lookupAddress(publicUrl: string, dossierCode?: string): string {
  const address = new URL(`${publicUrl}/tra-cuu`);
  if (dossierCode) address.searchParams.set('code', dossierCode);
  return address.href;
}

/** The dossier's page, for officers. */
export function dossierAddress(publicUrl: string, dossierId: string): string {
  return `${publicUrl}/dossiers/${dossierId}`;
}
