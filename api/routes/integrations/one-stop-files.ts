import { createHash } from 'node:crypto';
import type { OneStopFile } from '../../../contracts/one-stop-link.schema';
import { inspectFile, type AcceptedFile } from '../../drafts/intake-file';
import { ApiRefusal, TemporarilyUnavailable } from '../../problem-details';
import type { ApiSettings } from '../../parts';

const FETCH_TIMEOUT_MS = 10_000;

/**
 * The content of one file of a partner's dossier: inside the message, or fetched from the partner's own server and from
 * nowhere else.
 * @throws ApiRefusal FILE_HASH_MISMATCH, FILE_ADDRESS_REFUSED, FILE_TOO_LARGE and what `inspectFile` refuses;
 *   TemporarilyUnavailable when the partner's server does not give it now
 */
export async function readOneStopFile(
  file: OneStopFile,
  settings: Pick<ApiSettings, 'oneStopUrl' | 'maxFileBytes'>,
): Promise<AcceptedFile> {
  const bytes =
    file.NoiDung !== undefined
      ? Buffer.from(file.NoiDung, 'base64')
      : await fetchFile(file.DuongDanTaiTepTin ?? '', settings);
  if (bytes.length > settings.maxFileBytes) throw tooLarge(settings.maxFileBytes);
  if (createHash('sha256').update(bytes).digest('hex') !== file.HashTepTin)
    throw new ApiRefusal('FILE_HASH_MISMATCH', 'A file is not what its hash says.', { file: file.TenTepDinhKem });
  return inspectFile({ bytes, fileName: file.TenTepDinhKem, declaredType: '' });
}

async function fetchFile(
  address: string,
  { oneStopUrl, maxFileBytes }: Pick<ApiSettings, 'oneStopUrl' | 'maxFileBytes'>,
): Promise<Buffer> {
  if (oneStopUrl === undefined || new URL(address).origin !== new URL(oneStopUrl).origin)
    throw new ApiRefusal('FILE_ADDRESS_REFUSED', 'Files are fetched only from the server of the one-stop system.');
  let response: Response;
  try {
    response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    if (!response.ok || !response.body) throw new Error(`it answered ${response.status}`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxFileBytes) throw tooLarge(maxFileBytes);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof ApiRefusal) throw error;
    throw new TemporarilyUnavailable('The one-stop system does not give its file.', { cause: error });
  }
}

function tooLarge(maxFileBytes: number): ApiRefusal {
  return new ApiRefusal('FILE_TOO_LARGE', `A file may have at most ${maxFileBytes} bytes.`, { maxFileBytes });
}
