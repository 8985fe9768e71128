/** A code as a clerk types it, or the address that the QR of a receipt holds (a scanner types it, too). */
export function scannedCode(text: string): string {
  const trimmed = text.trim();
  try {
    return new URL(trimmed).searchParams.get('code') ?? trimmed;
  } catch {
    return trimmed;
  }
}
