import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { RestoreRefused } from './restore-refused';

/** One operation of restoring, as the book of A19.3đ has it. */
const entrySchema = z.strictObject({
  number: z.number().int().positive(),
  at: z.iso.datetime(),
  /** begun, done or failed; an operation that was killed has only its beginning. */
  what: z.enum(['begun', 'done', 'failed']),
  by: z.string(),
  confirmedBy: z.string(),
  incidentAt: z.iso.datetime(),
  set: z.string(),
  /** Why another set than the nearest one before the incident (A19.3e). */
  reason: z.string().nullable(),
  outcome: z.string().nullable(),
  /** SHA-256 of the line before; of nothing for the first. */
  previous: z.string(),
});

type StoredEntry = z.infer<typeof entrySchema>;

export interface RestoreLogEntry extends StoredEntry {
  /** SHA-256 of its line, hexadecimal. */
  readonly hash: string;
}

const hashLine = (line: string) => createHash('sha256').update(line).digest('hex');

/**
 * The restore log (A19.3đ): lines of JSON, each with the hash of the one before, in a file beside the backups. It lies outside
 * the database, because that is what is replaced.
 * @throws RestoreRefused `RESTORE_LOG_BROKEN` when a line was changed or removed
 */
export async function readRestoreLog(file: string): Promise<readonly RestoreLogEntry[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  });
  let previous = hashLine('');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line, index) => {
      const entry = entrySchema.safeParse(parseLine(line));
      if (!entry.success || entry.data.previous !== previous || entry.data.number !== index + 1)
        throw new RestoreRefused(
          'RESTORE_LOG_BROKEN',
          `Line ${index + 1} of the restore log ${file} was changed or removed.`,
        );
      previous = hashLine(line);
      return { ...entry.data, hash: previous };
    });
}

/** Adds a line, safe from a power cut when it returns. */
export async function addToRestoreLog(
  file: string,
  entry: Omit<StoredEntry, 'number' | 'previous' | 'at'>,
): Promise<void> {
  const known = await readRestoreLog(file);
  const line = JSON.stringify({
    number: known.length + 1,
    at: new Date().toISOString(),
    ...entry,
    previous: known.at(-1)?.hash ?? hashLine(''),
  } satisfies StoredEntry);
  const handle = await open(file, 'a', 0o640);
  try {
    await handle.writeFile(`${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
