import path from 'node:path';
import { fileTypeFromBuffer } from 'file-type/core';
import type { UploadedFile } from '../http/read-body';
import { ApiRefusal } from '../problem-details';

/** What a scan may be; everything else (office documents with macros, web pages, archives) is refused. */
const acceptedTypes: Readonly<Record<string, { readonly extensions: readonly string[] }>> = {
  'application/pdf': { extensions: ['pdf'] },
  'image/jpeg': { extensions: ['jpg', 'jpeg'] },
  'image/png': { extensions: ['png'] },
  'image/tiff': { extensions: ['tif', 'tiff'] },
};
/** Senders that do not know the type say this. */
const UNDECLARED = new Set(['application/octet-stream', '']);
const MAX_NAME_LENGTH = 200;

export interface AcceptedFile {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly mediaType: string;
}

/**
 * Looks at the content itself: it must be of an accepted type, and name and declared type must say the same.
 * @throws ApiRefusal FILE_EMPTY, FILE_TYPE_REFUSED, FILE_TYPE_MISMATCH
 */
export async function inspectFile(file: UploadedFile): Promise<AcceptedFile> {
  if (file.bytes.length === 0) throw new ApiRefusal('FILE_EMPTY', 'The file has no content.');
  const fileName = cleanName(file.fileName);
  const found = await fileTypeFromBuffer(file.bytes);
  const accepted = found && acceptedTypes[found.mime];
  if (!accepted) {
    throw new ApiRefusal('FILE_TYPE_REFUSED', 'Only PDF, JPEG, PNG and TIFF files are taken.', {
      found: found?.mime ?? 'unknown',
      allowed: Object.keys(acceptedTypes),
    });
  }
  const extension = path.extname(fileName).slice(1).toLowerCase();
  const declared = file.declaredType.toLowerCase().split(';')[0]?.trim() ?? '';
  const declaredFits = declared === found.mime || UNDECLARED.has(declared);
  if (!accepted.extensions.includes(extension) || !declaredFits) {
    throw new ApiRefusal('FILE_TYPE_MISMATCH', `The content is ${found.mime}, which its name or type does not say.`, {
      found: found.mime,
      declared,
      extension,
    });
  }
  return { bytes: file.bytes, fileName, mediaType: found.mime };
}

/** The last part of the name, without anything that a path, a header or a terminal could take for an instruction. */
function cleanName(name: string): string {
  const base = (name.split(/[/\\]/).at(-1) ?? '').normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Cs}"<>:|?*]/gu, '_');
  const extension = path.extname(base).slice(0, 10);
  const stem = path.basename(base, path.extname(base)).slice(0, MAX_NAME_LENGTH).trim();
  return `${stem === '' ? 'tep' : stem}${extension}`;
}
