import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PEOPLE, type Office } from './office';
import type { CheckList } from './check-list';

/** Writes every paper of a dossier into a folder, in the order in which they were filed, and looks that each is a PDF. */
export async function keepPapers(office: Office, checks: CheckList, dossierId: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { code, documents } = await office.waitUntil(
    dossierId,
    'the process control slip of a closed dossier',
    (page) => page.phase !== 'closed' || page.documents.some(({ kind }) => kind === 'processControl'),
  );
  const filed = [...documents].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  let broken = 0;
  for (const [index, { id, kind }] of filed.entries()) {
    const at = `/dossiers/${dossierId}/documents/${id}`;
    const { status, bytes } = await office.api.callPatiently('GET', at, { as: PEOPLE.officer });
    if (status !== 200 || bytes.subarray(0, 5).toString('latin1') !== '%PDF-') broken += 1;
    writeFileSync(path.join(folder, `${code}-${index + 1}-${kind}.pdf`), bytes);
  }
  checks.check(`every paper of ${code} is a PDF (${filed.map(({ kind }) => kind).join(', ')})`, broken === 0, broken);
}
