import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** SHA-256 over names and contents of everything in these files and folders: it changes when any of them does. */
export async function fingerprintFiles(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const start of paths) {
    for (const file of await listFiles(start)) {
      const content = await readFile(file);
      hash.update(`${path.relative(start, file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

async function listFiles(start: string): Promise<string[]> {
  const entries = await readdir(start, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (!entries) return [start];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
