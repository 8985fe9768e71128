import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../../db/transaction';
import type { FileStore } from '../../platform/file-store';
import { ApiRefusal } from '../problem-details';
import { lockOpenDraft } from './frozen-draft';
import type { AcceptedFile } from './intake-file';

export interface Attachment {
  readonly id: string;
  readonly componentId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly uploadedAt: Date;
}

/** Where a file belongs: to a draft, or to a running dossier (supplement). */
export type AttachmentOwner = { readonly draftId: string } | { readonly dossierId: string };

const columns = `a.id, a.component_id as "componentId", a.file_name as "fileName", f.media_type as "mediaType",
  f.size_bytes::float8 as "sizeBytes", a.sha256, a.uploaded_at as "uploadedAt"`;

export async function listAttachments(db: Pool | PoolClient, owner: AttachmentOwner): Promise<Attachment[]> {
  const [column, id] = ownerColumn(owner);
  const { rows } = await db.query<Attachment>({
    name: `attachments-by-${column}`,
    text: `select ${columns} from attachment a join stored_file f on f.sha256 = a.sha256
      where a.${column} = $1 order by a.uploaded_at, a.id`,
    values: [id],
  });
  return rows;
}

export function countByComponent(attachments: readonly Pick<Attachment, 'componentId'>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { componentId } of attachments) counts[componentId] = (counts[componentId] ?? 0) + 1;
  return counts;
}

/** @throws ApiRefusal FILE_NOT_FOUND */
export async function readAttachment(
  parts: { readonly pool: Pool; readonly files: FileStore },
  owner: AttachmentOwner,
  fileId: string,
): Promise<{ readonly attachment: Attachment; readonly bytes: Buffer }> {
  const [column, id] = ownerColumn(owner);
  const { rows } = await parts.pool.query<Attachment>(
    `select ${columns} from attachment a join stored_file f on f.sha256 = a.sha256 where a.${column} = $1 and a.id = $2`,
    [id, fileId],
  );
  const [attachment] = rows;
  if (!attachment) throw new ApiRefusal('FILE_NOT_FOUND', 'There is no such file.');
  return { attachment, bytes: await parts.files.read(attachment.sha256, attachment.sizeBytes) };
}

/**
 * Keeps the file and notes where it belongs. The same file for the same component is there once, however often it is sent.
 * @throws ApiRefusal TOO_MANY_FILES; of a draft that is frozen or gone what `lockOpenDraft` refuses
 */
export async function addAttachment(
  parts: { readonly pool: Pool; readonly files: FileStore; readonly maxFiles: number },
  owner: AttachmentOwner,
  componentId: string,
  file: AcceptedFile,
  uploadedBy: string | null,
): Promise<Attachment> {
  const sha256 = await parts.files.put(file.bytes);
  const [column, ownerId] = ownerColumn(owner);
  return inTransaction(parts.pool, async (client) => {
    // Uploads of one owner one after another: the count below holds, and a double click finds the first.
    if ('draftId' in owner) await lockOpenDraft(client, owner.draftId);
    else await client.query('select pg_advisory_xact_lock(hashtextextended($1, 7))', [ownerId]);
    await client.query(
      'insert into stored_file (sha256, size_bytes, media_type) values ($1, $2, $3) on conflict do nothing',
      [sha256, file.bytes.length, file.mediaType],
    );
    const known = await client.query<Attachment>(
      `select ${columns} from attachment a join stored_file f on f.sha256 = a.sha256
       where a.${column} = $1 and a.component_id = $2 and a.sha256 = $3`,
      [ownerId, componentId, sha256],
    );
    if (known.rows[0]) return known.rows[0];
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from attachment where ${column} = $1`,
      [ownerId],
    );
    if ((rows[0]?.count ?? 0) >= parts.maxFiles)
      throw new ApiRefusal('TOO_MANY_FILES', `At most ${parts.maxFiles} files are taken.`, { allowed: parts.maxFiles });
    const id = randomUUID();
    const added = await client.query<{ uploadedAt: Date }>(
      `insert into attachment (id, ${column}, component_id, file_name, sha256, uploaded_by)
       values ($1, $2, $3, $4, $5, $6) returning uploaded_at as "uploadedAt"`,
      [id, ownerId, componentId, file.fileName, sha256, uploadedBy],
    );
    const { fileName, mediaType, bytes } = file;
    const uploadedAt = added.rows[0]?.uploadedAt ?? new Date();
    return { id, componentId, fileName, mediaType, sizeBytes: bytes.length, sha256, uploadedAt };
  });
}

function ownerColumn(owner: AttachmentOwner): ['draft_id' | 'dossier_id', string] {
  return 'draftId' in owner ? ['draft_id', owner.draftId] : ['dossier_id', owner.dossierId];
}
