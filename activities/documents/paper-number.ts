import type { Pool } from 'pg';
import type { OutboxRow } from '../../db/projections/outbox-queue';
import { slipNumberOf } from '../links/tax-slip-message';
import type { DocumentKind } from '../../domain/dossier/dossier-effects';

/** Symbols of the papers' numbers, by kind; the tax slip has the number of the message it goes with. */
const SYMBOLS = {
  receipt: 'GTN',
  supplementRequest: 'HDHS',
  refusal: 'TCHS',
  apology: 'PXL',
  processControl: 'PKS',
  stopNotice: 'TB',
  register: 'STD',
} as const satisfies Record<Exclude<DocumentKind, 'taxSlip'>, string>;

/**
 * `000.12.34.H10-230302-0015/HDHS`; the second paper of a kind in one dossier ends in `-2`. Made from the dossier's code
 * alone: no counter to keep, and the same however often the paper is rendered.
 */
export async function readPaperNumber(
  pool: Pool,
  item: OutboxRow,
  kind: DocumentKind,
  dossierCode: string,
): Promise<string> {
  if (kind === 'taxSlip') return slipNumberOf(dossierCode);
  const { rows } = await pool.query<{ place: number }>(
    `select count(*)::int as place from outbox
     where dossier_id = $1 and kind = 'document' and payload ->> 'document' = $2 and id <= $3`,
    [item.dossierId, kind, item.id],
  );
  const place = rows[0]?.place ?? 1;
  return `${dossierCode}/${SYMBOLS[kind]}${place > 1 ? `-${place}` : ''}`;
}
