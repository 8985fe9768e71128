import { randomUUID } from 'node:crypto';
import type { Session } from '../../../db/repositories/session-repository';
import { inTransaction } from '../../../db/transaction';
import { mayDo, mayDoAnywhere } from '../../../domain/access/may-do';
import type { UnitTree } from '../../../domain/access/unit-tree';
import type { CaseKind } from '../../../domain/cases/case-state';
import { sidesOfReport } from '../../../domain/reports/report-chain';
import { inspectFile } from '../../drafts/intake-file';
import type { Answer } from '../../http/route';
import type { UploadedFile } from '../../http/read-body';
import { noteAct, type ActContext } from '../../note-act';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';

/** Uploaded and not yet named by a step; enough for a pile of letters, and no store for anything else. */
const MOST_UNUSED = 50;
const ACCEPTED = ['application/pdf', 'image/jpeg', 'image/png'];

interface Asked {
  readonly services: Services;
  readonly session: Session;
}

/**
 * Takes a letter that a step will name; the same content twice is the same file.
 * @throws ApiRefusal FILE_TYPE_REFUSED, TOO_MANY_FILES, and what `inspectFile` refuses
 */
export async function addCaseFile({
  services,
  session,
  upload,
}: Asked & { readonly upload: { readonly file: UploadedFile } }): Promise<Answer> {
  const { pool, files } = services;
  const { accountId } = session;
  const { bytes, fileName, mediaType } = await inspectFile(upload.file);
  if (!ACCEPTED.includes(mediaType))
    throw new ApiRefusal('FILE_TYPE_REFUSED', 'Only PDF, JPEG and PNG files are taken here.', {
      found: mediaType,
      allowed: ACCEPTED,
    });
  const sha256 = await files.put(bytes);
  const body = await inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 16))', [accountId]);
    await client.query(
      'insert into stored_file (sha256, size_bytes, media_type) values ($1, $2, $3) on conflict do nothing',
      [sha256, bytes.length, mediaType],
    );
    const unused = await client.query<{ id: string; sha256: string; fileName: string; uploadedAt: Date }>(
      `select id, sha256, file_name as "fileName", uploaded_at as "uploadedAt" from case_file
       where case_id is null and uploaded_by = $1`,
      [accountId],
    );
    const known = unused.rows.find((row) => row.sha256 === sha256);
    const shown = { mediaType, sizeBytes: bytes.length };
    if (known) return { ...shown, id: known.id, fileName: known.fileName, uploadedAt: known.uploadedAt };
    if (unused.rows.length >= MOST_UNUSED)
      throw new ApiRefusal('TOO_MANY_FILES', `At most ${MOST_UNUSED} files may wait to be used.`, {
        allowed: MOST_UNUSED,
      });
    const id = randomUUID();
    const { rows } = await client.query<{ uploadedAt: Date }>(
      `insert into case_file (id, file_name, sha256, uploaded_by) values ($1, $2, $3, $4)
       returning uploaded_at as "uploadedAt"`,
      [id, fileName, sha256, accountId],
    );
    return { ...shown, id, fileName, uploadedAt: rows[0]?.uploadedAt ?? new Date() };
  });
  return { status: 201, body };
}

/** For whoever may see the case, and for who uploaded it. What he may not see does not exist. */
export async function readCaseFile(
  context: Asked & ActContext & { readonly params: { readonly id: string } },
): Promise<Answer> {
  const { services, session, params } = context;
  const { rows } = await services.pool.query<{
    readonly caseId: string | null;
    readonly unitId: string | null;
    readonly kind: CaseKind | null;
    readonly actingUnitId: string | null;
    readonly receiverUnitId: string | null;
    readonly uploadedBy: string;
    readonly fileName: string;
    readonly sha256: string;
    readonly sizeBytes: number;
    readonly mediaType: string;
  }>(
    `select f.case_id as "caseId", c.unit_id as "unitId", c.kind,
       h.acting_unit_id as "actingUnitId", r.receiver_unit_id as "receiverUnitId", f.uploaded_by as "uploadedBy", f.file_name as "fileName", f.sha256,
       s.size_bytes::float8 as "sizeBytes", s.media_type as "mediaType"
     from case_file f join stored_file s on s.sha256 = f.sha256 left join case_record c on c.id = f.case_id
       left join handover h on h.id = f.case_id left join periodic_report r on r.id = f.case_id where f.id = $1`,
    [params.id],
  );
  const [file] = rows;
  const { tree } = await services.units.current();
  const isMine = file?.uploadedBy === session.accountId;
  if (!file || !(isMine || mayReadCase(session, file, tree)))
    throw new ApiRefusal('FILE_NOT_FOUND', 'There is no such file.');
  const { fileName, mediaType, unitId } = file;
  await noteAct(context, {
    action: 'attachment.read',
    subject: { type: 'caseFile', id: params.id },
    ...(unitId === null ? {} : { unitId }),
  });
  return { file: await services.files.read(file.sha256, file.sizeBytes), mediaType, fileName };
}

interface OfCase {
  readonly kind: CaseKind | null;
  readonly unitId: string | null;
  /** Of a handover. */
  readonly actingUnitId: string | null;
  /** Of a report; null: it goes outside. */
  readonly receiverUnitId: string | null;
}

/** Whoever may see the case may see its papers. */
function mayReadCase(
  session: Session,
  { kind, unitId, actingUnitId, receiverUnitId }: OfCase,
  tree: UnitTree,
): boolean {
  if (kind === null) return false;
  if (kind === 'incident') return mayDoAnywhere(session, 'incident.read');
  if (kind === 'portableCopy') return mayDoAnywhere(session, 'copy.read');
  if (unitId === null) return false;
  if (kind === 'handover') {
    const sides = { receivingUnitId: unitId, ...(actingUnitId === null ? {} : { handlingUnitId: actingUnitId }) };
    return mayDo(session, 'handover.read', sides, tree);
  }
  if (kind === 'periodicReport') return mayDo(session, 'report.read', sidesOfReport(unitId, receiverUnitId), tree);
  return mayDo(session, kind === 'account' ? 'account.read' : 'project.read', { unitId }, tree);
}
