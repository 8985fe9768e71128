import { download, type CallOptions } from './api-client';

/** Fetches a file of the API and hands it to the browser to keep. @throws Problem when it is refused */
export async function saveFile(path: string, query: CallOptions['query']): Promise<void> {
  const { blob, fileName } = await download(path, { query });
  keepFile(blob, fileName);
}

/** Hands something to the browser to keep. */
export function keepFile(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has begun to read it by then.
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
