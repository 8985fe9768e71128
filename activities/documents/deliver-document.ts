import type { Pool } from 'pg';
import type { OutboxRow } from '../../db/projections/outbox-queue';
import type { DocumentKind } from '../../domain/dossier/dossier-effects';
import type { FileStore } from '../../platform/file-store';
import type { DocumentDataByKind, DocumentKind as TemplateKind } from '../../templates/documents/document-data';
import { issuerOf, placeOfIssue } from '../../templates/documents/issuing-unit';
import { renderDocument } from '../../templates/documents/render-document';
import { PermanentDeliveryError, type Deliver } from '../outbox/deliver-due';
import { assembleApology } from './apology-data';
import { formMarkOf } from './form-edition';
import type { AssemblePaper, PaperRequest } from './paper';
import { readPaperNumber } from './paper-number';
import { assembleProcessControl } from './process-control-data';
import { assembleReceipt } from './receipt-data';
import { assembleRefusal } from './refusal-data';
import { assembleRegister } from './register-data';
import { readStepSource } from './step-source';
import { assembleStopNotice } from './stop-notice-data';
import { assembleSupplementRequest } from './supplement-request-data';
import { assembleTaxSlip } from './tax-slip-data';

type Issuing = 'receivingUnit' | 'handlingUnit';

/** Kind as the dossier asks for it → template, who issues it, and how its data is gathered. */
const PAPERS = {
  receipt: paper('receipt', 'receivingUnit', assembleReceipt),
  supplementRequest: paper('supplement-request', 'handlingUnit', assembleSupplementRequest),
  refusal: paper('refusal', 'handlingUnit', assembleRefusal),
  apology: paper('apology', 'handlingUnit', assembleApology),
  processControl: paper('process-control', 'receivingUnit', assembleProcessControl),
  stopNotice: paper('stop-notice', 'handlingUnit', assembleStopNotice),
  taxSlip: paper('tax-slip', 'handlingUnit', assembleTaxSlip),
  register: paper('register-book', 'receivingUnit', assembleRegister),
} as const satisfies Record<DocumentKind, PrintedPaper>;

interface PrintedPaper {
  readonly template: TemplateKind;
  readonly issuing: Issuing;
  readonly render: (request: PaperRequest) => Promise<Buffer>;
}

function paper<Kind extends TemplateKind>(
  template: Kind,
  issuing: Issuing,
  assemble: AssemblePaper<DocumentDataByKind[Kind]>,
): PrintedPaper {
  return { template, issuing, render: async (request) => renderDocument(template, await assemble(request)) };
}

/**
 * Prints the official paper an outbox item asks for and files it with the dossier: one paper for one item, however often
 * it is delivered and wherever a delivery was cut off. The first one that was filed stays.
 */
export function createDeliverDocument(parts: {
  readonly pool: Pool;
  readonly files: FileStore;
  /** How people reach us, for the QR code; without a trailing slash. */
  readonly publicUrl: string;
}): Deliver {
  const { pool, files, publicUrl } = parts;
  return async (item) => {
    const kind = item.payload.document as DocumentKind;
    const printed = Object.hasOwn(PAPERS, kind) ? PAPERS[kind] : undefined;
    if (!printed) throw new PermanentDeliveryError(`there is no document ${String(kind)}`);
    if (await isFiled(pool, item.key)) return;
    const bytes = await renderPaper(pool, item, kind, printed, publicUrl);
    const sha256 = await files.put(bytes);
    await fileDocument(pool, item, kind, sha256, bytes.length);
  };
}

async function renderPaper(
  pool: Pool,
  item: OutboxRow,
  kind: DocumentKind,
  { template, issuing, render }: PrintedPaper,
  publicUrl: string,
): Promise<Buffer> {
  const source = await readStepSource(pool, item);
  const unit = source[issuing];
  const { code, procedureName } = source.dossier;
  const head = {
    formMark: formMarkOf(source, template),
    issuer: issuerOf(unit),
    number: await readPaperNumber(pool, item, kind, code),
    place: placeOfIssue(unit),
    issuedAt: source.issuedAt.toISOString(),
    dossier: { code, procedureName },
  };
  try {
    return await render({ pool, item, source, paper: head, publicUrl });
  } catch (error) {
    // A date or an amount that no paper can show: it is the same at the next attempt.
    if (error instanceof RangeError)
      throw new PermanentDeliveryError(`the ${template} cannot be printed: ${error.message}`);
    throw error;
  }
}

async function isFiled(pool: Pool, requestKey: string): Promise<boolean> {
  const { rowCount } = await pool.query('select from document where request_key = $1', [requestKey]);
  return rowCount === 1;
}

/** One statement, hence both rows or none; whoever was first is kept. */
async function fileDocument(
  pool: Pool,
  item: OutboxRow,
  kind: DocumentKind,
  sha256: string,
  size: number,
): Promise<void> {
  await pool.query(
    `with file as (
       insert into stored_file (sha256, size_bytes, media_type) values ($3, $4, 'application/pdf') on conflict do nothing
     )
     insert into document (id, dossier_id, kind, request_key, sha256) values (gen_random_uuid(), $1, $5, $2, $3)
     on conflict (request_key) do nothing`,
    [item.dossierId, item.key, sha256, size, kind],
  );
}
