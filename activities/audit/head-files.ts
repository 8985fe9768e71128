import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { AuditHead } from '../../db/audit/audit-heads';

const headSchema = z.object({
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  number: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
const FILE_NAME = /^\d{4}-\d{2}-\d{2}\.json$/;

/** A file of a published head cannot be read as one. */
class HeadFileDamaged extends Error {
  override readonly name = 'HeadFileDamaged';
}

/** Writes `YYYY-MM-DD.json` for each head that has no file yet. One that is there is never written over. */
export async function writeHeadFiles(dir: string, heads: readonly AuditHead[]): Promise<number> {
  await mkdir(dir, { recursive: true });
  const present = new Set(await readdir(dir));
  const missing = heads.filter(({ day }) => !present.has(`${day}.json`));
  for (const head of missing) {
    const file = path.join(dir, `${head.day}.json`);
    // Written aside and renamed: never half a file.
    await writeFile(`${file}.new`, `${JSON.stringify(head, null, 2)}\n`, { mode: 0o644 });
    await rename(`${file}.new`, file);
  }
  return missing.length;
}

/** @returns in the order of days; none when there is no such folder. @throws HeadFileDamaged */
export async function readHeadFiles(dir: string): Promise<AuditHead[]> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return Promise.all(
    names
      .filter((name) => FILE_NAME.test(name))
      .sort()
      .map(async (name) => {
        try {
          return headSchema.parse(JSON.parse(await readFile(path.join(dir, name), 'utf8')));
        } catch (error) {
          throw new HeadFileDamaged(`the published head ${path.join(dir, name)} is damaged`, { cause: error });
        }
      }),
  );
}
